import Centrality
import Foundation
import Importers
import ModuleKit
import ModuleTesting
import Structure
import Testing
import TestSupport

/// The example graphs of LDBC Graphalytics with their published outputs.
struct LDBCTests {
  private static let folder = ReferenceData.checkout + "/Tests/Resources/ldbc/"

  private func network(_ name: String) throws -> Network {
    try ModuleRun(
      CSVImport.self, on: Network(),
      with: [
        "edges": .string(Self.folder + name + ".e"), "nodes": .string(Self.folder + name + ".v"),
        "directed": .bool(name == "example-directed"), "header": false, "weight": "3",
        "weight_means": "distance",
      ]
    ).network
  }

  /// The published value of each vertex.
  private func output(_ name: String, _ algorithm: String) throws -> [String: String] {
    let text = try String(contentsOfFile: "\(Self.folder)\(name)-\(algorithm)", encoding: .utf8)
    var values: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let cells = line.split(separator: " ")
      values[String(cells[0])] = String(cells[1])
    }
    return values
  }

  private static let sources = ["example-directed": "1", "example-undirected": "2"]

  @Test(arguments: sources.keys.sorted()) func breadthFirstSearch(name: String) throws {
    let network = try network(name)
    var search = BreadthFirst(network.graph.outgoing)
    search.run(from: Int(try #require(network.node(Self.sources[name] ?? ""))))
    for (id, expected) in try output(name, "BFS") {
      let distance = search.distances[Int(try #require(network.node(id)))]
      #expect(distance < 0 ? expected == "9223372036854775807" : expected == String(distance))
    }
  }

  @Test(arguments: sources.keys.sorted()) func shortestPaths(name: String) throws {
    let network = try network(name)
    var search = ShortestPaths(network.graph.outgoing, edgeLengths: network.edgeWeights)
    search.run(from: Int(try #require(network.node(Self.sources[name] ?? ""))))
    for (id, expected) in try output(name, "SSSP") {
      let distance = search.distances[Int(try #require(network.node(id)))]
      if expected == "infinity" {
        #expect(distance == .infinity)
      } else {
        let published = try #require(Double(expected))
        #expect(abs(distance - published) < 1e-9)
      }
    }
  }

  @Test(arguments: sources.keys.sorted()) func pageRank(name: String) throws {
    let network = try network(name)
    let run = try ModuleRun(
      PageRank.self, on: network, with: ["tolerance": 0, "max_iterations": 2]
    ).network
    for (id, expected) in try output(name, "PR") {
      let node = Int(try #require(network.node(id)))
      let value = try #require(run.nodes["pagerank"]).number(at: node)
      let published = try #require(Double(expected))
      #expect(abs(value - published) < 1e-9)
    }
  }

  @Test(arguments: sources.keys.sorted()) func localClustering(name: String) throws {
    let network = try network(name)
    let run = try ModuleRun(Clustering.self, on: network, with: ["directed": true]).network
    for (id, expected) in try output(name, "LCC") {
      let node = Int(try #require(network.node(id)))
      let value = try #require(run.nodes["clustering"]).number(at: node)
      let published = try #require(Double(expected))
      #expect(abs(value - published) < 1e-9, "\(id)")
    }
  }

  @Test(arguments: sources.keys.sorted()) func weakComponents(name: String) throws {
    let network = try network(name)
    let labels = network.graph.weakComponents.labels
    let published = try output(name, "WCC")
    for (a, labelOfA) in published {
      for (b, labelOfB) in published {
        let (x, y) = (try #require(network.node(a)), try #require(network.node(b)))
        #expect((labels[Int(x)] == labels[Int(y)]) == (labelOfA == labelOfB))
      }
    }
  }
}

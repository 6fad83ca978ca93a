import Communities
import Foundation
import ModuleKit
import ModuleTesting
import TestSupport

/// Classic networks with the best modularity known for them.
enum SampleGraphs {
  struct Sample: Sendable, CustomStringConvertible {
    let name: String
    /// Best of 100 runs of igraph 1.0.0 `community_leiden(objective_function="modularity",
    /// n_iterations=-1)`; of the unweighted karate club it is the optimum (Brandes et al. 2008).
    let modularity: Double
    var weighted = false
    var description: String { name + (weighted ? " weighted" : "") }

    func load() throws -> (graph: Graph, weights: [Double]?) {
      let loaded = try SampleGraphs.load(name)
      return (loaded.graph, weighted ? loaded.weights : nil)
    }
  }

  static let all = [
    Sample(name: "karate", modularity: 0.419790),
    Sample(name: "karate", modularity: 0.444904, weighted: true),
    Sample(name: "lesmis", modularity: 0.560008),
    Sample(name: "lesmis", modularity: 0.566688, weighted: true),
    Sample(name: "dolphins", modularity: 0.528519),
    Sample(name: "football", modularity: 0.604570),
    Sample(name: "lfr500", modularity: 0.507755),
  ]

  static func load(
    _ name: String, directed: Bool = false
  ) throws -> (graph: Graph, weights: [Double]) {
    let folder = ReferenceData.checkout + "/Tests/Resources/networks/"
    if name == "football" {
      let text = try String(contentsOfFile: folder + "football.gml", encoding: .isoLatin1)
      return graph(edgesOfGML(text), directed: directed)
    }
    let text = try String(contentsOfFile: folder + name + ".edges.csv", encoding: .utf8)
    let rows = text.split(whereSeparator: \.isNewline).dropFirst().map {
      $0.split(separator: ",").map(String.init)
    }
    return graph(rows, directed: directed)
  }

  /// A graph of SNAP from the reference data, its loops left out.
  static func snap(_ name: String, directed: Bool = false) throws -> Graph {
    let unpack = Process()
    unpack.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    unpack.arguments = ["gzip", "-dc", ReferenceData.path("scale/\(name).txt.gz") ?? ""]
    let pipe = Pipe()
    unpack.standardOutput = pipe
    try unpack.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let rows = text.split(whereSeparator: \.isNewline).filter { $0.first != "#" }.map {
      $0.split(whereSeparator: \.isWhitespace).map(String.init)
    }
    let (sources, targets, count) = numbered(rows)
    let parallel = ParallelEdges.first
    return try GraphBuilder(isDirected: directed, parallel: parallel, loops: .drop)
      .build(nodeCount: count, sources: sources, targets: targets).graph
  }

  private static func edgesOfGML(_ text: String) -> [[String]] {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    return words.indices.filter { words[$0] == "source" }.map { [words[$0 + 1], words[$0 + 3]] }
  }

  private static func graph(
    _ rows: [[String]], directed: Bool
  ) -> (graph: Graph, weights: [Double]) {
    let (sources, targets, count) = numbered(rows)
    let weights = rows.map { $0.count > 2 ? Double($0[2]) ?? .nan : 1 }
    let builder = GraphBuilder(isDirected: directed, parallel: .error, loops: .error)
    guard let built = try? builder.build(nodeCount: count, sources: sources, targets: targets)
    else { preconditionFailure("the samples are simple graphs") }
    return (built.graph, built.rowsOfEdge.rows.map { weights[Int($0)] })
  }

  /// Ids become positions: in numeric order when they are numbers, else in byte order.
  private static func numbered(_ rows: [[String]]) -> ([NodeID], [NodeID], Int) {
    let ids = Set(rows.flatMap { $0.prefix(2) })
    let sorted = ids.sorted {
      if let a = Int($0), let b = Int($1) { return a < b }
      return $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    let position = Dictionary(uniqueKeysWithValues: zip(sorted, NodeID(0)...))
    return (
      rows.compactMap { position[$0[0]] }, rows.compactMap { position[$0[1]] }, sorted.count
    )
  }
}

/// Randoms as a study with this seed gives them to the module.
func randoms(_ seed: UInt64, runs: Int = 1) -> [RandomSource] {
  (0..<runs).map { RandomSource(seed: seed, stream: "\($0)") }
}

/// NaN stands for a failure too, which no test expects.
func modularity(of communities: [Int32], in graph: Graph, resolution: Double = 1) -> Double {
  (try? modularity(of: communities, in: graph, resolution: resolution, on: .serial)) ?? .nan
}

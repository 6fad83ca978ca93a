import Exporters
import Foundation
import Importers
import ModuleKit
import ModuleTesting
import Testing

/// What is exported and read again is the same network.
struct RoundTripTests {
  private static let names = [
    "\"quoted\"", "<script>alert(1)</script>", "=1+1", "Tom & Jerry &amp;", "\\N", "back\\",
    "com,ma;semi", "line\nbreak", "ret\rurn", "tab\tbed", "]]>", "Élodie Lefèvre-Nguyễn",
    "שלום \u{202E}x", "👩‍👩‍👧 family", "'single'", "<!--", "007", "+33 6", "mid\u{2028}dle",
  ].sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }

  /// - Parameter keepsAll: false leaves out what tables cannot tell apart.
  private static func network(directed: Bool, keepsAll: Bool) -> Network {
    let n = names.count
    var random = RandomSource(seed: 5, stream: "round trip")
    var pairs: [(Int, Int)] = []
    for a in 0..<(n - 1) {
      for b in (directed ? 0 : a + 1)..<(n - 1) where a != b && random.next(below: 4) == 0 {
        pairs.append((a, b))
      }
    }
    let graph = Graph(
      nodeCount: n, isDirected: directed, joining: pairs.map { NodeID($0.0) },
      to: pairs.map { NodeID($0.1) })
    var network = Network(graph: graph, ids: names)
    network.nodes.set("text", .texts(names.indices.map { $0 % 5 == 0 ? nil : names[$0] }))
    network.nodes.set(
      "age", .integers(names.indices.map { $0 % 3 == 0 ? Column.missingInteger : $0 - 5 }))
    network.nodes.set("ok", .flags(names.indices.map { [.yes, .no, .missing][$0 % 3] }))
    let numbers = [0.1, -1e300, Double.leastNonzeroMagnitude, .nan, 1.0 / 3, 123_456_789.125, 7]
    network.nodes.set("number", .numbers(names.indices.map { numbers[$0 % numbers.count] }))
    network.edges.set("big", .integers(pairs.indices.map { Int.max - $0 }))
    network.edges.set("note", .texts(pairs.indices.map { $0 % 4 == 0 ? nil : names[$0 % n] }))
    network.edges.set("weight", .numbers(pairs.indices.map { 0.5 + Double($0) }))
    if keepsAll {
      network.nodes.set("empty", .texts(names.indices.map { $0 % 2 == 0 ? "" : nil }))
      network.nodes.set("blank", .texts(names.map { " \($0) " }))
      network.nodes.set("none", .missing(.number, count: n))
      network.edges.set("infinite", .numbers(pairs.indices.map { $0 % 2 == 0 ? .infinity : -1 }))
    }
    network.weight = EdgeWeight(column: "weight", meaning: .strength)
    return network
  }

  private func inFolder<Result>(
    _ network: Network, _ body: ([String]) throws -> Result
  ) throws -> Result {
    let folder = NSTemporaryDirectory() + "sociogram-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let paths = try network.documents.map { document in
      let path = folder + "/" + document.path
      try Data(document.bytes).write(to: URL(fileURLWithPath: path))
      return path
    }
    return try body(paths)
  }

  private func expectEqual(_ a: Network, _ b: Network) {
    #expect(a.ids == b.ids)
    #expect(a.graph == b.graph)
    for (x, y) in [(a.nodes, b.nodes), (a.edges, b.edges)] {
      #expect(Set(x.names) == Set(y.names))
      for name in x.names { #expect(x[name] == y[name], "\(name)") }
    }
    #expect(a.weight == b.weight)
  }

  @Test(arguments: [true, false]) func graphML(directed: Bool) throws {
    let network = Self.network(directed: directed, keepsAll: true)
    let exported = try ModuleRun(GraphMLExport.self, on: network).network
    let read = try inFolder(exported) { paths in
      try ModuleRun(
        GraphMLImport.self, on: Network(),
        with: ["file": .string(paths[0]), "weight": "weight", "weight_means": "strength"])
    }
    expectEqual(read.network, network)
  }

  @Test(arguments: [true, false]) func csv(directed: Bool) throws {
    let network = Self.network(directed: directed, keepsAll: false)
    let exported = try ModuleRun(CSVExport.self, on: network).network
    let read = try inFolder(exported) { paths in
      try ModuleRun(
        CSVImport.self, on: Network(),
        with: [
          "nodes": .string(paths[0]), "edges": .string(paths[1]), "weight": "weight",
          "weight_means": "strength", "directed": .bool(directed),
        ])
    }
    expectEqual(read.network, network)
  }
}

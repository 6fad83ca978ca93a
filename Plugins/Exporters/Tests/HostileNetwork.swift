import ModuleKit
import ModuleTesting

/// A network whose names and values are as bad as names and values get.
enum HostileNetwork {
  static let names = [
    "", " blank ends ", "\"quoted\"", "<script>alert(1)</script>", "=1+1", "Tom & Jerry &amp;",
    "\\N", "back\\", "com,ma;semi", "line\nbreak", "ret\rurn", "tab\tbed", "]]>",
    "Élodie Lefèvre-Nguyễn",
    "שלום \u{202E}x", "👩‍👩‍👧 family", "%s %n", "'single'", "<!--", "\u{2028}",
  ].dropFirst().sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }

  /// A ring of all names with an isolate; columns of all types with missing and extreme values.
  static func network(directed: Bool, names: [String] = names) -> Network {
    let n = names.count
    let pairs = (0..<(n - 1)).map { index in
      let (a, b) = (index, (index + 1) % (n - 1))
      return directed ? (a, b) : (min(a, b), max(a, b))
    }.sorted { $0 < $1 }
    let graph = Graph(
      nodeCount: n, isDirected: directed, joining: pairs.map { NodeID($0.0) },
      to: pairs.map { NodeID($0.1) })
    var network = Network(graph: graph, ids: names)
    network.nodes.set("name & <b>", .texts(names.indices.map { $0 % 5 == 0 ? nil : names[$0] }))
    network.nodes.set(
      "age", .integers(names.indices.map { $0 % 3 == 0 ? Column.missingInteger : $0 - 5 }))
    network.nodes.set(
      "is ok", .flags(names.indices.map { [.yes, .no, .missing][$0 % 3] }))
    let numbers = [0.1, -1e300, Double.leastNonzeroMagnitude, .nan, 1.0 / 3, 123_456_789.125, 7]
    network.nodes.set("number", .numbers(names.indices.map { numbers[$0 % numbers.count] }))
    network.edges.set("big", .integers((0..<graph.edgeCount).map { Int.max - $0 }))
    network.edges.set("text", .texts((0..<graph.edgeCount).map { $0 % 4 == 0 ? nil : names[$0] }))
    network.edges.set("weight", .numbers((0..<graph.edgeCount).map { 0.5 + Double($0) }))
    network.weight = EdgeWeight(column: "weight", meaning: .strength)
    return network
  }
}

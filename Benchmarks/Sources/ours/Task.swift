import Foundation
import ModuleKit

/// A task of the benchmark: a module, its parameters, and the column that is verified.
struct Task {
  let module: String
  var parameters: [String: String] = [:]
  var column: String?
  var edgeColumn: String?

  static let all: [String: Task] = [
    "distances": Task(module: "chains.distances"),
    "closeness": Task(module: "centrality.closeness", column: "closeness"),
    "harmonic": Task(module: "centrality.harmonic", column: "harmonic"),
    "betweenness": Task(
      module: "centrality.betweenness", parameters: ["normalized": "false"],
      column: "betweenness"),
    "edge_betweenness": Task(
      module: "centrality.edge_betweenness", parameters: ["normalized": "false"],
      edgeColumn: "edge_betweenness"),
    // The error and probability that every contender is asked for.
    "kadabra": Task(
      module: "centrality.betweenness",
      parameters: [
        "method": "estimate", "epsilon": "0.01", "delta": "0.1", "normalized": "false",
      ], column: "betweenness"),
    // The stop rule of all contenders that have one.
    "pagerank": Task(
      module: "centrality.pagerank", parameters: ["tolerance": "1e-9"], column: "pagerank"),
    "leiden": Task(module: "communities.leiden", column: "community"),
    "louvain": Task(module: "communities.louvain", column: "community"),
    "label_propagation": Task(module: "communities.label_propagation", column: "community"),
    "components": Task(
      module: "structure.components", parameters: ["cuts": "false"], column: "component"),
    "cut_points": Task(module: "structure.components", column: "is_cut_point"),
    "kcore": Task(module: "structure.kcore", column: "core"),
    "clustering": Task(module: "structure.clustering", column: "clustering"),
  ]
}

/// What a task gave, in a form that can be compared with other programs.
struct Result {
  /// One value per node, by the whole number that is its id; or one per edge, by its ends.
  private let values: [Double]
  let summary: JSON

  init(_ task: Task, _ network: Network) {
    if let name = task.edgeColumn, let column = network.edges[name] {
      values = Self.byEnds(column, network)
    } else if let name = task.column, let column = network.nodes[name] {
      values = Self.byID(column, network)
    } else {
      values = []
    }
    var members: [JSON.Member] = []
    if let rows = network.table("distances")?.rows, let links = rows["links"],
      let pairs = rows["pairs"]
    {
      let histogram = (0..<rows.rowCount).map {
        JSON.Member(links.text(at: $0) ?? "", .number(pairs.number(at: $0)))
      }
      members.append(.init("distances", .object(histogram)))
    }
    if let triangles = network.nodes["triangles"] {
      members.append(.init("triangles", .number(triangles.asNumbers.reduce(0, +) / 3)))
    }
    if let rows = network.table("clustering")?.rows, let measures = rows["measure"],
      let row = (0..<rows.rowCount).first(where: { measures.text(at: $0) == "transitivity" })
    {
      members.append(.init("transitivity", .number(rows["value"]?.number(at: row) ?? .nan)))
    }
    summary = .object(members)
  }

  private static func byID(_ column: Column, _ network: Network) -> [Double] {
    var values = Array(repeating: Double.nan, count: network.ids.count)
    for (position, id) in network.ids.enumerated() {
      if let number = Int(id), values.indices.contains(number) {
        values[number] = column.number(at: position)
      }
    }
    return values
  }

  /// Smaller end first, then the larger.
  private static func byEnds(_ column: Column, _ network: Network) -> [Double] {
    let (graph, ids) = (network.graph, network.ids.map { Int($0) ?? -1 })
    let keys = (0..<graph.edgeCount).map { edge in
      let (a, b) = (ids[Int(graph.sources[edge])], ids[Int(graph.targets[edge])])
      return (min(a, b), max(a, b), edge)
    }
    return keys.sorted { $0 < $1 }.map { column.number(at: $0.2) }
  }

  func write(to path: String) throws {
    try values.withUnsafeBytes { Data($0) }.write(to: URL(fileURLWithPath: path))
  }

  /// Tells whether two runs gave the same bytes.
  var digest: String {
    let hash = values.withUnsafeBytes { stableHash($0) } ^ stableHash(summary.compact.utf8)
    return String(hash, radix: 16)
  }
}

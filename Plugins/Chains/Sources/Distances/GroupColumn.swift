internal import ModuleKit

/// The groups that a node column divides the network into.
struct GroupColumn {
  /// The values, numbers by size and texts by their bytes.
  let names: [String]
  /// The group of each node; -1 where the column has no value.
  let groups: [Int32]
  /// The nodes of each group, ascending.
  let members: [[NodeID]]

  /// A table of more pairs would be read by nobody.
  private static let most = 500

  init(_ column: NodeColumn, of network: Network, _ context: StageContext) throws {
    guard let values = network.nodes[column.name] else {
      throw context.error(
        "unknown-column", "there is no node column '\(column.name)'", parameter: "groups",
        help: Suggestion.help(for: column.name, among: network.nodes.names, kind: "node columns"))
    }
    self.init(values)
    if names.count > Self.most {
      throw context.error(
        "too-many-groups",
        "the column '\(column.name)' has \(names.count) different values, more than \(Self.most)",
        parameter: "groups", help: "does it name people rather than groups?")
    }
  }

  init(_ column: Column) {
    let texts = (0..<column.count).map { column.text(at: $0) }
    var firstRow: [String: Int] = [:]
    for (row, text) in texts.enumerated() {
      if let text, firstRow[text] == nil { firstRow[text] = row }
    }
    let isText = column.type == .text || column.type == .boolean
    let order = firstRow.sorted { a, b in
      isText
        ? a.key.utf8.lexicographicallyPrecedes(b.key.utf8)
        // Numbers beyond what a Double tells apart stand in the order of their figures.
        : (column.number(at: a.value), a.key) < (column.number(at: b.value), b.key)
    }
    names = order.map(\.key)
    let codes = Dictionary(
      uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
    groups = texts.map { $0.flatMap { codes[$0] } ?? -1 }
    var members = [[NodeID]](repeating: [], count: names.count)
    for (node, group) in groups.enumerated() where group >= 0 {
      members[Int(group)].append(NodeID(node))
    }
    self.members = members
  }

  /// Ordered pairs of different people, one of each group.
  func possiblePairs(_ from: Int, _ to: Int) -> Double {
    Double(members[from].count) * Double(members[to].count - (from == to ? 1 : 0))
  }
}

internal import ModuleKit

/// The groups that a column of the nodes makes, largest first.
struct NodeGroups {
  struct Group {
    let name: String
    let members: [Int]
  }
  let groups: [Group]
  /// The group of each node; nil for nodes without a value.
  let groupOfNode: [Int?]

  var missing: Int { groupOfNode.count { $0 == nil } }

  /// - Parameters:
  ///   - column: texts, booleans or whole numbers; others are no groups (see ``read(_:_:of:_:)``).
  ///   - leader: what to call a group that is only numbered, by its members; nil keeps the value.
  init(_ column: Column, leader: (([Int]) -> String)?) {
    var members: [String: [Int]] = [:]
    let numbers = column.type == .number ? column.asNumbers : nil
    for row in 0..<column.count {
      if let value = Self.value(column, numbers, row) { members[value, default: []].append(row) }
    }
    let sorted = members.sorted { a, b in
      a.value.count != b.value.count
        ? a.value.count > b.value.count : (a.value[0], a.key) < (b.value[0], b.key)
    }
    groups = sorted.map { Group(name: leader?($0.value) ?? $0.key, members: $0.value) }
    var groupOfNode = [Int?](repeating: nil, count: column.count)
    for (index, group) in groups.enumerated() {
      for member in group.members { groupOfNode[member] = index }
    }
    self.groupOfNode = groupOfNode
  }

  /// Whole numbers that a file held as decimals are written as whole.
  private static func value(_ column: Column, _ numbers: [Double]?, _ row: Int) -> String? {
    guard let numbers else { return column.text(at: row) }
    return numbers[row].isFinite ? NumberText.whole(numbers[row]) : nil
  }

  /// The groups of a column of the network; numbered communities are called after their most important
  /// member.
  ///
  /// - Parameter sizes: what the importance of people is, one per node; their ties when nil.
  static func read(
    _ name: String, _ parameter: String, of network: Network, _ context: StageContext,
    sizes: [Double]? = nil
  ) throws -> NodeGroups {
    guard let column = network.nodes[name] else {
      throw context.error(
        "unknown-column", "the network has no node column '\(name)'", parameter: parameter,
        help: Suggestion.help(for: name, among: network.nodes.names, kind: "node columns"))
    }
    let known = column.type == .number ? column.asNumbers.filter(\.isFinite) : []
    if known.contains(where: { $0 != $0.rounded() }) {
      throw context.error(
        "wrong-column-type", "'\(parameter)' needs groups, and '\(name)' holds fractions",
        parameter: parameter, help: "name a column of texts, or of whole numbers")
    }
    let importance = Importance(network, sizes: sizes)
    let leader: ([Int]) -> String = { members in
      members.min(by: importance.isBefore).map { network.label(of: NodeID($0)) } ?? ""
    }
    return NodeGroups(column, leader: ColorScale.numbersGroups(name) ? leader : nil)
  }

  /// What is known of the column before the run.
  static func check(
    _ column: String, _ parameter: String, _ outline: Outline, _ check: CheckContext
  ) {
    if column == "id", outline.nodeColumn("id") == nil {
      check.report(
        "wrong-column-type", "'\(parameter)' needs groups, and 'id' is another for each node",
        parameter: parameter)
    }
  }
}

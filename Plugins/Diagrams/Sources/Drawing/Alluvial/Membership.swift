internal import ModuleKit

/// Who is in which group of one column: the groups that are drawn by themselves, and the rest.
package struct Membership {
  /// Largest first; the first ``shown`` are drawn by themselves.
  package let groups: [String]
  package let shown: Int
  /// Whether a name says which group it is, wherever it stands.
  package let isNamed: Bool
  /// For each person by id: a group, nil for those without a value.
  package let groupOf: [String: Int?]

  package init(
    groups: [String], shown: Int, isNamed: Bool, groupOf: [String: Int?]
  ) {
    (self.groups, self.shown) = (groups, shown)
    (self.isNamed, self.groupOf) = (isNamed, groupOf)
  }

  static func read(
    _ column: String, of network: Network, _ parameters: AlluvialDiagram.Parameters,
    _ context: StageContext
  ) throws -> Membership {
    let all = try NodeGroups.read(column, "columns", of: network, context)
    let large = all.groups.prefix { $0.members.count >= parameters.smallest }
    // A rest of one group would hide its name and save no room.
    let isOneMore = large.count == parameters.most + 1 && large.count == all.groups.count
    var groupOf: [String: Int?] = [:]
    for (node, id) in network.ids.enumerated() {
      groupOf[id] = .some(all.groupOfNode[node])
    }
    return Membership(
      groups: all.groups.map(\.name),
      shown: isOneMore ? large.count : min(large.count, parameters.most),
      isNamed: network.nodes[column]?.type == .text, groupOf: groupOf)
  }
}

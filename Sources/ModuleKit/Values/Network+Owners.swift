extension Network {
  /// The column that flags the people whose address books the network is made of.
  public static let ownerColumn = "owner"

  /// Flags the people whose address books the network is made of, one value per node.
  ///
  /// All ties of an owner are known. Of everyone else only those ties are that somebody's book tells of:
  /// their degree is a lower bound, and distances beyond the owners say nothing.
  public mutating func setOwners(_ isOwner: [Bool]) {
    nodes.set(
      Self.ownerColumn, .flags(isOwner.map { $0 ? .yes : .no }),
      convention: "true for people whose address books these are; others' ties are known in part")
  }

  /// The nodes whose address books the network is made of; empty for a network that is no such thing.
  public var owners: [NodeID] {
    guard case .flags(let flags) = nodes[Self.ownerColumn] else { return [] }
    return flags.indices.filter { flags[$0] == .yes }.map { NodeID($0) }
  }

  /// Whether only the ties of some are known in full.
  public var isEgocentric: Bool { !owners.isEmpty }
}

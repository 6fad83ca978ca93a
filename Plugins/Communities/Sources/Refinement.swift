// Traag, Waltman & van Eck 2019, appendix A: RefinePartition and MergeNodesSubset.

internal import ModuleKit

/// Splits communities into well-connected parts by merging their nodes anew.
///
/// Every node starts alone. A node that is still alone and well connected to its community joins a
/// well-connected part of it that does not lower the objective, at random, a gain of g being
/// exp(g / theta) times as likely as none. Parts are joined along ties only, so they are connected.
/// Communities do not see each other: they are refined side by side, each node with a random number
/// of its own.
///
/// - Parameter groups: the communities.
/// - Returns: the part of each node, named after one of its members.
func refine(
  _ groups: Groups, _ level: Level, _ theta: Double, _ random: inout RandomSource,
  on workers: Workers
) throws(Cancelled) -> [Int32] {
  let order = level.isLarge ? groups : shuffled(groups, &random)
  let (places, seed) = (order.places, random.next())
  let parts = try order.perMember(level.offsets, on: workers) { communities, out in
    var merging = MergeNodes(order.members, places, level, theta: theta * level.unit, seed: seed)
    let first = order.offsets[communities.lowerBound]
    for community in communities {
      let members = order.offsets[community]..<order.offsets[community + 1]
      merging.run(members)
      for position in members {
        let leader = members.lowerBound + Int(merging.part[position - members.lowerBound])
        out[position - first] = order.members[leader]
      }
    }
  }
  return places.map { parts[Int($0)] }
}

/// The members of each group in random order.
private func shuffled(_ groups: Groups, _ random: inout RandomSource) -> Groups {
  var members = groups.members
  for group in 0..<groups.count {
    let start = groups.offsets[group]
    for index in stride(from: groups.offsets[group + 1] - 1, to: start, by: -1) {
      members.swapAt(index, start + random.next(below: index - start + 1))
    }
  }
  return Groups(offsets: groups.offsets, members: members)
}

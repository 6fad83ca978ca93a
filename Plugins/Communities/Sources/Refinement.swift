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
  let n = level.nodeCount
  let order = n < BatchedMoving.leastNodes ? shuffled(groups, &random) : groups.members
  var place = [Int32](repeating: 0, count: n)
  for (position, node) in order.enumerated() { place[Int(node)] = Int32(position) }
  let (placeOf, seed) = (place, random.next())
  let chunks = groups.chunks(level)
  let positions = chunks.map { groups.offsets[$0.lowerBound]..<groups.offsets[$0.upperBound] }
  let starts = Dictionary(
    uniqueKeysWithValues: zip(positions.map(\.lowerBound), chunks))
  var partAt = [Int32](repeating: 0, count: n)
  try workers.fill(&partAt, positions) { range, out in
    guard let communities = starts[range.lowerBound] else { return }
    var merging = MergeNodes(order, placeOf, level, theta: theta * level.unit, seed: seed)
    for community in communities {
      let members = groups.offsets[community]..<groups.offsets[community + 1]
      merging.run(members)
      for position in members {
        let leader = members.lowerBound + Int(merging.part[position - members.lowerBound])
        out[position - range.lowerBound] = order[leader]
      }
    }
  }
  let named = partAt
  return place.map { named[Int($0)] }
}

/// The members of each group in random order.
private func shuffled(_ groups: Groups, _ random: inout RandomSource) -> [Int32] {
  var members = groups.members
  for group in 0..<groups.count {
    let start = groups.offsets[group]
    for index in stride(from: groups.offsets[group + 1] - 1, to: start, by: -1) {
      members.swapAt(index, start + random.next(below: index - start + 1))
    }
  }
  return members
}

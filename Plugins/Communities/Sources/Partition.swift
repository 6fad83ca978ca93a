package import ModuleKit

/// Numbers communities by size, largest first, ties by smallest node.
package func labelledBySize(_ communities: [Int32]) -> [Int32] {
  let (groups, count) = renumbered(communities)
  var size = [Int](repeating: 0, count: count)
  for group in groups { size[Int(group)] += 1 }
  let order = (0..<count).sorted { (size[$1], $0) < (size[$0], $1) }
  var label = [Int32](repeating: 0, count: count)
  for (position, group) in order.enumerated() { label[group] = Int32(position) }
  return groups.map { label[Int($0)] }
}

/// Numbers the groups 0, 1, … in order of their first member.
func renumbered(_ groups: [Int32]) -> (groups: [Int32], count: Int) {
  var number = [Int32](repeating: -1, count: (groups.max().map(Int.init) ?? -1) + 1)
  var count: Int32 = 0
  let renumbered = groups.map { group in
    if number[Int(group)] < 0 {
      number[Int(group)] = count
      count += 1
    }
    return number[Int(group)]
  }
  return (renumbered, Int(count))
}

/// Cuts every group into its connected parts, numbered in order of their first member.
///
/// - Complexity: O(n + m).
func connectedParts(of groups: [Int32], in level: Level) -> (parts: [Int32], count: Int) {
  connectedParts(of: groups, level.offsets, level.neighbors)
}

private func connectedParts(
  of groups: [Int32], _ offsets: [Int], _ neighbors: [Int32]
) -> (parts: [Int32], count: Int) {
  var part = [Int32](repeating: -1, count: groups.count)
  var count: Int32 = 0
  var stack: [Int32] = []
  for start in 0..<groups.count where part[start] < 0 {
    part[start] = count
    stack.append(Int32(start))
    while let node = stack.popLast() {
      for arc in offsets[Int(node)]..<offsets[Int(node) + 1] {
        let other = Int(neighbors[arc])
        if part[other] < 0, groups[other] == groups[start] {
          part[other] = count
          stack.append(Int32(other))
        }
      }
    }
    count += 1
  }
  return (part, Int(count))
}

/// Cuts every community into its connected parts (weakly, in a directed graph).
///
/// - Returns: the parts, and how many of the communities were not connected.
/// - Complexity: O(n + m).
package func splitDisconnected(
  _ communities: [Int32], in graph: Graph
) -> (parts: [Int32], disconnected: Int) {
  let adjacency = graph.undirected.outgoing
  let (parts, partCount) = connectedParts(
    of: communities, adjacency.offsets, adjacency.neighbors)
  let whole = firstOfEach(parts, partCount, communities)
  var partsOf = [Int](repeating: 0, count: (communities.max().map(Int.init) ?? -1) + 1)
  for community in whole { partsOf[Int(community)] += 1 }
  return (parts, partsOf.count { $0 > 1 })
}

/// The value of the first member of each group.
func firstOfEach(_ group: [Int32], _ count: Int, _ values: [Int32]) -> [Int32] {
  var first = [Int32](repeating: -1, count: count)
  for node in group.indices where first[Int(group[node])] < 0 {
    first[Int(group[node])] = values[node]
  }
  return first
}

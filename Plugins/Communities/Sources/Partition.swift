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
/// - Parameter groups: the group of each node, from 0 up to `count`.
/// - Complexity: O(n + m).
func connectedParts(
  of groups: [Int32], count: Int, _ offsets: [Int], _ neighbors: [Int32], on workers: Workers
) throws(Cancelled) -> (parts: [Int32], count: Int) {
  let grouped = Groups(groups, count: count)
  let places = grouped.places
  let first = try grouped.perMember(offsets, on: workers) { chosen, out in
    var search = PartSearch(grouped.members, places, offsets, neighbors)
    let start = grouped.offsets[chosen.lowerBound]
    for group in chosen {
      search.run(grouped.offsets[group]..<grouped.offsets[group + 1], from: start, &out)
    }
  }
  let (parts, partCount) = renumbered(places.map { first[Int($0)] })
  return (parts, partCount)
}

/// Finds what is connected inside one group at a time.
private struct PartSearch {
  private let members: [Int32]
  private let places: [Int32]
  private let offsets: [Int]
  private let neighbors: [Int32]
  private var stack: [Int32] = []

  init(_ members: [Int32], _ places: [Int32], _ offsets: [Int], _ neighbors: [Int32]) {
    (self.members, self.places) = (members, places)
    (self.offsets, self.neighbors) = (offsets, neighbors)
  }

  /// Sets the place of the first member of its part for each place of the group.
  mutating func run(_ group: Range<Int>, from start: Int, _ out: inout MutableSpan<Int32>) {
    for place in group { out[place - start] = -1 }
    for place in group where out[place - start] < 0 {
      out[place - start] = Int32(place)
      stack.append(Int32(place))
      while let at = stack.popLast() {
        let node = Int(members[Int(at)])
        for arc in offsets[node]..<offsets[node + 1] {
          let other = Int(places[Int(neighbors[arc])])
          if group.contains(other), out[other - start] < 0 {
            out[other - start] = Int32(place)
            stack.append(Int32(other))
          }
        }
      }
    }
  }
}

/// Cuts every community into its connected parts (weakly, in a directed graph).
///
/// - Returns: the parts, and how many of the communities were not connected.
/// - Complexity: O(n + m).
package func splitDisconnected(
  _ communities: [Int32], in graph: Graph, on workers: Workers
) throws(Cancelled) -> (parts: [Int32], disconnected: Int) {
  let (groups, count) = renumbered(communities)
  let (parts, partCount) = renumbered(try graph.connectedParts(of: groups, on: workers))
  var partsOf = [Int](repeating: 0, count: count)
  for group in firstOfEach(parts, partCount, groups) { partsOf[Int(group)] += 1 }
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

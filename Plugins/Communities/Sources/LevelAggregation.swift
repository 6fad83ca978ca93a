internal import ModuleKit

/// The rows of some of the nodes of a level.
private struct Rows: Sendable {
  var ends: [Int] = []
  var neighbors: [Int32] = []
  var weights: [Double] = []
  var mass: [Mass] = []
}

extension Level {
  /// The level whose nodes are the groups of this one.
  ///
  /// - Parameter group: the group of each node, from 0 up to `count`, none empty.
  /// - Complexity: O(n + m).
  func aggregated(
    by group: [Int32], count: Int, on workers: Workers
  ) throws(Cancelled) -> Level {
    let groups = Groups(group, count: count)
    let chunks = groups.chunks(offsets)
    let most = groups.mostTies(offsets)
    let pool = Pool { NeighborWeights(communities: count, mostTies: most) }
    let parts = try workers.map(chunks) { range in
      pool.with { rows(of: range, groups, group, &$0) }
    }
    var offsets = [0]
    offsets.reserveCapacity(count + 1)
    var mass: [Mass] = []
    mass.reserveCapacity(count)
    var before = 0
    for part in parts {
      for end in part.ends { offsets.append(before + end) }
      mass.append(contentsOf: part.mass)
      before += part.neighbors.count
    }
    return Level(
      offsets: offsets, neighbors: try workers.joined(parts.map(\.neighbors)),
      weights: try workers.joined(parts.map(\.weights)), mass: mass,
      penalty: penalty, unit: unit, totalWeight: totalWeight, mostTies: longest(offsets))
  }

  private func rows(
    of range: Range<Int>, _ groups: Groups, _ group: [Int32], _ table: inout NeighborWeights
  ) -> Rows {
    let most = range.reduce(0) { $0 + min(groups.ties(of: $1, offsets), groups.count) }
    var rows = Rows()
    rows.ends.reserveCapacity(range.count)
    rows.mass.reserveCapacity(range.count)
    rows.neighbors.reserveCapacity(most)
    rows.weights.reserveCapacity(most)
    for index in range {
      var mass = Mass()
      for position in groups.offsets[index]..<groups.offsets[index + 1] {
        let node = Int(groups.members[position])
        mass = mass + self.mass[node]
        table.add(node, self, group.span)
      }
      for slot in 0..<table.count {
        let (other, weight) = table[slot]
        if other == Int32(index) { continue }
        rows.neighbors.append(other)
        rows.weights.append(weight)
      }
      table.clear()
      rows.ends.append(rows.neighbors.count)
      rows.mass.append(mass)
    }
    return rows
  }
}

internal import ModuleKit

/// The nodes of a level, group by group.
struct Groups: Sendable {
  /// The members of group g are `members[offsets[g] ..< offsets[g + 1]]`, ascending.
  let offsets: [Int]
  let members: [Int32]

  /// - Parameter group: the group of each node, from 0 up to `count`.
  init(_ group: [Int32], count: Int) {
    var offsets = [Int](repeating: 0, count: count + 1)
    for own in group { offsets[Int(own) + 1] += 1 }
    for index in 0..<count { offsets[index + 1] += offsets[index] }
    var next = offsets
    var members = [Int32](repeating: 0, count: group.count)
    for (node, own) in group.enumerated() {
      members[next[Int(own)]] = Int32(node)
      next[Int(own)] += 1
    }
    (self.offsets, self.members) = (offsets, members)
  }

  var count: Int { offsets.count - 1 }

  func ties(of group: Int, _ level: Level) -> Int {
    (offsets[group]..<offsets[group + 1]).reduce(0) { $0 + level.degree(Int(members[$1])) }
  }

  /// Ranges of groups with about equal numbers of ties.
  func chunks(_ level: Level, count most: Int = 32) -> [Range<Int>] {
    let goal = (level.neighbors.count + level.nodeCount) / most + 1
    var chunks: [Range<Int>] = []
    var (start, work) = (0, 0)
    for group in 0..<count {
      work += offsets[group + 1] - offsets[group] + ties(of: group, level)
      if work >= goal || group == count - 1 {
        chunks.append(start..<group + 1)
        (start, work) = (group + 1, 0)
      }
    }
    return chunks
  }
}

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
    let parts = try workers.map(groups.chunks(self)) { rows(of: $0, groups, group) }
    var all = Rows()
    all.ends.reserveCapacity(count)
    all.mass.reserveCapacity(count)
    let arcs = parts.reduce(0) { $0 + $1.neighbors.count }
    all.neighbors.reserveCapacity(arcs)
    all.weights.reserveCapacity(arcs)
    for part in parts {
      let before = all.neighbors.count
      for end in part.ends { all.ends.append(before + end) }
      all.neighbors.append(contentsOf: part.neighbors)
      all.weights.append(contentsOf: part.weights)
      all.mass.append(contentsOf: part.mass)
    }
    return Level(
      offsets: [0] + all.ends, neighbors: all.neighbors, weights: all.weights, mass: all.mass,
      penalty: penalty, unit: unit)
  }

  private func rows(of range: Range<Int>, _ groups: Groups, _ group: [Int32]) -> Rows {
    // The distinct groups around one.
    func most(_ index: Int) -> Int { min(groups.ties(of: index, self), groups.count) }
    var table = NeighborWeights(most: range.reduce(0) { max($0, most($1)) })
    var rows = Rows()
    for index in range {
      let most = most(index)
      var mass = Mass()
      for position in groups.offsets[index]..<groups.offsets[index + 1] {
        let node = Int(groups.members[position])
        mass = mass + self.mass[node]
        table.add(
          offsets[node]..<offsets[node + 1], of: most, neighbors.span, weights.span, group.span,
          except: Int32(index))
      }
      for slot in 0..<table.count {
        rows.neighbors.append(table[slot].community)
        rows.weights.append(table[slot].weight)
      }
      table.clear()
      rows.ends.append(rows.neighbors.count)
      rows.mass.append(mass)
    }
    return rows
  }
}

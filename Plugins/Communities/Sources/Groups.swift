internal import ModuleKit

/// The nodes of a level, group by group.
struct Groups: Sendable {
  /// The members of group g are `members[offsets[g] ..< offsets[g + 1]]`, ascending.
  let offsets: [Int]
  let members: [Int32]

  init(offsets: [Int], members: [Int32]) { (self.offsets, self.members) = (offsets, members) }

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

  /// Where each node stands among the members.
  var places: [Int32] {
    var places = [Int32](repeating: 0, count: members.count)
    for (position, node) in members.enumerated() { places[Int(node)] = Int32(position) }
    return places
  }

  /// The ties of its members, whose rows start at `rows`.
  func ties(of group: Int, _ rows: [Int]) -> Int {
    (offsets[group]..<offsets[group + 1]).reduce(0) {
      $0 + rows[Int(members[$1]) + 1] - rows[Int(members[$1])]
    }
  }

  func mostTies(_ rows: [Int]) -> Int { (0..<count).reduce(0) { max($0, ties(of: $1, rows)) } }

  /// Ranges of groups with about equal numbers of ties.
  func chunks(_ rows: [Int], count most: Int = 64) -> [Range<Int>] {
    let goal = (rows[rows.count - 1] + rows.count) / most + 1
    var chunks: [Range<Int>] = []
    var (start, work) = (0, 0)
    for group in 0..<count {
      work += offsets[group + 1] - offsets[group] + ties(of: group, rows)
      if work >= goal || group == count - 1 {
        chunks.append(start..<group + 1)
        (start, work) = (group + 1, 0)
      }
    }
    return chunks
  }

  /// One value for each of `members`, found for many groups side by side.
  ///
  /// - Parameter body: gets some groups and the values to set, the first for the first member.
  func perMember(
    _ rows: [Int], on workers: Workers,
    _ body: @Sendable (Range<Int>, inout MutableSpan<Int32>) -> Void
  ) throws(Cancelled) -> [Int32] {
    // The longest first, so that no thread is left with it in the end.
    let chunks = chunks(rows).map { ($0, $0.reduce(0) { $0 + ties(of: $1, rows) }) }
      .sorted { ($1.1, $0.0.lowerBound) < ($0.1, $1.0.lowerBound) }.map(\.0)
    let positions = chunks.map { offsets[$0.lowerBound]..<offsets[$0.upperBound] }
    let groupsAt = Dictionary(uniqueKeysWithValues: zip(positions.map(\.lowerBound), chunks))
    var values = [Int32](repeating: 0, count: members.count)
    try workers.fill(&values, positions) { range, out in
      if let groups = groupsAt[range.lowerBound] { body(groups, &out) }
    }
    return values
  }
}

/// Blocks of people, column by column, and how many go from each to each.
package struct PeopleFlow {
  package enum Kind: Hashable { case group, rest, missing, absent }
  package struct Block: Hashable {
    package let name: String
    package let kind: Kind
    package let count: Int
    /// What it has in common with the groups that it goes on from; nil for what is no group.
    package let lineage: Int?
  }
  package struct Column {
    package let name: String
    /// Groups, largest first; then what stands at the foot.
    package let blocks: [Block]
    package let folded: (groups: Int, people: Int)
    /// How many blocks stand at the foot.
    package var fixed: Int { blocks.count { $0.kind != .group } }
    package var groupCount: Int { blocks.count { $0.kind == .group } + folded.groups }
  }
  package let columns: [Column]
  /// From each column to the next.
  package let ribbons: [[Ribbon]]
  package let people: Int

  /// Of those with a group on both sides of a gap, the share whose group goes on; NaN for nobody.
  package let stay: [Double]

  package init(_ memberships: [Membership], names: [String]) {
    let ids = Set(memberships.flatMap(\.groupOf.keys)).sorted()
    let groupOf = memberships.map { membership in ids.map { membership.groupOf[$0] ?? nil } }
    let moves = groupOf.indices.dropFirst().map { Self.moves(groupOf[$0 - 1], groupOf[$0]) }
    let lineages = Lineages.found(
      memberships.map(\.groups), isNamed: memberships.map(\.isNamed), moves)
    stay = moves.indices.map { Self.stay(moves[$0], lineages[$0], lineages[$0 + 1]) }
    let parts = memberships.indices.map {
      Self.blocks(memberships[$0], lineages[$0], names[$0], ids)
    }
    columns = parts.map(\.column)
    ribbons = parts.indices.dropFirst().map { index in
      let own = Self.moves(
        parts[index - 1].blockOf.map { Optional($0) }, parts[index].blockOf.map { Optional($0) })
      return own.keys.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.map {
        Ribbon($0[0], $0[1], Double(own[$0] ?? 0))
      }
    }
    people = ids.count
  }

  /// How many people are in each pair of places, of those who have both.
  private static func moves(_ left: [Int?], _ right: [Int?]) -> [[Int]: Int] {
    var counts: [[Int]: Int] = [:]
    for (a, b) in zip(left, right) {
      if let a, let b { counts[[a, b], default: 0] += 1 }
    }
    return counts
  }

  private static func stay(_ moves: [[Int]: Int], _ left: [Int], _ right: [Int]) -> Double {
    let all = moves.values.reduce(0, +)
    let same = moves.reduce(0) { left[$1.key[0]] == right[$1.key[1]] ? $0 + $1.value : $0 }
    return Double(same) / Double(all)
  }

  /// The blocks of a column, and the block of each person.
  private static func blocks(
    _ membership: Membership, _ lineages: [Int], _ name: String, _ ids: [String]
  ) -> (column: Column, blockOf: [Int]) {
    let shown = membership.shown
    // First as if all kinds were there, then without the empty ones.
    let places = ids.map { id in
      guard let known = membership.groupOf[id] else { return shown + 2 }
      return known.map { min($0, shown) } ?? shown + 1
    }
    var counts = [Int](repeating: 0, count: shown + 3)
    for place in places { counts[place] += 1 }
    let folded = membership.groups.count - shown
    let foot: [(String, Kind)] = [
      (Noun("others").counted(folded), .rest), ("no value", .missing), ("absent", .absent),
    ]
    let all = membership.groups.prefix(shown).map { ($0, Kind.group) } + foot
    let kept = all.indices.filter { counts[$0] > 0 }
    var blockOf = [Int](repeating: 0, count: all.count)
    for (block, place) in kept.enumerated() { blockOf[place] = block }
    let column = Column(
      name: name,
      blocks: kept.map {
        Block(
          name: all[$0].0, kind: all[$0].1, count: counts[$0],
          lineage: all[$0].1 == .group ? lineages[$0] : nil)
      }, folded: (folded, counts[shown]))
    return (column, places.map { blockOf[$0] })
  }
}

/// Which group of a column goes on from which group of the column before.
package enum Lineages {
  /// - Parameters:
  ///   - groups: names by column, largest first.
  ///   - isNamed: whether names of a column say which group it is.
  ///   - counts: people by the two blocks of a gap.
  /// - Returns: a number for each group; that of the groups it goes on from, or a new one.
  package static func found(
    _ groups: [[String]], isNamed: [Bool], _ counts: [[[Int]: Int]]
  ) -> [[Int]] {
    guard let first = groups.first else { return [] }
    var result = [Array(first.indices)]
    var next = first.count
    for column in groups.indices.dropFirst() {
      let before = groups[column - 1]
      let usesNames = isNamed[column - 1] && isNamed[column]
      let shared = usesNames ? Set(before).intersection(groups[column]) : []
      var parent = [Int?](repeating: nil, count: groups[column].count)
      let places = Dictionary(zip(before, before.indices)) { first, _ in first }
      for (own, name) in groups[column].enumerated() where shared.contains(name) {
        parent[own] = places[name]
      }
      // A group goes on from the one that most of its members come from.
      var best: [Int: (from: Int, to: Int, people: Int)] = [:]
      for (pair, people) in counts[column - 1] where people > 0 {
        let (from, own) = (pair[0], pair[1])
        if parent[own] != nil || shared.contains(before[from]) { continue }
        let former = best[own] ?? (from: .max, to: own, people: 0)
        if (people, former.from) > (former.people, from) { best[own] = (from, own, people) }
      }
      let claims = Array(best.values)
      var taken = Set<Int>()
      for claim in claims.sorted(by: { ($0.people, $1.to) > ($1.people, $0.to) })
      where taken.insert(claim.from).inserted {
        parent[claim.to] = claim.from
      }
      result.append(
        parent.map { parent in
          if let parent { return result[column - 1][parent] }
          defer { next += 1 }
          return next
        })
    }
    return result
  }
}

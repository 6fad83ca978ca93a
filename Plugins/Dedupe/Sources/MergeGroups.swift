internal import ModuleKit

/// Which nodes become one, and which of them stays.
struct MergeGroups {
  /// Each group with the node that stays first; single nodes are groups of one.
  let groups: [[Int]]
  /// The matches that were followed.
  let used: [NameMatch]

  /// - Parameters:
  ///   - matches: followed from the surest to the least sure.
  ///   - genders: what the titles say; by whatever chain of matches, Mme and M. stay apart.
  ///   - apart: nodes that must not come into one group either.
  init(
    graph: Graph, matches: [NameMatch], genders: [PersonName.Gender?], apart: [(Int, Int)]
  ) {
    var members = (0..<graph.nodeCount).map { [$0] }
    var group = Array(0..<graph.nodeCount)
    var gender = genders
    // Hofman is near Hofmann and Hofmann near Hoffmann, but two slips are one too many.
    var hasSlip = [Bool](repeating: false, count: graph.nodeCount)
    var used: [NameMatch] = []
    let order = matches.sorted {
      ($0.rule == .told ? 0 : 1, -$0.similarity, $0.a, $0.b)
        < ($1.rule == .told ? 0 : 1, -$1.similarity, $1.a, $1.b)
    }
    for match in order {
      let (x, y) = (group[match.a], group[match.b])
      if x == y { continue }
      let isForbidden = apart.contains { a, b in
        (group[a] == x && group[b] == y) || (group[a] == y && group[b] == x)
      }
      let isOtherGender = gender[x].map { one in gender[y].map { $0 != one } ?? false } ?? false
      let isSecondSlip = match.rule == .slip && (hasSlip[x] || hasSlip[y])
      if isForbidden || ((isOtherGender || isSecondSlip) && match.rule != .told) { continue }
      let (large, small) = members[x].count >= members[y].count ? (x, y) : (y, x)
      for member in members[small] { group[member] = large }
      gender[large] = gender[large] ?? gender[small]
      hasSlip[large] = hasSlip[large] || hasSlip[small] || match.rule == .slip
      members[large] += members[small]
      members[small] = []
      used.append(match)
    }
    func ties(_ node: Int) -> Int {
      graph.outgoing.degree(node) + (graph.isDirected ? graph.incoming.degree(node) : 0)
    }
    groups = members.filter { !$0.isEmpty }.map { group in
      group.sorted { (-ties($0), $0) < (-ties($1), $1) }
    }.sorted { $0[0] < $1[0] }
    self.used = used
  }
}

internal import ModuleKit

/// Distances within and between groups, exactly or from a sample of the people to be reached.
struct GroupDistanceTable {
  /// Where distances are estimated, so many samples of so many people of each group are drawn.
  private static let samples = 8
  private static let sampleSize = 64

  private let groups: GroupColumn
  private let isByHops: Bool
  /// What each sample found; one when all people of all groups were asked for.
  private let found: [GroupDistances]
  /// People of each group to whom distances were found, by sample.
  private let sizes: [[Int]]

  init(
    _ groups: GroupColumn, of network: Network, isSampled: Bool, _ direction: Direction,
    _ length: EdgeLength, _ context: StageContext
  ) throws {
    self.groups = groups
    isByHops = length == .hops
    let samples = isSampled ? Self.drawn(groups.members, context) : [groups.members]
    let lengths = try length.lengths(of: network, context)
    sizes = samples.map { $0.map(\.count) }
    found = try samples.map { targets in
      try network.graph.groupDistances(
        direction, groups: groups.groups, targets: targets, edgeLengths: lengths,
        on: context.workers)
    }
  }

  private static func drawn(
    _ members: [[NodeID]], _ context: StageContext
  ) -> [[[NodeID]]] {
    var samples = [[[NodeID]]](repeating: [], count: Self.samples)
    for (group, var people) in members.enumerated() {
      var random = context.random("group", replicate: group)
      random.shuffle(&people)
      let most = people.prefix(Self.samples * sampleSize)
      for sample in samples.indices {
        samples[sample].append(
          stride(from: sample, to: most.count, by: Self.samples).map { most[$0] }.sorted())
      }
    }
    return samples
  }

  private var isSampled: Bool { found.count > 1 }

  func table(column: String, note: String) -> Table {
    let count = groups.names.count
    let cells = (0..<count * count).map { cell($0 / max(count, 1), $0 % max(count, 1)) }
    var rows = Frame(rowCount: cells.count)
    rows.set("from", .texts(cells.map { groups.names[$0.from] }))
    rows.set("to", .texts(cells.map { groups.names[$0.to] }))
    rows.set("people_from", .integers(cells.map { groups.members[$0.from].count }))
    rows.set("people_to", .integers(cells.map { groups.members[$0.to].count }))
    rows.set("reachable_share", .numbers(cells.map(\.reachableShare)))
    rows.set(isByHops ? "mean_links" : "mean_length", .numbers(cells.map(\.mean)))
    if isByHops { rows.set("mean_intermediaries", .numbers(cells.map { $0.mean - 1 })) }
    rows.set("efficiency", .numbers(cells.map(\.efficiency)))
    if isSampled { rows.set("mean_error", .numbers(cells.map(\.error))) }
    let missing = groups.groups.count { $0 < 0 }
    let without = missing == 0 ? "" : "; \(missing) people have no value and are in no group"
    let sampled =
      isSampled
      ? "; to at most \(Self.samples * Self.sampleSize) people of each group, drawn at random" : ""
    return Table(
      name: "group_distances", title: "How far the groups of \(column) are from each other",
      note:
        "means are over reachable ordered pairs, efficiency is the mean of 1/distance over all; "
        + note + sampled + without, rows: rows)
  }

  private struct Cell {
    let from, to: Int
    let reachableShare, mean, efficiency, error: Double
  }

  private func cell(_ from: Int, _ to: Int) -> Cell {
    let place = from * groups.names.count + to
    let (pairs, farness, harmonic) = found.reduce((0.0, 0.0, 0.0)) {
      ($0.0 + Double($1.pairs[place]), $0.1 + $1.farness[place], $0.2 + $1.harmonic[place])
    }
    let asked = sizes.reduce(0) { $0 + $1[to] }
    // The pairs that could have been found: a person asked for is no pair with themselves.
    let people = Double(groups.members[to].count)
    let possible = people > 0 ? groups.possiblePairs(from, to) * Double(asked) / people : 0
    return Cell(
      from: from, to: to, reachableShare: possible > 0 ? pairs / possible : .nan,
      mean: pairs > 0 ? farness / pairs : .nan,
      efficiency: possible > 0 ? harmonic / possible : .nan, error: error(place, to))
  }

  /// The standard error of a mean by the jackknife over samples, less where they are most of the group.
  private func error(_ place: Int, _ to: Int) -> Double {
    guard isSampled else { return .nan }
    let asked = sizes.reduce(0) { $0 + $1[to] }
    if asked == groups.members[to].count { return 0 }
    let means = found.indices.compactMap { left -> Double? in
      let others = found.indices.filter { $0 != left }
      let pairs = others.reduce(0) { $0 + found[$1].pairs[place] }
      return pairs > 0 ? others.reduce(0) { $0 + found[$1].farness[place] } / Double(pairs) : nil
    }
    guard means.count == found.count else { return .nan }
    let count = Double(means.count)
    let middle = means.reduce(0, +) / count
    let squares = means.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
    let rest = 1 - Double(asked) / Double(groups.members[to].count)
    return (squares * (count - 1) / count * rest).squareRoot()
  }
}

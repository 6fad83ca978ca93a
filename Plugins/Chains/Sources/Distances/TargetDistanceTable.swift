internal import ModuleKit

/// Who is how far from the nearest of some people.
struct TargetDistanceTable {
  /// The distance to the nearest; infinite where there is no chain, 0 for the targets themselves.
  let nearest: [Double]
  /// The mean distance to those who are reached; missing where nobody is.
  let mean: [Double]
  private let isTarget: [Bool]
  /// How many targets the mean was taken over, where these are a sample.
  let sampleWords: String?
  /// Where distances are estimated, the mean is over so many targets: as many as are drawn of a group.
  private static let sampleSize = 512

  init(
    _ targets: [NodeID], isSampled: Bool, of network: Network, _ direction: Direction,
    _ length: EdgeLength, _ context: StageContext
  ) throws {
    let lengths = try length.lengths(of: network, context)
    // A search from each takes long, one from all together does not.
    var sample = targets
    if isSampled && targets.count > Self.sampleSize {
      var random = context.random("targets")
      random.shuffle(&sample)
      sample = sample.prefix(Self.sampleSize).sorted()
    }
    sampleWords = sample.count < targets.count ? "\(sample.count), drawn from " : nil
    let summary = try network.graph.distanceSummary(
      direction, to: sample, edgeLengths: lengths, on: context.workers)
    nearest = network.graph.nearestDistances(direction, to: targets, edgeLengths: lengths)
    mean = zip(summary.farness, summary.reached).map { $1 > 0 ? $0 / Double($1) : .nan }
    var isTarget = [Bool](repeating: false, count: network.graph.nodeCount)
    for target in targets { isTarget[Int(target)] = true }
    self.isTarget = isTarget
  }

  /// People by links to the nearest target; the last row those whom no chain leads there.
  func table(note: String) -> Table {
    let others = nearest.indices.filter { !isTarget[$0] }.map { nearest[$0] }
    let longest = Int(others.filter(\.isFinite).max() ?? 0)
    var counts = [Int](repeating: 0, count: longest + 1)
    for links in others where links.isFinite { counts[Int(links)] += 1 }
    let reached = counts.reduce(0, +)
    var cumulative = 0
    let within = counts.dropFirst().map { count in
      cumulative += count
      return Double(cumulative) / Double(max(1, others.count))
    }
    var rows = Frame(rowCount: longest + (reached < others.count ? 1 : 0))
    let unreached = reached < others.count
    let missing = unreached ? [Column.missingInteger] : []
    let people = Array(counts.dropFirst()) + (unreached ? [others.count - reached] : [])
    rows.set("links", .integers(Array(0...longest).dropFirst() + missing))
    rows.set("intermediaries", .integers((0...longest).dropFirst().map { $0 - 1 } + missing))
    rows.set("people", .integers(people))
    rows.set(
      "share", .numbers(people.map { Double($0) / Double(max(1, others.count)) }))
    rows.set("cumulative", .numbers(within + (unreached ? [.nan] : [])))
    return Table(
      name: "target_distances", title: "How far the nearest target is",
      note: "people who are no targets; without links: no chain leads to a target; \(note)",
      rows: rows)
  }
}

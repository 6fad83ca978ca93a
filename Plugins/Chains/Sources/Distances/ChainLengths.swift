internal import ModuleKit

/// The distribution of chain lengths, and the numbers that sum it up.
struct ChainLengths {
  private let distances: DistanceSummary
  private let components: Components
  private let isByHops: Bool
  private let counts: PairCounts
  /// Nil when the counts are exact.
  private let runs: PairCountRuns?

  init(_ answer: DistanceAnswer, components: Components, isByHops: Bool) {
    (distances, self.components, self.isByHops) = (answer.summary, components, isByHops)
    let nodeCount = distances.reached.count
    counts = PairCounts(counts: distances.histogram.map(Double.init), nodeCount: nodeCount)
    runs = answer.estimation.map { _ in PairCountRuns(answer.runs, nodeCount: nodeCount) }
  }

  /// Reachable ordered pairs of different nodes.
  private var pairs: Double {
    isByHops ? counts.pairs : Double(distances.reached.reduce(0, +))
  }

  func histogramTable(note: String) -> Table? {
    guard isByHops else { return nil }
    let links = Array(distances.histogram.indices.dropFirst())
    let (all, found) = (counts, links.map { distances.histogram[$0] })
    var cumulative = 0
    var rows = Frame(rowCount: links.count)
    rows.set("links", .integers(links))
    rows.set("intermediaries", .integers(links.map { $0 - 1 }))
    rows.set("pairs", .integers(found))
    rows.set("share", .numbers(found.map { Double($0) / all.pairs }))
    rows.set(
      "cumulative",
      .numbers(
        found.map { count in
          cumulative += count
          return Double(cumulative) / all.pairs
        }))
    if let runs {
      rows.set(
        "pairs_error",
        .numbers(
          links.map { links in runs.standardError { $0.within(links) - $0.within(links - 1) } })
      )
      rows.set(
        "cumulative_error",
        .numbers(links.map { links in runs.standardError { $0.within(links) / $0.pairs } }))
    }
    return Table(
      name: "distances", title: "How long the shortest chains are",
      note: "ordered pairs that are connected; share is of these; \(note)", rows: rows)
  }

  func summaryTable(note: String) -> Table {
    let giant = distances.eccentricity.indices.filter { components.labels[$0] == 0 }
      .map { distances.eccentricity[$0] }
    let unit = isByHops ? "links" : "sum of edge lengths"
    let bound = runs == nil ? "" : ", at least"
    let measures: [Measure] =
      [
        Measure("reachable_share", "of all ordered pairs of different people", reachableShare),
        Measure("components", "direction ignored", Double(components.sizes.count)),
        Measure("mean_links", "\(unit), over reachable ordered pairs", mean),
      ] + (isByHops ? Self.middle : []) + [
        Measure("diameter", "\(unit), largest component\(bound)", giant.max() ?? .nan),
        Measure("radius", "\(unit), largest component\(bound)", giant.min() ?? .nan),
      ] + (isByHops ? Self.effective : [])
    var rows = Frame(rowCount: measures.count)
    rows.set("measure", .texts(measures.map { Optional($0.name) }))
    rows.set("value", .numbers(measures.map { $0.value(counts) }))
    if let runs {
      rows.set("standard_error", .numbers(measures.map { $0.standardError(runs) }))
    }
    rows.set("note", .texts(measures.map { Optional($0.note) }))
    return Table(name: "chain_lengths", title: "Chain lengths in numbers", note: note, rows: rows)
  }

  private var reachableShare: (PairCounts) -> Double {
    if isByHops { return \.reachableShare }
    let n = Double(distances.reached.count)
    let share = n > 1 ? pairs / (n * (n - 1)) : .nan
    return { _ in share }
  }

  private var mean: (PairCounts) -> Double {
    if isByHops { return \.mean }
    let mean = pairs > 0 ? distances.farness.reduce(0, +) / pairs : .nan
    return { _ in mean }
  }

  private static var middle: [Measure] {
    [
      Measure("mean_intermediaries", "intermediaries: links - 1") { $0.mean - 1 },
      Measure("median_links", "links: half of the reachable pairs are within") {
        $0.quantile(0.5)
      },
    ]
  }

  private static var effective: [Measure] {
    [
      Measure("effective_diameter", "links, 90 %, pairs of different people, interpolated") {
        $0.effectiveDiameter(withSelf: false)
      },
      Measure(
        "effective_diameter_snap",
        "links, 90 %, with pairs of a person with themselves, interpolated"
      ) { $0.effectiveDiameter(withSelf: true) },
    ]
  }
}

/// A row of the summary.
private struct Measure {
  let name: String
  let note: String
  let value: (PairCounts) -> Double
  private let varies: Bool

  init(_ name: String, _ note: String, _ value: @escaping (PairCounts) -> Double) {
    (self.name, self.note, self.value, varies) = (name, note, value, true)
  }
  init(_ name: String, _ note: String, _ value: Double) {
    (self.name, self.note, self.value, varies) = (name, note, { _ in value }, false)
  }

  func standardError(_ runs: PairCountRuns) -> Double {
    varies ? runs.standardError(value) : .nan
  }
}

internal import ModuleKit

/// The distribution of chain lengths, and the numbers that sum it up.
struct ChainLengths {
  private let distances: DistanceSummary
  private let components: Components
  private let isByHops: Bool
  private let counts: PairCounts
  /// Nil when the counts are exact.
  private let runs: PairCountRuns?
  /// The mean over people of the links within which 90 % of those lie whom one reaches; nil when not sought.
  private let ofPeople: Double?

  init(
    _ answer: DistanceAnswer, components: Components, isByHops: Bool, ofPeople: Double? = nil
  ) {
    (distances, self.components, self.isByHops) = (answer.summary, components, isByHops)
    self.ofPeople = ofPeople
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
      let within = links.map { links in
        { (counts: PairCounts) in counts.within(links) / counts.pairs }
      }
      rows.set("cumulative_error", .numbers(within.map { runs.standardError($0) }))
      let (shares, width) = (within.map { $0(all) }, within.map { runs.halfWidth($0) })
      rows.set("cumulative_lower", .numbers(zip(shares, width).map { max(0, $0 - $1) }))
      rows.set("cumulative_upper", .numbers(zip(shares, width).map { min(1, $0 + $1) }))
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
    let efficiency = efficiency
    let measures: [Measure] =
      [
        Measure("reachable_share", "of all ordered pairs of different people", reachableShare),
        Measure("components", "direction ignored", Double(components.sizes.count)),
        Measure(
          isByHops ? "mean_links" : "mean_length", "\(unit), over reachable ordered pairs", mean),
        Measure(
          isByHops ? "harmonic_mean_links" : "harmonic_mean_length",
          "\(unit), over all ordered pairs, unreachable ones infinitely far",
          { 1 / efficiency($0) }),
        Measure(
          "global_efficiency",
          "mean of 1/distance over all ordered pairs, 0 where there is no chain",
          efficiency),
      ] + (isByHops ? Self.middle : []) + [
        Measure("diameter", "\(unit), largest component\(bound)", giant.max() ?? .nan),
        Measure("radius", "\(unit), largest component\(bound)", giant.min() ?? .nan),
      ] + (isByHops ? Self.effective : []) + people
    var rows = Frame(rowCount: measures.count)
    rows.set("measure", .texts(measures.map { Optional($0.name) }))
    rows.set("value", .numbers(measures.map { $0.value(counts) }))
    if let runs {
      rows.set("standard_error", .numbers(measures.map { $0.standardError(runs) }))
      let bounds = measures.map { ($0.value(counts), $0.halfWidth(runs)) }
      rows.set("lower", .numbers(bounds.map { $0 - $1 }))
      rows.set("upper", .numbers(bounds.map { $0 + $1 }))
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

  /// Of Latora and Marchiori.
  private var efficiency: (PairCounts) -> Double {
    let n = Double(distances.reached.count)
    let pairs = n > 1 ? n * (n - 1) : .nan
    if isByHops { return { $0.harmonic / pairs } }
    let sum = distances.harmonic.reduce(0, +)
    return { _ in sum / pairs }
  }

  private static var middle: [Measure] {
    [
      Measure("mean_intermediaries", "intermediaries: links - 1") { $0.mean - 1 },
      Measure("sd_links", "links, standard deviation over reachable ordered pairs") {
        $0.variance.squareRoot()
      },
      Measure("spid", "variance / mean of links: below 1 in social networks, above in webs") {
        $0.variance / $0.mean
      },
      Measure("median_links", "links: half of the reachable pairs are within") {
        $0.quantile(0.5)
      },
    ]
      + [5, 25, 75, 90, 95, 99].map { percent in
        Measure(
          "percentile_\(percent)_links", "links: \(percent) % of the reachable pairs are within"
        ) {
          $0.quantile(Double(percent) / 100)
        }
      }
  }

  private var people: [Measure] {
    guard let ofPeople else { return [] }
    return [
      Measure(
        "effective_diameter_people",
        "links within which 90 % of those lie whom one reaches, oneself included; mean over people",
        ofPeople)
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
  func halfWidth(_ runs: PairCountRuns) -> Double { varies ? runs.halfWidth(value) : .nan }
}

internal import ModuleKit

/// The distribution of chain lengths, and the numbers that sum it up.
struct ChainLengths {
  private let distances: DistanceSummary
  private let components: Components
  private let isByHops: Bool
  private let nodeCount: Int

  init(_ distances: DistanceSummary, components: Components, isByHops: Bool) {
    (self.distances, self.components, self.isByHops) = (distances, components, isByHops)
    nodeCount = distances.reached.count
  }

  /// Reachable ordered pairs of different nodes.
  private var pairs: Int { distances.reached.reduce(0, +) }

  func histogramTable(note: String) -> Table? {
    guard isByHops else { return nil }
    let links = Array(distances.histogram.indices.dropFirst())
    var cumulative = 0
    let counts = links.map { distances.histogram[$0] }
    var rows = Frame(rowCount: links.count)
    rows.set("links", .integers(links))
    rows.set("intermediaries", .integers(links.map { $0 - 1 }))
    rows.set("pairs", .integers(counts))
    rows.set("share", .numbers(counts.map { Double($0) / Double(pairs) }))
    rows.set(
      "cumulative",
      .numbers(
        counts.map { count in
          cumulative += count
          return Double(cumulative) / Double(pairs)
        }))
    return Table(
      name: "distances", title: "How long the shortest chains are",
      note: "ordered pairs that are connected; share is of these; \(note)", rows: rows)
  }

  func summaryTable(note: String) -> Table {
    let n = Double(nodeCount)
    let mean = pairs > 0 ? distances.farness.reduce(0, +) / Double(pairs) : .nan
    let giant = distances.eccentricity.indices.filter { components.labels[$0] == 0 }
      .map { distances.eccentricity[$0] }
    let unit = isByHops ? "links" : "sum of edge lengths"
    var values: [(String, Double, String)] = [
      (
        "reachable_share", n > 1 ? Double(pairs) / (n * (n - 1)) : .nan,
        "of all ordered pairs of different people"
      ),
      ("components", Double(components.sizes.count), "direction ignored"),
      ("mean_links", mean, "\(unit), over reachable ordered pairs"),
    ]
    if isByHops {
      values += [
        ("mean_intermediaries", mean - 1, "intermediaries: links - 1"),
        ("median_links", quantile(0.5), "links: half of the reachable pairs are within"),
      ]
    }
    values += [
      ("diameter", giant.max() ?? .nan, "\(unit), largest component"),
      ("radius", giant.min() ?? .nan, "\(unit), largest component"),
    ]
    if isByHops {
      values += [
        (
          "effective_diameter", effectiveDiameter(withSelf: false),
          "links, 90 %, pairs of different people, interpolated"
        ),
        (
          "effective_diameter_snap", effectiveDiameter(withSelf: true),
          "links, 90 %, with pairs of a person with themselves, interpolated"
        ),
      ]
    }
    return .summary(
      name: "chain_lengths", title: "Chain lengths in numbers", note: note, values)
  }

  /// The smallest number of links within which this share of the reachable pairs lies.
  private func quantile(_ share: Double) -> Double {
    guard pairs > 0 else { return .nan }
    var count = 0
    for links in distances.histogram.indices.dropFirst() {
      count += distances.histogram[links]
      if Double(count) >= share * Double(pairs) { return Double(links) }
    }
    return .nan
  }

  /// Interpolated between whole numbers of links, where N(h) counts pairs within h links.
  private func effectiveDiameter(withSelf: Bool) -> Double {
    guard pairs > 0 else { return .nan }
    let start = withSelf ? Double(nodeCount) : 0
    let goal = 0.9 * (Double(pairs) + start)
    var before = start
    for links in distances.histogram.indices.dropFirst() {
      let within = before + Double(distances.histogram[links])
      if within >= goal {
        return Double(links) - 1 + (goal - before) / (within - before)
      }
      before = within
    }
    return .nan
  }
}

internal import ModuleKit

/// How many letters arrive, and by how long chains, for any chance of being thrown away.
///
/// A walk of L links without drop-out arrives with probability (1 - q)^L when each forwarding may fail: so
/// the same walks tell the share of letters that arrive for every q, and drawing who throws a letter away
/// would only add noise. The interval is that of the walks, those that are bound to be equal taken as one.
struct DropOutCurve {
  struct Point {
    let dropOut: Double
    let completion: SampleMean
    /// Expected links of a letter that arrives; NaN when none does.
    let meanLinks: Double
  }
  /// Walks at each number of links that reach the target.
  private let arrivals: [Int]
  private let count: Int
  /// As how many independent walks they count.
  private let independent: Double
  private let independenceWords: String

  init(_ letters: Letters) {
    let longest = letters.walked.max().map { Int($0) } ?? 0
    var arrivals = [Int](repeating: 0, count: longest + 1)
    for (end, links) in zip(letters.walkEnds, letters.walked) where end == .arrived {
      arrivals[Int(links)] += 1
    }
    (self.arrivals, count) = (arrivals, letters.count)
    (independent, independenceWords) = (letters.independent(), letters.independenceWords)
  }

  func point(at dropOut: Double) -> Point {
    var (sum, squares, links) = (0.0, 0.0, 0.0)
    var chance = 1.0
    for (length, walks) in arrivals.enumerated() {
      sum += Double(walks) * chance
      squares += Double(walks) * chance * chance
      links += Double(walks) * chance * Double(length)
      chance *= 1 - dropOut
    }
    let mean = count > 0 ? sum / Double(count) : .nan
    let completion = SampleMean(
      count: count, mean: mean, squares: squares - mean * sum, independent: independent)
    return Point(
      dropOut: dropOut, completion: completion, meanLinks: sum > 0 ? links / sum : .nan)
  }

  /// Without drop-out a letter arrives or it does not: Wilson's interval; else by the normal distribution.
  private func limits(_ point: Point) -> Interval {
    if count == 0 { return .unknown }
    if point.dropOut == 0 {
      return Proportion(arrivals.reduce(0, +), of: count)
        .wilson(z: Quantile.normal95, independent: independent)
    }
    let mean = point.completion
    return mean.lower.isNaN ? .unknown : Interval(max(0, mean.lower), min(1, mean.upper))
  }

  func table(_ dropOuts: [Double], name: String, title: String) -> Table {
    let points = Set(dropOuts).sorted().map { point(at: $0) }
    var rows = Frame(rowCount: points.count)
    rows.set("drop_out", .numbers(points.map(\.dropOut)))
    rows.set("completion", .numbers(points.map(\.completion.mean)))
    let limits = points.map(limits)
    rows.set("lower", .numbers(limits.map(\.lower)))
    rows.set("upper", .numbers(limits.map(\.upper)))
    rows.set("mean_links", .numbers(points.map(\.meanLinks)))
    rows.set("mean_intermediaries", .numbers(points.map { $0.meanLinks - 1 }))
    return Table(
      name: name, title: title,
      note:
        "of the same walks: the mean of (1 - drop_out)^links, with the 95 % interval that the number "
        + "of walks leaves, \(independenceWords); means are of the letters expected to arrive",
      rows: rows)
  }
}

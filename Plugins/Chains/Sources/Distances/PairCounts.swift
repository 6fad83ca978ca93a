// Jackknife for the error of what is computed from means over runs: Boldi, Rosa & Vigna, "HyperANF",
// WWW 2011, after Efron & Stein, "The jackknife estimate of variance", Annals of Statistics 9, 1981.

/// Ordered pairs of different people at each number of links, and what follows from them.
struct PairCounts {
  /// The first, of 0 links, is not used.
  let counts: [Double]
  let nodeCount: Int

  /// All pairs that are connected.
  var pairs: Double { counts.dropFirst().reduce(0, +) }

  func within(_ links: Int) -> Double { counts.prefix(links + 1).dropFirst().reduce(0, +) }

  var reachableShare: Double {
    let n = Double(nodeCount)
    return n > 1 ? pairs / (n * (n - 1)) : .nan
  }

  var mean: Double {
    guard pairs > 0 else { return .nan }
    return counts.indices.dropFirst().reduce(0) { $0 + Double($1) * counts[$1] } / pairs
  }

  /// Sum of 1/links.
  var harmonic: Double {
    counts.indices.dropFirst().reduce(0) { $0 + counts[$1] / Double($1) }
  }

  /// Of the pairs' numbers of links; pairs are all there are, no sample.
  var variance: Double {
    guard pairs > 0 else { return .nan }
    let mean = mean
    return counts.indices.dropFirst().reduce(0) {
      $0 + (Double($1) - mean) * (Double($1) - mean) * counts[$1]
    } / pairs
  }

  /// The smallest number of links within which this share of the reachable pairs lies.
  func quantile(_ share: Double) -> Double {
    let goal = share * pairs
    guard goal > 0 else { return .nan }
    var count = 0.0
    for links in counts.indices.dropFirst() {
      count += counts[links]
      if count >= goal { return Double(links) }
    }
    return .nan
  }

  /// Interpolated between whole numbers of links, where N(h) counts pairs within h links.
  func effectiveDiameter(withSelf: Bool) -> Double {
    guard pairs > 0 else { return .nan }
    let start = withSelf ? Double(nodeCount) : 0
    let goal = 0.9 * (pairs + start)
    var before = start
    for links in counts.indices.dropFirst() {
      let within = before + counts[links]
      if within >= goal {
        return Double(links) - 1 + (goal - before) / (within - before)
      }
      before = within
    }
    return .nan
  }
}

/// Several estimates of the same pair counts.
struct PairCountRuns {
  /// For each run, the mean of all others.
  private let others: [PairCounts]

  init(_ runs: [[Double]], nodeCount: Int) {
    let levels = runs.map(\.count).max() ?? 0
    let total = (0..<levels).map { links in
      runs.reduce(0) { $0 + ($1.count > links ? $1[links] : 0) }
    }
    others = runs.map { run in
      let rest = total.indices.map { links in
        (total[links] - (run.count > links ? run[links] : 0)) / Double(runs.count - 1)
      }
      return PairCounts(counts: rest, nodeCount: nodeCount)
    }
  }

  /// The standard error of what `measure` finds in the mean of the runs; NaN for a single run.
  func standardError(_ measure: (PairCounts) -> Double) -> Double {
    guard others.count > 1 else { return .nan }
    let values = others.map(measure)
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares * (count - 1) / count).squareRoot()
  }

  /// How far to either side of an estimate its 95 % interval goes, by Student's t.
  func halfWidth(_ measure: (PairCounts) -> Double) -> Double {
    standardError(measure) * StudentT.critical(degrees: others.count - 1)
  }
}

/// Quantiles of Student's distribution: Fisher & Yates, "Statistical tables for biological, agricultural
/// and medical research", table III.
enum StudentT {
  private static let few = [
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052,
    2.048, 2.045, 2.042,
  ]

  /// What lies outside on either side is 2.5 %.
  static func critical(degrees: Int) -> Double {
    if degrees < 1 { return .nan }
    // Within 0.001 of the table's values for 40, 60 and 120.
    return degrees <= few.count ? few[degrees - 1] : 1.96 + 2.4 / Double(degrees)
  }
}

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
    // As SNAP does where nearly everyone reaches nobody but themselves.
    if before > goal { return 1 }
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
    standardError(measure) * Quantile.student95(degrees: others.count - 1)
  }
}

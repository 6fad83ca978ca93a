// White, "Search parameters for the small world problem", Social Forces 49, 1970 (constant drop-out);
// Dodds, Muhamad & Watts, "An experimental study of search in global social networks", Science 301,
// 2003 (rates by step); Goel, Muhamad & Watts, "Social search in 'small-world' experiments", WWW 2009
// (inverse-probability weights).

internal import Foundation

/// How lengths are corrected for chains that were dropped.
package enum Correction: String, Sendable, CaseIterable {
  case constant, steps, weighted
}

/// Where the constant drop-out comes from.
package enum DropoutRule: Sendable, Equatable {
  case given(Double)
  /// The lost among all decisions.
  case estimated
  /// Such that the corrected chains are as many as all, or as those that were started.
  case solved(forStarted: Bool)
}

/// Lengths as they are and as they would be without drop-out, of one sample of chains.
package struct LengthEstimates: Sendable {
  package var observed: LengthDistribution
  package var corrected: [Correction: LengthDistribution] = [:]
  /// The constant drop-out per person; NaN where nothing tells it.
  package var dropout = Double.nan
}

/// Computes estimates for any multiplicities of the kinds of a sample, so that resampling is cheap.
package struct LengthEstimator: Sendable {
  package let sample: ChainSample
  package let rule: DropoutRule?
  private let longest: Int

  /// - Parameter rule: nil leaves the constant correction out.
  package init(_ sample: ChainSample, rule: DropoutRule?) {
    (self.sample, self.rule) = (sample, rule)
    longest = sample.longest
  }

  package func estimates(_ counts: [Int]) -> LengthEstimates {
    var result = LengthEstimates(observed: LengthDistribution(longest: longest))
    var (steps, cells) = (Losses(longest + 1), Losses(sample.cellCount))
    for (kind, count) in zip(sample.kinds, counts) where count > 0 {
      if kind.outcome == .completed {
        result.observed.add(links: kind.links, count: count, weight: 1)
      }
      guard sample.hasSteps else { continue }
      for step in 0..<kind.links {
        steps.forwarded[step] += count
        cells.forwarded[Int(kind.cells[step])] += count
      }
      // Who still holds a letter is lost to the observer as one who has dropped it.
      if kind.outcome != .completed {
        steps.lost[kind.links] += count
        cells.lost[Int(kind.cells[kind.links])] += count
      }
    }
    result.dropout = dropout(counts, result.observed, steps)
    if rule != nil { result.corrected[.constant] = constant(counts, result.dropout) }
    if sample.hasSteps {
      result.corrected[.steps] = bySteps(counts, steps)
      result.corrected[.weighted] = byCells(counts, cells)
    }
    return result
  }

  package var estimates: LengthEstimates { estimates(sample.counts) }

  /// The weight of each completed chain by the cells of those who passed it on.
  package func cellWeights() -> [Double] {
    var cells = Losses(sample.cellCount)
    for (kind, count) in zip(sample.kinds, sample.counts) {
      for step in 0..<kind.links { cells.forwarded[Int(kind.cells[step])] += count }
      if kind.outcome != .completed { cells.lost[Int(kind.cells[kind.links])] += count }
    }
    return sample.kinds.map { $0.outcome == .completed ? weight($0, cells) : .nan }
  }

  private struct Losses {
    var forwarded, lost: [Int]
    init(_ count: Int) {
      forwarded = Array(repeating: 0, count: count)
      lost = forwarded
    }
    /// One over the share that was passed on.
    func inverse(_ index: Int) -> Double {
      Double(forwarded[index] + lost[index]) / Double(forwarded[index])
    }
  }

  private func corrected(
    _ counts: [Int], _ weight: (ChainSample.Kind) -> Double
  ) -> LengthDistribution {
    var lengths = LengthDistribution(longest: longest)
    for (kind, count) in zip(sample.kinds, counts)
    where count > 0 && kind.outcome == .completed {
      lengths.add(links: kind.links, count: count, weight: weight(kind))
    }
    return lengths
  }

  // MARK: Constant drop-out

  /// A chain of i intermediaries has been passed on by i + 1 people, the starter among them.
  private func constant(_ counts: [Int], _ q: Double) -> LengthDistribution {
    corrected(counts) { pow(1 - q, -Double($0.links)) }
  }

  private func dropout(
    _ counts: [Int], _ observed: LengthDistribution, _ steps: Losses
  ) -> Double {
    switch rule {
    case nil: return .nan
    case .given(let q): return q
    case .estimated:
      let (lost, kept) = (steps.lost.reduce(0, +), steps.forwarded.reduce(0, +))
      return lost + kept > 0 ? Double(lost) / Double(lost + kept) : .nan
    case .solved(let forStarted):
      let total = zip(sample.kinds, counts).reduce(0) { sum, next in
        sum + (forStarted && sample.hasSteps && next.0.links == 0 ? 0 : next.1)
      }
      return Self.dropout(completed: observed.chains, total: Double(total))
    }
  }

  /// The q for which the corrected chains are `total`; NaN where no chain is completed or more are
  /// than the total.
  package static func dropout(completed: [Double], total: Double) -> Double {
    let present = completed.indices.filter { completed[$0] > 0 }
    func corrected(_ q: Double) -> Double {
      present.reduce(0) { $0 + completed[$1] * pow(1 - q, -Double($1)) }
    }
    guard !present.isEmpty, corrected(0) <= total else { return .nan }
    if corrected(0) == total { return 0 }
    // It grows with q, from the completed chains to infinity.
    var (low, high) = (0.0, 1.0)
    for _ in 0..<1100 {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { break }
      if corrected(middle) <= total { low = middle } else { high = middle }
    }
    return low
  }

  // MARK: Rates

  private func bySteps(_ counts: [Int], _ steps: Losses) -> LengthDistribution {
    var weights = [1.0]
    for step in 0..<longest { weights.append(weights[step] * steps.inverse(step)) }
    return corrected(counts) { weights[$0.links] }
  }

  private func byCells(_ counts: [Int], _ cells: Losses) -> LengthDistribution {
    corrected(counts) { weight($0, cells) }
  }

  private func weight(_ kind: ChainSample.Kind, _ cells: Losses) -> Double {
    kind.cells.prefix(kind.links).reduce(1) { $0 * cells.inverse(Int($1)) }
  }
}

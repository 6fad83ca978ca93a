// Kaplan & Meier, "Nonparametric estimation from incomplete observations", JASA 53, 1958; Greenwood,
// "The natural duration of cancer", Reports on Public Health and Medical Subjects 33, 1926;
// Kalbfleisch & Prentice, "The Statistical Analysis of Failure Time Data", 1980 (log-log intervals).

internal import Foundation

/// What happened to the letters step by step.
///
/// Somebody who still holds a letter has not decided: running chains leave before the decision
/// (Kaplan and Meier). Completed chains leave after the step by which they arrive.
package struct StepRates: Sendable {
  package struct Step: Sendable {
    package var forwarded = 0
    package var abandoned = 0
    package var running = 0
    /// Of those forwarded, how many arrived.
    package var completed = 0
    package var decided: Int { forwarded + abandoned }
    package var rate: Proportion { Proportion(forwarded, of: decided) }
  }
  package private(set) var steps: [Step]

  package init(_ sample: ChainSample) {
    steps = []
    guard sample.hasSteps, sample.total > 0 else { return }
    steps = Array(repeating: Step(), count: sample.longest + 1)
    for (kind, count) in zip(sample.kinds, sample.counts) {
      for step in 0..<kind.links { steps[step].forwarded += count }
      switch kind.outcome {
      case .completed: steps[kind.links - 1].completed += count
      case .abandoned: steps[kind.links].abandoned += count
      case .running, .unfinished: steps[kind.links].running += count
      }
    }
    while let last = steps.last, last.decided + last.running == 0 { steps.removeLast() }
  }

  /// All decisions of all people.
  package var all: Proportion {
    Proportion(
      steps.reduce(0) { $0 + $1.forwarded }, of: steps.reduce(0) { $0 + $1.decided })
  }

  /// The share of letters that nobody up to each step has dropped, as if none arrived before; with
  /// Greenwood's variance on the scale of log(-log), which keeps the ends between 0 and 1.
  package func survival(z: Double) -> [(value: Double, interval: Interval)] {
    var (value, variance) = (1.0, 0.0)
    return steps.map { step in
      if step.decided == 0 { value = .nan }
      let (n, d) = (Double(step.decided), Double(step.abandoned))
      value *= 1 - d / n
      variance += d / (n * (n - d))
      guard value > 0, value < 1 else { return (value, .unknown) }
      let spread = z * variance.squareRoot() / log(value).magnitude
      return (value, Interval(pow(value, exp(spread)), pow(value, exp(-spread))))
    }
  }
}

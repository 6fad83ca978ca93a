internal import Foundation
internal import ModuleKit

/// How numbers of shortest paths are added and compared: as they are, or by their logarithms where they
/// grow beyond every Double.
struct PathCounts {
  let isLogarithmic: Bool

  var none: Double { isLogarithmic ? -.infinity : 0 }
  var one: Double { isLogarithmic ? 0 : 1 }

  /// Whether `total` and all that went into it can be trusted.
  func holds(_ total: Double) -> Bool { isLogarithmic || total < 0x1p900 }

  func sum(_ a: Double, _ b: Double) -> Double {
    guard isLogarithmic else { return a + b }
    let more = max(a, b)
    return more == -.infinity ? more : more + log1p(exp(min(a, b) - more))
  }
  func product(_ a: Double, _ b: Double) -> Double { isLogarithmic ? a + b : a * b }
  func quotient(_ a: Double, _ b: Double) -> Double { isLogarithmic ? a - b : a / b }
  /// The share of `part` in `whole`, a plain number.
  func share(_ part: Double, of whole: Double) -> Double {
    isLogarithmic ? exp(part - whole) : part / whole
  }
}

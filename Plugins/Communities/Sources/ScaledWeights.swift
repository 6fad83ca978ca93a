internal import ModuleKit

/// Weights whose sums and products stay finite, and the power of two that gives them back.
///
/// A power of two changes no digit, so communities stay what they are. Weights as measured are left
/// alone.
struct ScaledWeights: Sendable {
  private(set) var values: [Double]?
  /// A value times this is the weight.
  private(set) var scale = 1.0

  init(_ weights: [Double]?) {
    values = weights
    guard let weights, let most = weights.max(), let least = weights.min() else { return }
    if most < 0x1p200, least > 0x1p-200 { return }
    // Halved twice, because 2 to the power of 1023 has no inverse.
    let half = Double(sign: .plus, exponent: -(most.exponent / 2), significand: 1)
    let rest = Double(sign: .plus, exponent: -(most.exponent - most.exponent / 2), significand: 1)
    // Not 0, for a tie stays a tie.
    values = weights.map { max($0 * half * rest, 0x1p-300) }
    scale = 1 / half / rest
  }
}

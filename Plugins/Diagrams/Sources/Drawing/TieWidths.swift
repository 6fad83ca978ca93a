internal import GraphvizKit
internal import ModuleKit

/// How wide ties are drawn, by their weight.
struct TieWidths {
  /// Nine in ten ties are no stronger: a few very strong ones must not make all others hairlines.
  private let typical: Double
  private let isWeighted: Bool
  private let isDistance: Bool
  /// The least and the largest strength that widths tell apart.
  private let range: ClosedRange<Double>?

  /// From this weight on ties are not drawn wider.
  private static let most = 40.0

  init(_ network: Network) {
    let strengths = network.drawnStrengths
    typical = max(strengths.sorted()[safe: strengths.count * 9 / 10] ?? 1, 1e-9)
    isWeighted = network.weight != nil
    isDistance = network.weight?.meaning == .distance
    let graph = network.graph
    let drawn = strengths.indices.filter { graph.sources[$0] != graph.targets[$0] }
      .map { strengths[$0] }
    let most = Self.most / 8 * typical
    range = drawn.min().map { min($0, most)...max(min(drawn.max() ?? $0, most), min($0, most)) }
  }

  /// 8 for a typical strong tie, 1 without weights.
  func weight(_ strength: Double) -> Double { isWeighted ? strength / typical * 8 : 1 }

  func width(_ weight: Double) -> Double { 0.5 + 0.55 * min(weight, Self.most).squareRoot() }

  /// Round weights from small to large with the weight that their lines are drawn by; none where all ties
  /// look alike.
  var samples: [(value: Double, weight: Double)] {
    guard isWeighted, let range,
      width(weight(range.upperBound)) - width(weight(range.lowerBound)) > 0.5
    else { return [] }
    let values =
      isDistance
      ? RoundValues.three(from: 1 / range.upperBound, to: 1 / max(range.lowerBound, 1e-12))
      : RoundValues.three(from: range.lowerBound, to: range.upperBound)
    return values.map { ($0, weight(isDistance ? 1 / $0 : $0)) }
  }
}

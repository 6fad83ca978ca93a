internal import Foundation
internal import GraphvizKit
package import ModuleKit

/// Where the bars of a waterfall lie: a row each, from running total to running total.
package struct WaterfallBars {
  package enum Kind { case prior, step, total }

  package struct Bar {
    package let kind: Kind
    /// What was compared, and how far the two agree.
    package let name, level: String
    package let weight: Double
    /// Where the bar begins and ends, in log2 of odds; the total goes from even odds.
    package let start, end: Double
    package let y: Double
  }

  package let bars: [Bar]
  package let rowHeight: Double
  /// The totals that are reached, with even odds among them.
  package let low, high: Double
  /// Where these two lie on the slide.
  private let left, right: Double

  /// - Parameter area: where bars may lie.
  package init(_ pair: PairWeights, in area: Rect) {
    let steps = Self.shown(pair.steps)
    var totals = [pair.prior]
    for step in steps { totals.append(totals[totals.count - 1] + step.weight) }
    let known = (totals + [pair.weight, 0]).filter(\.isFinite)
    low = known.min() ?? 0
    high = max(known.max() ?? 0, low + 1)
    (left, right) = (area.minX, area.maxX)
    let count = Double(steps.count + 2)
    rowHeight = min(area.height > 400 ? 52 : 40, area.height / count)
    let top = area.maxY - rowHeight / 2
    let height = rowHeight
    func y(_ row: Int) -> Double { top - Double(row) * height }
    var bars = [
      Bar(
        kind: .prior, name: "prior", level: "any two records", weight: pair.prior, start: 0,
        end: pair.prior, y: y(0))
    ]
    for (index, step) in steps.enumerated() {
      bars.append(
        Bar(
          kind: .step, name: step.name.replacing("_", with: " "), level: step.level,
          weight: step.weight, start: totals[index], end: totals[index + 1], y: y(index + 1)))
    }
    bars.append(
      Bar(
        kind: .total, name: "total", level: "", weight: pair.weight, start: 0, end: pair.weight,
        y: y(bars.count)))
    self.bars = bars
  }

  /// More rows than this cannot be read.
  private static let mostSteps = 18

  /// All steps where there is room; else those that weigh most, and the others as one.
  private static func shown(_ steps: [PairWeights.Step]) -> [PairWeights.Step] {
    if steps.count <= mostSteps { return steps }
    let order = steps.indices.sorted {
      (-steps[$0].weight.magnitude, $0) < (-steps[$1].weight.magnitude, $1)
    }
    let kept = Set(order.prefix(mostSteps - 1))
    let rest = steps.indices.filter { !kept.contains($0) }
    return kept.sorted().map { steps[$0] } + [
      .init("\(rest.count) others", "together", rest.reduce(0) { $0 + steps[$1].weight })
    ]
  }

  /// Where a total lies on the slide; what is infinite at the end.
  package func x(_ total: Double) -> Double {
    // The ends may lie farther apart than any number is large.
    let half = (high - low).isFinite ? 1.0 : 2.0
    let share = (min(max(total, low), high) / half - low / half) / (high / half - low / half)
    return left + share * (right - left)
  }

  package func rect(_ bar: Bar) -> Rect {
    let (a, b) = (x(bar.start), x(bar.end))
    let height = rowHeight * (bar.kind == .total ? 0.7 : 0.56)
    return Rect(min(a, b), bar.y - height / 2, max(a, b), bar.y + height / 2)
  }
}

/// Weights and probabilities as an audience reads them.
package enum OddsText {
  /// With a sign and one decimal, two where one would not show much.
  package static func signed(_ weight: Double) -> String {
    if weight.isInfinite { return weight > 0 ? "+∞" : "−∞" }
    let size = weight.magnitude
    let digits =
      size >= 999.95
      ? NumberText.shown(size) : NumberText.fixed(size, decimals: size < 0.95 ? 2 : 1)
    if !digits.contains(where: { ("1"..."9").contains($0) }) { return "0" }
    return (weight < 0 ? "−" : "+") + digits
  }

  /// As many decimals as it takes to see how near it is to 0 or 1.
  package static func probability(_ value: Double) -> String {
    let rest = min(value, 1 - value)
    if rest < 1e-9 { return value > 0.5 ? "over 0.999999999" : "under 0.000000001" }
    var decimals = 2
    while decimals < 10, rest * pow10(decimals) < 9.5 { decimals += 1 }
    return NumberText.fixed(value, decimals: decimals)
  }

  private static func pow10(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * 10 }
  }

  /// Round probabilities with the odds that make them, the middle first: the first ones matter most where there is
  /// no room for all.
  package static let scale: [(odds: Double, text: String)] = {
    func odds(_ rest: Double) -> Double { -log2(rest / (1 - rest)) }
    let shares = [(0.01, "1 %", "99 %"), (1e-4, "0.01 %", "99.99 %"), (0.1, "10 %", "90 %")]
    let rare = [6, 9, 12, 15, 20, 30, 50, 100].map { exponent in
      let power = "10" + NumberText.superscript(-exponent)
      return (1 / pow10(exponent), power, "1 − " + power)
    }
    return [(0, "50 %")]
      + (shares + rare).flatMap { rest, low, high in
        [(odds(rest), high), (-odds(rest), low)]
      }
  }()
}

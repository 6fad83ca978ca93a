internal import Foundation
internal import ModuleKit

/// Weights and probabilities in plain text.
package enum WeightText {
  /// Two decimals and a sign: "+3.20", "−0.45"; what rounds to nothing has none.
  package static func signed(_ weight: Double) -> String {
    if weight.isInfinite { return weight > 0 ? "+∞" : "−∞" }
    let digits = String(format: "%.2f", weight.magnitude)
    return digits == "0.00" ? digits : (weight < 0 ? "−" : "+") + digits
  }

  /// As many decimals as it takes to see how near it is to 0 or 1.
  package static func probability(_ value: Double) -> String {
    let rest = min(value, 1 - value)
    if rest < 1e-12 { return value > 0.5 ? "over 0.999999999999" : "under 0.000000000001" }
    let decimals = max(2, Int((-log10(rest)).rounded(.up)) + 1)
    return String(format: "%.\(min(13, decimals))f", value)
  }

  /// Blanks on the left, so that numbers stand one below the other.
  static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - TerminalText.width(text))) + text
  }

  static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - TerminalText.width(text)))
  }

  /// A column's name as words.
  static func words(_ name: String) -> String {
    TerminalText.shown(name.replacing("_", with: " "))
  }
}

/// Bars that begin where the one before has ended, on a line of characters.
struct TextBars {
  private static let cells = 40
  private let low, high: Double

  /// - Parameter totals: where bars begin and end.
  init(_ totals: [Double]) {
    let known = totals.filter(\.isFinite)
    low = min(0, known.min() ?? 0)
    high = max(0, known.max() ?? 0, low + 1)
  }

  /// Full for what speaks for one person, light for what speaks against; a line where the odds are even.
  func bar(from start: Double, to end: Double) -> String {
    var line = [Character](repeating: " ", count: Self.cells + 1)
    line[cell(0)] = "│"
    let (a, b) = (cell(min(start, end)), cell(max(start, end)))
    if start != end {
      for index in a..<max(b, a + 1) { line[min(index, Self.cells)] = end > start ? "█" : "░" }
    }
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  private func cell(_ value: Double) -> Int {
    let share = (min(max(value, low), high) - low) / (high - low)
    return Int((share * Double(Self.cells)).rounded())
  }
}

internal import Foundation

/// Numbers as an audience reads them.
package enum NumberText {
  /// A value that stands alone: whole numbers whole, others with two or three significant digits, large
  /// ones in words ("9.5 billion"), very small and very large ones as powers of ten ("4.2×10⁻⁵").
  package static func shown(_ value: Double) -> String {
    if !value.isFinite { return "–" }
    let size = value.magnitude
    if value == value.rounded(), size < 1e6 { return whole(value) }
    if size >= 999_999.5 { return large(value) }
    if size < 0.000_999_5 { return power(value) }
    return fixed(value, decimals: size >= 99.95 ? 0 : size >= 9.995 ? 1 : decimals(below: size))
  }

  /// All digits of a whole number.
  package static func whole(_ value: Double) -> String { fixed(value, decimals: 0) }

  /// With commas between groups of three digits from five digits on: 4039, but 12,345.
  package static func grouped(_ digits: String) -> String {
    let whole = digits.prefix { $0 != "." }
    let figures = whole.drop { !$0.isNumber }
    guard figures.count > 4, figures.allSatisfy(\.isNumber) else { return digits }
    var result = ""
    for (index, figure) in figures.enumerated() {
      if index > 0, (figures.count - index) % 3 == 0 { result += "," }
      result.append(figure)
    }
    return whole.prefix(whole.count - figures.count) + result + digits.dropFirst(whole.count)
  }

  package static func grouped(_ count: Int) -> String { grouped(String(count)) }

  /// Two values that stand side by side: with enough digits to be told apart.
  package static func apart(_ low: Double, _ high: Double) -> (low: String, high: String) {
    let pair = (shown(low), shown(high))
    if pair.0 != pair.1 || low == high || !low.isFinite || !high.isFinite { return pair }
    let scale = NumberScale([low, high], step: high - low)
    let unit = scale.unit.isEmpty ? "" : " \(scale.unit)"
    return (scale.text(low) + unit, scale.text(high) + unit)
  }

  /// So many decimals, never an exponent, with a true minus.
  static func fixed(_ value: Double, decimals: Int) -> String {
    let text = String(format: "%.\(decimals)f", value)
    guard text.hasPrefix("-") else { return text }
    let digits = text.dropFirst()
    // What is rounded to zero has no sign.
    return digits.contains { ("1"..."9").contains($0) } ? "−" + digits : String(digits)
  }

  /// Decimals that leave a number below ten two significant digits; at most four.
  static func decimals(below size: Double) -> Int {
    size >= 0.099_95 ? 2 : size >= 0.009_995 ? 3 : 4
  }

  private static func large(_ value: Double) -> String {
    for (factor, word) in [(1e6, "million"), (1e9, "billion"), (1e12, "trillion")]
    where value.magnitude < factor * 999.5 {
      let scaled = value / factor
      let size = scaled.magnitude
      let text = fixed(scaled, decimals: size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2)
      return "\(trimmed(text)) \(word)"
    }
    return power(value)
  }

  private static func power(_ value: Double) -> String {
    let parts = String(format: "%.2e", value.magnitude).split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return "–" }
    let factor = trimmed(String(parts[0]))
    let sign = value < 0 ? "−" : ""
    return sign + (factor == "1" ? "" : factor + "×") + "10" + superscript(exponent)
  }

  /// Without zeros at the end of a fraction.
  static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var result = text
    while result.last == "0" { result.removeLast() }
    if result.last == "." { result.removeLast() }
    return result
  }

  static func superscript(_ exponent: Int) -> String {
    let digits: [Character: Character] = [
      "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷",
      "8": "⁸", "9": "⁹",
    ]
    return String(String(exponent).map { digits[$0] ?? $0 })
  }
}

/// How a column of numbers, or those along an axis, are written alike: the same power of ten, named
/// once, and the same decimals.
package struct NumberScale {
  /// What the numbers are divided by is ten to this.
  package let exponent: Int
  private let decimals: Int
  private let isStepped: Bool

  /// - Parameter step: the distance of neighbors, which must be told apart; nil for free values.
  package init(_ values: [Double], step: Double? = nil) {
    let largest = values.filter(\.isFinite).map(\.magnitude).max() ?? 0
    exponent = Self.exponent(largest, step)
    isStepped = step != nil
    let unit = Self.power(exponent)
    if let step, step.isFinite {
      let scaled = max(step.magnitude / unit, 1e-12)
      decimals = min(12, max(0, -Int((log10(scaled) + 1e-9).rounded(.down))))
    } else if values.allSatisfy({ !$0.isFinite || $0 / unit == ($0 / unit).rounded() }) {
      decimals = 0
    } else {
      let size = largest / unit
      decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : NumberText.decimals(below: size)
    }
  }

  package func text(_ value: Double) -> String {
    if !value.isFinite { return "–" }
    let text = NumberText.fixed(value / Self.power(exponent), decimals: decimals)
    let isZero = !text.contains { ("1"..."9").contains($0) }
    if isStepped { return text }
    if !isZero || value == 0 { return NumberText.grouped(text) }
    return decimals == 0 ? text : "<" + text.dropLast() + "1"
  }

  /// What stands beside the numbers: "in millions", "× 10⁻⁶"; empty when they are as they are.
  package var unit: String {
    switch exponent {
    case 0: ""
    case 6: "in millions"
    case 9: "in billions"
    case 12: "in trillions"
    default: "× 10" + NumberText.superscript(exponent)
    }
  }

  private static func exponent(_ largest: Double, _ step: Double?) -> Int {
    if largest == 0 || (0.000_999_5..<999_999.5).contains(largest) { return 0 }
    let exponent = min(306, max(-306, 3 * Int((log10(largest) / 3).rounded(.down))))
    // Where neighbors differ in the last of many digits, all digits must be seen.
    if let step, exponent > 0, largest < 1e15, step < power(exponent - 3) { return 0 }
    return exponent
  }

  private static func power(_ exponent: Int) -> Double { pow(10, Double(exponent)) }
}

/// Round numbers along an axis.
package struct AxisTicks {
  package let values: [Double]
  package let scale: NumberScale

  /// - Parameters:
  ///   - most: how many there is room for, about.
  ///   - isWhole: fractions between whole numbers mean nothing.
  package init(from low: Double, to high: Double, most: Int, isWhole: Bool) {
    // The ends may lie farther apart than any number is large.
    let half = (high - low).isFinite ? 1.0 : 2.0
    let (a, b) = (low / half, high / half)
    let raw = (b - a) / Double(max(1, most))
    guard raw > 0, raw.isFinite else {
      (values, scale) = ([], NumberScale([low]))
      return
    }
    let decade = pow(10, log10(raw).rounded(.down))
    let factor = [1.0, 2, 5].first { decade * $0 >= raw * (1 - 1e-9) } ?? 10
    let step = max(decade * factor, isWhole ? 1 / half : 0)
    let (first, last) = ((a / step - 1e-9).rounded(.up), (b / step + 1e-9).rounded(.down))
    guard step > 0, let start = Int(exactly: first), let end = Int(exactly: last), start <= end,
      end - start <= 4 * most
    else {
      (values, scale) = ([], NumberScale([low]))
      return
    }
    values = (start...end).map { Double($0) * step * half }
    scale = NumberScale(values, step: step * half)
  }
}

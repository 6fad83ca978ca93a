internal import ModuleKit

/// How the numbers over the ties of chains are written, and what they are.
struct TieNumbers {
  /// What they are called where they have no unit; empty where nothing is known.
  let name: String
  /// What they count, in the plural.
  let unit: String?
  let isPercent: Bool

  /// - Parameter values: all numbers of the figures.
  init(name: String, unit: String?, values: [Double]) {
    (self.name, self.unit) = (name, unit)
    isPercent = unit == nil && AxisFormat.auto.isPercent(values, names: [name])
  }

  func number(_ value: Double) -> String {
    guard isPercent else { return NumberText.shown(value) }
    // Between one in a hundred and one in ten, half a percent matters.
    return value >= 0.005 && value < 0.0995
      ? NumberText.fixed(value * 100, decimals: 1) + " %" : NumberText.percent(value)
  }

  /// With what is counted, where that is known.
  func words(_ value: Double) -> String {
    guard let unit else { return number(value) }
    return "\(number(value)) \(value == 1 ? Noun(unit).singular : unit)"
  }

  /// What a caption says of them.
  ///
  /// - Parameter isSaid: whether the unit stands beside each number.
  func note(isSaid: Bool) -> String? {
    if isSaid, unit != nil { return nil }
    let what = unit ?? name.replacing("_", with: " ")
    return what.isEmpty ? nil : "numbers over the ties: \(what)"
  }
}

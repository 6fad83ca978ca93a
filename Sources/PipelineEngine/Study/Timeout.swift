public import ModuleKit

/// How long a stage may take: `timeout: 90s`.
///
/// It is no part of what a result depends on: with more time the result is the same.
public struct Timeout: Sendable, Equatable {
  public let seconds: Double
  public let location: Diagnostic.Location

  private static let units: [(suffix: String, seconds: Double)] = [
    ("s", 1), ("m", 60), ("h", 3600),
  ]
  /// A year: more is a slip, and overflows what clocks count.
  private static let most = 366 * 86400.0

  /// A number of seconds, or a number with a unit; nil for anything else, and for no time at all.
  init?(_ node: ConfigNode) {
    let read = node.number ?? node.text.flatMap(Self.withUnit)
    guard let seconds = read, seconds > 0, seconds <= Self.most else { return nil }
    (self.seconds, location) = (seconds, node.location)
  }

  private static func withUnit(_ text: String) -> Double? {
    for unit in units where text.hasSuffix(unit.suffix) {
      let number = text.dropLast(unit.suffix.count).filter { $0 != " " }
      guard number.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else { return nil }
      return Double(number).map { $0 * unit.seconds }
    }
    return nil
  }
}

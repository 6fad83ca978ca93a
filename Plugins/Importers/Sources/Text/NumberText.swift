/// Numbers as people write them in tables.
struct NumberText {
  /// The comma is the decimal sign.
  var decimalComma: Bool
  /// A point between groups of three digits separates thousands: 1.500 is 1500.
  var groupsWithPoints = false
  /// Set when a number had a decimal comma or separators of thousands.
  private(set) var sawDecimalComma = false
  private(set) var sawThousands = false

  init(decimalComma: Bool, groupsWithPoints: Bool = false) {
    (self.decimalComma, self.groupsWithPoints) = (decimalComma, groupsWithPoints)
  }

  /// The value of `text`; nil when it is no number. `nan` and `inf` are numbers here.
  mutating func value(of text: String) -> Double? {
    if groupsWithPoints, let value = Self.groupedByPoints(text) {
      sawThousands = true
      return value
    }
    if let value = Self.plain(text) { return value }
    if decimalComma, text.contains(",") {
      let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      if parts.count == 2, let value = Self.plain(ungrouped(parts[0], by: ".") + "." + parts[1]) {
        sawDecimalComma = true
        return value
      }
      return nil
    }
    if text.contains(",") {
      let plainText = ungrouped(text[...], by: ",")
      guard !plainText.contains(","), let value = Self.plain(plainText) else { return nil }
      sawThousands = true
      return value
    }
    return nil
  }

  /// `1,234,567.8` without its commas, when each group but the first has three digits.
  private func ungrouped(_ text: Substring, by separator: Character) -> String {
    let whole = separator == "," ? text.prefix { $0 != "." } : text
    let groups = whole.split(separator: separator, omittingEmptySubsequences: false)
    let first = groups[0].drop { $0 == "-" || $0 == "+" }
    let isGrouped =
      groups.count > 1 && (1...3).contains(first.count)
      && groups.dropFirst().allSatisfy { $0.count == 3 && $0.allSatisfy(\.isNumber) }
    return isGrouped ? groups.joined() + text.dropFirst(whole.count) : String(text)
  }

  /// The value of `1.500` or `1.234.567` where the point separates thousands; nil for other texts.
  static func groupedByPoints(_ text: String) -> Double? {
    guard text.utf8.contains(0x2E) else { return nil }
    let groups = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...3).contains(groups[0].utf8.count), groups[0] != "0",
      groups.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      groups.dropFirst().allSatisfy({ $0.utf8.count == 3 })
    else { return nil }
    return plain(text.filter { $0 != "." })
  }

  /// A number with a decimal point, as programs write it.
  static func plain(_ text: String) -> Double? {
    guard let first = text.utf8.first, first != 0x20 else { return nil }
    let lowered = text.lowercased()
    if lowered.contains("x") || lowered.contains("p") { return nil }
    return Double(text)
  }
}

internal import ModuleKit

/// Reads the weight of a tie.
enum Weighing {
  struct Weight {
    var value: Double
    /// Written like 1.500, which may mean 1500.
    var isGrouped = false
  }
  struct Refusal: Error {
    let reason: String
    let detail: String
  }

  @inline(__always)
  static func weight(
    _ bytes: Span<UInt8>, _ cell: CSVScanner.Cell, _ numbers: inout NumberText
  ) -> Result<Weight, Refusal> {
    if let weight = plain(bytes, cell.range, numbers) { return .success(weight) }
    var text: [UInt8] = []
    for index in cell.range { text.append(bytes[index]) }
    return anyWeight(String(decoding: text, as: UTF8.self).trimmed, &numbers)
  }

  /// Digits with at most one point among them, the usual case; nil for everything else.
  ///
  /// With at most 15 digits the digits and the power of ten are exact, and so the quotient is rounded
  /// once, as it must be (Clinger, "How to read floating point numbers accurately", PLDI 1990).
  @inline(__always)
  private static func plain(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ numbers: NumberText
  ) -> Weight? {
    guard !range.isEmpty, range.count <= 16 else { return nil }
    var digits = 0
    var point: Int?
    for index in range {
      let digit = bytes[index] &- 0x30
      if digit < 10 {
        digits = digits * 10 + Int(digit)
      } else if bytes[index] == 0x2E, point == nil, index > range.lowerBound {
        point = index
      } else {
        return nil
      }
    }
    guard let point else { return range.count <= 15 ? Weight(value: Double(digits)) : nil }
    let (before, after) = (point - range.lowerBound, range.upperBound - point - 1)
    if after == 0 { return nil }
    let looksGrouped =
      after == 3 && before <= 3 && !(before == 1 && bytes[range.lowerBound] == 0x30)
    if looksGrouped && numbers.groupsWithPoints { return nil }
    return Weight(
      value: Double(digits) / powersOfTen[after], isGrouped: looksGrouped && numbers.decimalComma)
  }

  private static let powersOfTen: [Double] = (0...16).map { power in
    (0..<power).reduce(1) { value, _ in value * 10 }
  }

  private static func anyWeight(
    _ text: String, _ numbers: inout NumberText
  ) -> Result<Weight, Refusal> {
    func refuse(_ reason: String, _ detail: String) -> Result<Weight, Refusal> {
      .failure(Refusal(reason: reason, detail: detail))
    }
    if text.isEmpty { return refuse("missing-weight", "no weight") }
    guard let value = numbers.value(of: text) else {
      return refuse("bad-weight", "'\(text.prefix(40))' is not a number")
    }
    if !value.isFinite { return refuse("not-finite-weight", "the weight is \(text.prefix(40))") }
    if value < 0 { return refuse("negative-weight", "the weight is \(text.prefix(40))") }
    let isGrouped =
      numbers.decimalComma && !numbers.groupsWithPoints && NumberText.groupedByPoints(text) != nil
    return .success(Weight(value: value, isGrouped: isGrouped))
  }
}

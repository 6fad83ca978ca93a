/// Dates of birth, as far as they are told.
struct BirthDateValues: ComparedValues {
  static let field = FieldKind.birthDate
  static let usesFrequency = false
  static let levels = [
    "equal", "a slip of the pen", "day and month exchanged", "within a month", "within a year",
    "within ten years", "different",
  ]
  private var keys = KeyCodes()
  private var dates: [WrittenDate] = []
  /// Eight figures, four bits each.
  private var digits: [UInt32] = []

  var count: Int { dates.count }

  mutating func code(of text: String) -> Int32? {
    guard let date = WrittenDate(text) else { return nil }
    let (code, isNew) = keys.code(of: date.text)
    if isNew {
      dates.append(date)
      digits.append(date.text.utf8.reduce(0) { $0 << 4 | UInt32($1 & 15) })
    }
    return code
  }

  func level(_ x: Int32, _ y: Int32) -> UInt8 {
    let (one, other) = (dates[Int(x)], dates[Int(y)])
    if isOneSlip(digits[Int(x)] ^ digits[Int(y)], digits[Int(x)], digits[Int(y)]) { return 1 }
    if one.year == other.year, one.month == other.day, one.day == other.month { return 2 }
    // Without a year only day and month can agree.
    if one.year == 0 || other.year == 0 {
      return one.month == other.month && one.day == other.day ? 0 : 6
    }
    let days = abs(
      (one.year - other.year) * 365 + (one.month - other.month) * 30 + one.day - other.day)
    if days <= 31 { return 3 }
    if days <= 366 { return 4 }
    return days <= 3653 ? 5 : 6
  }

  /// Another figure in one place, or two neighbours swapped.
  private func isOneSlip(_ difference: UInt32, _ x: UInt32, _ y: UInt32) -> Bool {
    // One bit for each place of four that differs.
    let places = (difference | difference >> 1 | difference >> 2 | difference >> 3) & 0x1111_1111
    if places.nonzeroBitCount == 1 { return true }
    let first = UInt32(places.trailingZeroBitCount)
    guard places.nonzeroBitCount == 2, places >> first == 0x11 else { return false }
    func figure(_ number: UInt32, _ place: UInt32) -> UInt32 { number >> place & 15 }
    return figure(x, first) == figure(y, first + 4) && figure(x, first + 4) == figure(y, first)
  }
}

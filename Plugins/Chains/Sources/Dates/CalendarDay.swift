/// Days in ISO form, with or without a time behind them.
enum CalendarDay {
  /// `1967-05-31` for `1967-05-31` or `1967-05-31T09:30`; nil for anything else and for days that no
  /// calendar has.
  static func day(_ text: String) -> String? {
    let bytes = text.utf8
    let separators: [UInt8?] = [nil, 0x54, 0x74, 0x20]
    guard let first = bytes.first, first != 0x20, separators.contains(bytes.dropFirst(10).first),
      DayNumber.day(text) != nil, !text.hasPrefix("0000")
    else { return nil }
    return String(text.prefix(10))
  }
}

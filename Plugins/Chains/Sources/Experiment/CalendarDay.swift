/// Days in ISO form, with or without a time behind them.
enum CalendarDay {
  /// `1967-05-31` for `1967-05-31` or `1967-05-31T09:30`; nil for anything else and for days that no
  /// calendar has.
  static func day(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    let isDay = bytes.count == 10 || bytes.count > 10 && [0x54, 0x74, 0x20].contains(bytes[10])
    guard isDay, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for index in range {
        guard (0x30...0x39).contains(bytes[index]) else { return nil }
        value = value * 10 + Int(bytes[index] - 0x30)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      year > 0, (1...12).contains(month), day >= 1
    else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return day <= lengths[month - 1] ? String(text.prefix(10)) : nil
  }
}

// Hinnant, "chrono-compatible low-level date algorithms", 2013: days from civil dates.

/// Days as numbers, so that they can be subtracted.
enum DayNumber {
  /// The number of days from 1970-01-01 to a day in ISO form, `2024-03-31` or `2024-03-31 18:20:00`; nil for
  /// anything else.
  static func day(_ text: String) -> Int? {
    let bytes = Array(text.utf8.drop { $0 == 0x20 })
    guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D, isTime(bytes[10...]),
      let year = number(bytes[0..<4]), let month = number(bytes[5..<7]),
      let day = number(bytes[8..<10]), (1...12).contains(month), day >= 1,
      day <= lastDay(of: month, year)
    else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = (shifted / 400, shifted % 400)
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The newest day of a cell, which names several where rows were merged: `2023-01-05; 2024-03-31`.
  static func newest(_ cell: String) -> Int? {
    days(cell).compactMap { $0 }.max()
  }

  /// Whether all days of a cell can be read.
  static func isRead(_ cell: String) -> Bool { !days(cell).contains(nil) }

  private static func days(_ cell: String) -> [Int?] {
    cell.split(separator: ";").map { day(String($0)) }
  }

  /// Whether what follows a day is a time of the day, as ` 18:20:00` or `T18:20Z`, or nothing.
  private static func isTime(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let mark = rest.first, !rest.allSatisfy({ $0 == 0x20 }) else { return true }
    let time = rest.dropFirst()
    guard [0x54, 0x74, 0x20].contains(mark), time.count >= 4, let hour = number(time.prefix(2)),
      hour <= 24
    else { return false }
    // Digits, and what stands between and behind them: : . , + - Z.
    return time.allSatisfy {
      (0x30...0x3A).contains($0) || [0x20, 0x2B, 0x2C, 0x2D, 0x2E, 0x5A, 0x7A].contains($0)
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      value = value * 10 + Int(digit - 0x30)
    }
    return value
  }

  private static func lastDay(of month: Int, _ year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}

// Hinnant, "chrono-compatible low-level date algorithms", 2013: days from civil dates.

/// Days as numbers, so that they can be subtracted.
enum DayNumber {
  /// The number of days from 1970-01-01 to a day in ISO form, `2024-03-31` or `2024-03-31 18:20:00`; nil for
  /// anything else.
  static func day(_ text: String) -> Int? {
    let bytes = Array(text.utf8.drop { $0 == 0x20 }.prefix(11))
    guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
    // What follows is a time of the day, or nothing.
    if bytes.count > 10, (0x30...0x39).contains(bytes[10]) { return nil }
    guard let year = number(bytes[0..<4]), let month = number(bytes[5..<7]),
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
    cell.split(separator: ";").compactMap { day(String($0)) }.max()
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

// Hinnant, "chrono-compatible low-level date algorithms", 2013: days from civil dates.

/// Days as numbers, so that they can be subtracted.
enum DayNumber {
  /// The number of days from 1970-01-01 to a day in ISO form, `2024-03-31` or `2024-03-31 18:20:00 UTC`; nil
  /// for anything else.
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

  /// Whether what follows a day is a time of the day, as ` 18:20:00`, `T18:20Z` or ` 6:20 PM CET`, or
  /// nothing.
  private static func isTime(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let mark = rest.first, !rest.allSatisfy({ $0 == 0x20 }) else { return true }
    let words = rest.dropFirst().split(separator: 0x20)
    guard [0x54, 0x74, 0x20].contains(mark), let clock = words.first, clock.count >= 4,
      let hour = number(clock.prefix(clock.dropFirst().first == colon ? 1 : 2)), hour <= 24,
      isClock(clock)
    else { return false }
    // Which half of the day, and where.
    return words.dropFirst().count <= 3
      && words.dropFirst().allSatisfy { isZone($0) || isClock($0) }
  }

  private static let colon: UInt8 = 0x3A

  /// Digits with : . , + - between them, perhaps a zone or a half of the day behind them.
  private static func isClock(_ word: ArraySlice<UInt8>) -> Bool {
    let rest = word.drop { (0x30...colon).contains($0) || [0x2B, 0x2C, 0x2D, 0x2E].contains($0) }
    return rest.count < word.count && (rest.isEmpty || isZone(rest))
  }

  /// `PM`, `UTC` or `UTC+2`: few letters.
  private static func isZone(_ word: ArraySlice<UInt8>) -> Bool {
    let rest = word.drop { (0x41...0x5A).contains($0 & 0xDF) }
    return (1...5).contains(word.count - rest.count) && (rest.isEmpty || isOffset(rest))
  }

  private static func isOffset(_ word: ArraySlice<UInt8>) -> Bool {
    [0x2B, 0x2D].contains(word.first) && word.count > 1
      && word.dropFirst().allSatisfy { (0x30...colon).contains($0) }
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

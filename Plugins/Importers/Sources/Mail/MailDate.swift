// RFC 5322, section 3.3.

/// Dates in the heads of mails.
enum MailDate {
  /// The day in UTC for `Mon, 02 Mar 2026 09:15:00 +0100`; nil for what is no such date.
  static func day(_ header: [UInt8]) -> String? {
    let text = String(decoding: header, as: UTF8.self).lowercased()
    // A comment may tell the zone in words: "+0100 (CET)".
    var parts = text.prefix { $0 != "(" }.split { $0 == " " || $0 == "\t" || $0 == "," }
    if let first = parts.first, first.first?.isLetter == true { parts.removeFirst() }
    guard parts.count >= 4, let day = Int(parts[0]), let month = DayText.month(parts[1].prefix(3)),
      let year = year(parts[2])
    else { return nil }
    guard DayText.iso(year, month, day) != nil else { return nil }
    let clock = parts[3].split(separator: ":").map { Int($0) }
    guard (2...3).contains(clock.count), let hour = clock[0], let minute = clock[1],
      (0...23).contains(hour), (0...59).contains(minute)
    else { return nil }
    let zone = parts.count > 4 ? offset(parts[4]) : 0
    let seconds = daysSince1970(year, month, day) * 86400 + hour * 3600 + minute * 60 - zone
    return DayText.day(unix: seconds)
  }

  /// Two digits are of 1950 to 2049, three count from 1900.
  private static func year(_ text: Substring) -> Int? {
    guard let year = Int(text), year >= 0 else { return nil }
    switch text.count {
    case 2: return year < 50 ? 2000 + year : 1900 + year
    case 3: return 1900 + year
    default: return year
    }
  }

  /// Seconds east of Greenwich; unknown names count as Greenwich, as the standard says.
  private static func offset(_ text: Substring) -> Int {
    let names = [
      "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    ]
    if let hours = names[String(text)] { return hours * 3600 }
    guard let sign = text.first, sign == "+" || sign == "-", text.count == 5,
      let digits = Int(text.dropFirst())
    else { return 0 }
    let seconds = digits / 100 * 3600 + digits % 100 * 60
    return sign == "-" ? -seconds : seconds
  }

  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

/// Days as exports write them, in ISO form.
enum DayText {
  /// `2021-04-02` for `2021-04-02 09:30:00 UTC`, `02 Apr 2021`, `7-Feb-22`, `2 avr. 2021` or `4/2/21, 3:45 PM`;
  /// nil for anything else.
  ///
  /// Years of two digits are of this century. Days and months in figures with slashes are read only where
  /// the time is American or one of the two is above 12.
  static func day(_ text: String) -> String? {
    let text = text.trimmed
    let parts = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    guard parts.count >= 3 else { return nil }
    if parts[0].count == 4, let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2].prefix { $0.isNumber })
    {
      return iso(year, month, day)
    }
    if let day = Int(parts[0]), let month = month(parts[1]), let year = year(parts[2]) {
      return iso(year, month, day)
    }
    // English puts the month first: `Apr 02, 2021`.
    if let month = month(parts[0]), let day = Int(parts[1]), let year = year(parts[2]) {
      return iso(year, month, day)
    }
    guard let a = Int(parts[0]), let b = Int(parts[1]), let year = year(parts[2]) else {
      return nil
    }
    let isAmerican = parts.last == "am" || parts.last == "pm"
    if isAmerican || b > 12 { return iso(year, a, b) }
    return a > 12 ? iso(year, b, a) : nil
  }

  private static func year(_ text: Substring) -> Int? {
    guard let year = Int(text) else { return nil }
    if text.count == 2 { return 2000 + year }
    return text.count == 4 ? year : nil
  }

  /// Nil for a day that no calendar has.
  static func iso(_ year: Int, _ month: Int, _ day: Int) -> String? {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...lengths[month - 1]).contains(day)
    else { return nil }
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// The day of a moment, in UTC.
  ///
  /// - Parameter seconds: since 1970.
  static func day(unix seconds: Int) -> String? {
    // Hinnant, "chrono-compatible low-level date algorithms", 2013: days from and to civil dates.
    guard seconds.magnitude < 1 << 50 else { return nil }
    let days = Int((Double(seconds) / 86400).rounded(.down)) + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return iso(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// Names and abbreviations of months, without accents' dots: English, French, German, Spanish, Italian,
  /// Portuguese and Dutch.
  static func month(_ text: Substring) -> Int? { months[String(text)] }

  private static let months: [String: Int] = {
    let names = [
      "jan january janv janvier januar jänner ene enero gen gennaio janeiro januari",
      "feb february févr fév février fevr fevrier februar febrero febbraio fev fevereiro februari",
      "mar march mars mär märz mrz marzo março marco mrt maart",
      "apr april avr avril abr abril aprile",
      "may mai mayo mag maggio maio mei",
      "jun june juin juni junio giu giugno junho",
      "jul july juil juillet juli julio lug luglio julho",
      "aug august août aout ago agosto augustus",
      "sep sept september septembre septiembre set settembre setembro",
      "oct october octobre okt oktober octubre ott ottobre out outubro",
      "nov november novembre noviembre novembro",
      "dec december déc décembre dez dezember dic diciembre dicembre dezembro",
    ]
    var months: [String: Int] = [:]
    for (index, line) in names.enumerated() {
      for name in line.split(separator: " ") { months[String(name)] = index + 1 }
    }
    return months
  }()
}

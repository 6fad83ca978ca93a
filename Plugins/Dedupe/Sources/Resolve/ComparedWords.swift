/// Words that say in which legal form a company is.
enum CompanyWords {
  private static let forms: Set<String> = [
    "sarl", "sas", "sasu", "eurl", "sa", "sci", "snc", "scop", "selarl", "gie", "gmbh", "ag", "kg",
    "ohg", "ug", "mbh", "ltd", "limited", "inc", "incorporated", "llc", "llp", "corp",
    "corporation", "plc", "bv", "nv", "spa", "srl", "oy", "ab", "aps", "as", "sl", "lda", "ltda",
    "pty", "co", "company", "cie",
  ]
  /// Forms that the French also write in front: `SA Martin`.
  private static let leading: Set<String> = [
    "sarl", "sas", "sasu", "eurl", "sa", "sci", "ste", "societe",
  ]

  /// Without legal forms at the end and in front, as long as a word is left: `Plan A` stays.
  static func core(_ words: [String]) -> [String] {
    var rest = joinedLetters(words).filter { !["et", "and", "und", "the"].contains($0) }
    while rest.count > 1, let last = rest.last, forms.contains(last) { rest.removeLast() }
    while rest.count > 1, let first = rest.first, leading.contains(first) { rest.removeFirst() }
    return rest.isEmpty ? words : rest
  }

  /// `S.A.R.L.` comes as four words of one letter.
  private static func joinedLetters(_ words: [String]) -> [String] {
    var result: [String] = []
    var letters: [String] = []
    func flush() {
      let word = letters.joined()
      if letters.count > 1, forms.contains(word) { result.append(word) } else { result += letters }
      letters = []
    }
    for word in words {
      if word.unicodeScalars.count == 1 {
        letters.append(word)
      } else {
        flush()
        result.append(word)
      }
    }
    flush()
    return result
  }
}

/// Words of addresses that are written short as often as not.
enum AddressWords {
  static let full: [String: String] = [
    "bd": "boulevard", "bld": "boulevard", "blvd": "boulevard", "av": "avenue", "ave": "avenue",
    "r": "rue", "rte": "route", "pl": "place", "chem": "chemin", "ch": "chemin", "imp": "impasse",
    "all": "allee", "sq": "square", "fg": "faubourg", "fbg": "faubourg", "st": "saint",
    "ste": "sainte", "str": "strasse", "rd": "road", "dr": "drive", "ln": "lane", "ct": "court",
    "street": "saint", "crt": "court", "cl": "close", "pde": "parade", "cres": "crescent",
    "hwy": "highway", "apt": "apartment", "no": "number",
  ]
}

/// A date as people write it.
struct WrittenDate: Equatable {
  /// 0 where it is not told.
  let year: Int
  let month: Int
  let day: Int

  /// `yyyy-mm-dd`, of equal length whatever is known.
  var text: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return padded(year, 4) + padded(month, 2) + padded(day, 2)
  }

  /// ISO, `yyyymmdd`, `--mm-dd`, `dd/mm/yyyy`, or with the name of a month in English or French; nil for
  /// anything else. Of two figures up to 12 the first is the day, unless it is ISO.
  init?(_ written: String) {
    let text = written.trimmingPrefix { $0.isWhitespace }
    let digits = Folding.digits(String(text))
    let parts = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    if text.hasPrefix("--"), digits.count == 4, let number = Int(digits) {
      self.init(0, number / 100, number % 100)
    } else if parts.count == 1, digits.count == 8, let number = Int(digits) {
      self.init(number / 10000, number / 100 % 100, number % 100)
    } else if parts.count >= 3, parts[0].count == 4, let year = Int(parts[0]),
      let month = Int(parts[1]), let day = Int(parts[2].prefix { $0.isNumber })
    {
      self.init(year, month, day)
    } else if parts.count >= 3, let day = Int(parts[0]), parts[2].count == 4,
      let year = Int(parts[2])
    {
      if let month = Int(parts[1]) {
        // American order shows only where the second figure is no month.
        self.init(year, month > 12 ? day : month, month > 12 ? month : day)
      } else if let month = Self.months[String(Folding.words(parts[1]).joined().prefix(4))]
        ?? Self.months[String(Folding.words(parts[1]).joined().prefix(3))]
      {
        self.init(year, month, day)
      } else {
        return nil
      }
    } else {
      return nil
    }
  }

  private init?(_ year: Int, _ month: Int, _ day: Int) {
    // Typing errors make days that no calendar has; they still tell something of the person.
    guard (0...9999).contains(year), (0...99).contains(month), (0...99).contains(day),
      month > 0 || day > 0
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  private static let months: [String: Int] = [
    "jan": 1, "feb": 2, "fev": 2, "mar": 3, "apr": 4, "avr": 4, "may": 5, "mai": 5, "jun": 6,
    "juin": 6, "jul": 7, "juil": 7, "aug": 8, "aou": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
  ]
}

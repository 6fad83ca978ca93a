internal import Foundation

/// An e-mail address.
struct EmailValue: ComparedValue {
  static let field = FieldKind.email
  static let usesFrequency = true
  static let levels = [
    "equal", "same user at another provider", "a slip of the pen", "similar user", "different",
  ]
  let key: String
  private let user: [Unicode.Scalar]
  private let all: [Unicode.Scalar]

  /// Capitals, `+tag` and, at Gmail, dots are no difference.
  init?(_ text: String) {
    // A second "@" or a lost dot is a slip of the pen; a text without any is no address.
    let parts = text.lowercased().split(separator: "@", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    var user = String(parts[0].prefix { $0 != "+" })
    var domain = String(parts[1])
    if domain == "googlemail.com" { domain = "gmail.com" }
    if domain == "gmail.com" { user = user.filter { $0 != "." } }
    if user.isEmpty { return nil }
    key = user + "@" + domain
    self.user = Array(user.unicodeScalars)
    all = Array(key.unicodeScalars)
  }

  /// Users such as `info` say nothing of who reads them.
  private static let roles: Set<String> = [
    "info", "contact", "accueil", "office", "mail", "admin", "bonjour", "hello", "direction",
    "secretariat", "sales", "support", "noreply", "no-reply",
  ]

  func level(_ other: EmailValue) -> UInt8 {
    if user == other.user {
      return Self.roles.contains(String(String.UnicodeScalarView(user))) ? 4 : 1
    }
    // Of two short addresses, `h.k@` and `f.j@`, every letter tells.
    let slips = min(user.count, other.user.count) < 6 ? 1 : 2
    if SlipDistance.within(slips, all, other.all) != nil { return 2 }
    return JaroWinkler.similarity(user, other.user) >= 0.9 ? 3 : 4
  }
}

/// A date of birth, as far as it is told.
struct BirthDateValue: ComparedValue {
  static let field = FieldKind.birthDate
  static let usesFrequency = false
  static let levels = [
    "equal", "a slip of the pen", "day and month exchanged", "within a month", "within a year",
    "within ten years", "different",
  ]
  let key: String
  private let year: Int
  private let month: Int
  private let day: Int
  private let digits: [Unicode.Scalar]

  init?(_ text: String) {
    guard let date = WrittenDate(text) else { return nil }
    (year, month, day) = (date.year, date.month, date.day)
    key = date.text
    digits = Array(key.unicodeScalars)
  }

  func level(_ other: BirthDateValue) -> UInt8 {
    if SlipDistance.within(1, digits, other.digits) != nil { return 1 }
    if year == other.year, month == other.day, day == other.month { return 2 }
    // Without a year only day and month can agree.
    if year == 0 || other.year == 0 { return month == other.month && day == other.day ? 0 : 6 }
    let days = abs((year - other.year) * 365 + (month - other.month) * 30 + day - other.day)
    if days <= 31 { return 3 }
    if days <= 366 { return 4 }
    return days <= 3653 ? 5 : 6
  }
}

/// A telephone number.
struct PhoneValue: ComparedValue {
  static let field = FieldKind.phone
  static let usesFrequency = true
  static let levels = ["equal", "a slip of the pen", "different"]
  let key: String
  private let digits: [Unicode.Scalar]

  init?(_ text: String) {
    let region = String(text.prefix { $0 != "|" })
    let number = String(text.dropFirst(region.count + 1))
    guard let found = PhoneNumber.international(number, region: region) else { return nil }
    key = found
    digits = Array(found.unicodeScalars)
  }

  func level(_ other: PhoneValue) -> UInt8 {
    SlipDistance.within(1, digits, other.digits) != nil ? 1 : 2
  }
}

/// The name of a company, without what says that it is one.
struct CompanyValue: ComparedValue {
  static let field = FieldKind.company
  static let usesFrequency = true
  static let levels = [
    "equal", "a slip of the pen", "most words in common", "some words in common", "different",
  ]
  let key: String
  private let words: [String]
  private let letters: [Unicode.Scalar]

  init?(_ text: String) {
    words = CompanyWords.core(Folding.words(text))
    if words.isEmpty { return nil }
    key = words.joined(separator: " ")
    letters = Array(words.joined().unicodeScalars)
  }

  func level(_ other: CompanyValue) -> UInt8 {
    if letters == other.letters { return 0 }
    let similarity = JaroWinkler.similarity(letters, other.letters)
    if similarity >= 0.94 { return 1 }
    let share = CommonWords.share(words, other.words)
    if share >= 0.5 || similarity >= 0.88 { return 2 }
    return share > 0.2 || similarity >= 0.75 ? 3 : 4
  }
}

/// A street with its number, or a whole address.
struct StreetValue: ComparedValue {
  static let field = FieldKind.street
  static let usesFrequency = true
  static let levels = [
    "equal", "a slip of the pen", "most words in common", "some words in common", "different",
  ]
  let key: String
  private let words: [String]
  private let letters: [Unicode.Scalar]

  init?(_ text: String) {
    words = Folding.words(text).map { AddressWords.full[$0] ?? $0 }
    if words.isEmpty { return nil }
    key = words.joined(separator: " ")
    letters = Array(key.unicodeScalars)
  }

  func level(_ other: StreetValue) -> UInt8 {
    let similarity = JaroWinkler.similarity(letters, other.letters)
    if similarity >= 0.94 { return 1 }
    let share = CommonWords.share(words, other.words)
    if share >= 0.5 || similarity >= 0.88 { return 2 }
    return share > 0.2 || similarity >= 0.75 ? 3 : 4
  }
}

/// The name of a town, of a region or of a country; a job.
struct PlaceValue<Kind: PlaceKind>: ComparedValue {
  static var field: FieldKind { Kind.field }
  static var usesFrequency: Bool { true }
  static var levels: [String] { ["equal", "a slip of the pen", "similar", "different"] }
  let key: String
  private let letters: [Unicode.Scalar]

  init?(_ text: String) {
    let words = Folding.words(text).map { AddressWords.full[$0] ?? $0 }
      .filter { $0 != "cedex" }
    // "Lyon 3e", "Lyon Cedex 06".
    let name = words.filter { $0.first?.isNumber != true }
    let used = name.isEmpty ? words : name
    if used.isEmpty { return nil }
    key = used.joined(separator: " ")
    letters = Array(key.unicodeScalars)
  }

  func level(_ other: PlaceValue) -> UInt8 {
    let similarity = JaroWinkler.similarity(letters, other.letters)
    return similarity >= 0.92 ? 1 : similarity >= 0.82 ? 2 : 3
  }
}

protocol PlaceKind: Sendable { static var field: FieldKind { get } }
enum City: PlaceKind { static let field = FieldKind.city }
enum Region: PlaceKind { static let field = FieldKind.region }
enum Country: PlaceKind { static let field = FieldKind.country }
enum JobTitle: PlaceKind { static let field = FieldKind.title }

/// A code: postal, or of an identity.
struct CodeValue<Kind: CodeKind>: ComparedValue {
  static var field: FieldKind { Kind.field }
  static var usesFrequency: Bool { Kind.field == .postcode }
  static var levels: [String] { ["equal", "a slip of the pen", "two slips", "different"] }
  let key: String
  private let letters: [Unicode.Scalar]

  init?(_ text: String) {
    key = Folding.words(text).joined()
    if key.isEmpty { return nil }
    letters = Array(key.unicodeScalars)
  }

  func level(_ other: CodeValue) -> UInt8 {
    switch SlipDistance.within(2, letters, other.letters) {
    case 0, 1: 1
    case 2: 2
    default: 3
    }
  }
}

protocol CodeKind: Sendable { static var field: FieldKind { get } }
enum Postcode: CodeKind { static let field = FieldKind.postcode }
enum IDNumber: CodeKind { static let field = FieldKind.idNumber }

/// The address of a profile or a page.
struct URLValue: ComparedValue {
  static let field = FieldKind.url
  static let usesFrequency = false
  static let levels = ["equal", "different"]
  let key: String

  /// Scheme, `www.`, language, query and a last slash are no difference.
  init?(_ text: String) {
    var rest = text.lowercased()[...]
    for scheme in ["https://", "http://"] where rest.hasPrefix(scheme) {
      rest = rest.dropFirst(scheme.count)
    }
    rest = rest.prefix { $0 != "?" && $0 != "#" }
    while rest.hasSuffix("/") { rest = rest.dropLast() }
    let parts = rest.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, first.contains(".") else { return nil }
    var host = first.hasPrefix("www.") ? first.dropFirst(4) : first
    if host.hasSuffix(".linkedin.com") { host = "linkedin.com" }
    key = parts.count > 1 ? "\(host)/\(parts[1])" : String(host)
  }

  func level(_ other: URLValue) -> UInt8 { 1 }
}

internal import Foundation

/// A name reduced to what tells people apart: its words without case, accents, order and titles.
struct PersonName {
  enum Gender: String { case female, male }

  /// Words of letters, sorted; particles in small letters are left out.
  let words: [String]
  /// The same with all particles: `DE GAULLE Charles` is `Charles de Gaulle`.
  let allWords: [String]
  /// All letters in the order in which they stand, so that `McDonald` is `Mc Donald`.
  let letters: String
  /// All words with ä, ö, ü written ae, oe, ue.
  let umlautWords: [String]
  /// The groups of digits, in order: "Woman 1 2" is not "Woman 12".
  let digits: [String]
  /// What the title says.
  let gender: Gender?
  let hasCapital: Bool

  /// Nil when the text has no letter, or is a code or an address rather than a name.
  init?(_ text: String) {
    let pieces = Self.pieces(of: text)
    if Self.isCode(text) { return nil }
    digits = pieces.filter(\.isNumber).map(\.text)
    let (rest, gender) = Self.withoutTitles(pieces.filter { !$0.isNumber })
    if rest.isEmpty { return nil }
    self.gender = gender
    letters = rest.map(\.text).joined()
    allWords = rest.map(\.text).sorted()
    umlautWords = rest.map(\.umlautText).sorted()
    let hasCapital = rest.contains(where: \.isCapital)
    self.hasCapital = hasCapital
    let core = rest.filter {
      $0.isCapital || !hasCapital || !NameWords.particles.contains($0.text)
    }
    let isEnough = core.count { Self.isFull($0.text) } >= 2
    words = (isEnough ? core : rest).map(\.text).sorted()
  }

  /// Equal for names that are compared as one.
  var key: [String] { words + ["|"] + digits + ["|", gender?.rawValue ?? ""] }

  /// One word, or a word with initials: several people may bear it.
  var isWeak: Bool { words.count(where: Self.isFull) < 2 }

  /// A word that is no initial.
  static func isFull(_ word: String) -> Bool { word.unicodeScalars.count > 1 }

  /// Titles go from the beginning, or from behind a comma, where two words are left without them: `Mme
  /// Thénardier` is not `Thénardier`, and `Jean-Pierre Maître` keeps his name.
  private static func withoutTitles(_ pieces: [NamePiece]) -> ([NamePiece], Gender?) {
    var rest: [NamePiece] = []
    var genders: [Gender] = []
    var mayBeTitle = true
    for (index, piece) in pieces.enumerated() {
      if piece.beginsPart { mayBeTitle = true }
      let title =
        NameWords.titles[piece.text] ?? (index == 0 ? NameWords.leadingTitles[piece.text] : nil)
      if mayBeTitle, let title {
        if let title { genders.append(title) }
      } else {
        mayBeTitle = false
        rest.append(piece)
      }
    }
    return rest.count { isFull($0.text) } >= 2 ? (rest, genders.first) : (pieces, nil)
  }

  /// Letters against digits (`3f2a`), or signs that names do not have (`C++`, `ann@club`).
  private static func isCode(_ text: String) -> Bool {
    var before: Bool?
    for scalar in text.unicodeScalars {
      if "#+@=<>%*~^|\\".unicodeScalars.contains(scalar) { return true }
      let isNumber = scalar.properties.numericType == .decimal
      let kind: Bool? = isNumber || scalar.properties.isAlphabetic ? isNumber : nil
      if let kind, let before, kind != before { return true }
      before = kind
    }
    return false
  }
}

/// A run of letters or of digits in a name, in small letters without accents.
struct NamePiece {
  var text = ""
  /// The same with ä, ö, ü written ae, oe, ue.
  var umlautText = ""
  var isNumber = false
  /// Whether it begins with a capital, or its script has none.
  var isCapital = false
  /// Whether all its letters are capitals.
  var isAllCapitals = true
  /// Whether it stands at the beginning or behind a comma.
  var beginsPart = false
}

extension PersonName {
  /// Compatibility forms resolved, accents and apostrophes dropped, cut at everything that is neither
  /// letter nor digit and between the two.
  static func pieces(of text: String) -> [NamePiece] {
    var pieces: [NamePiece] = []
    var current = NamePiece(beginsPart: true)
    func flush() {
      if current.text.isEmpty { return }
      pieces.append(current)
      current = NamePiece()
    }
    for scalar in Folding.decomposed(text).unicodeScalars {
      if scalar.value == 0x308, let last = current.text.last, "aou".contains(last) {
        current.umlautText += "e"
      }
      if isDropped(scalar) { continue }
      let isNumber = Folding.isDigit(scalar)
      guard isNumber || Folding.isLetter(scalar) else {
        flush()
        if scalar == "," { current.beginsPart = true }
        continue
      }
      if !current.text.isEmpty && isNumber != current.isNumber { flush() }
      if current.text.isEmpty {
        current.isNumber = isNumber
        current.isCapital = !scalar.properties.isLowercase
      }
      if scalar.properties.isLowercase { current.isAllCapitals = false }
      let letter = folded(scalar)
      current.text += letter
      current.umlautText += letter
    }
    flush()
    return pieces
  }

  /// Accents of Latin, Greek and Cyrillic letters, and apostrophes: `O'Brien` is `OBrien`.
  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x300...0x36F, 0x27, 0x60, 0xB4, 0x2BC, 0x2018, 0x2019: true
    default: false
    }
  }

  /// Lower case, and letters that no decomposition takes apart.
  static func folded(_ scalar: Unicode.Scalar) -> String {
    if scalar.isASCII, !isDropped(scalar) { return Folding.smallLetter(scalar) }
    let lower = scalar.properties.lowercaseMapping
    switch lower {
    case "œ": return "oe"
    case "æ": return "ae"
    case "ß": return "ss"
    case "ø": return "o"
    case "ł": return "l"
    case "đ", "ð": return "d"
    case "þ": return "th"
    case "ı": return "i"
    case "ς": return "σ"
    default:
      // The lower case of İ is an i with a dot.
      return String(String.UnicodeScalarView(lower.unicodeScalars.filter { !isDropped($0) }))
    }
  }
}

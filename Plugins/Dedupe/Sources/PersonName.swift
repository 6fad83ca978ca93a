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
  /// The groups of digits, in order: "Woman 1 2" is not "Woman 12".
  let digits: [String]
  /// What the title says.
  let gender: Gender?

  /// Nil when the text has no letter.
  init?(_ text: String) {
    let pieces = Self.pieces(of: text)
    digits = pieces.filter(\.isNumber).map(\.text)
    let (rest, gender) = Self.withoutTitles(pieces.filter { !$0.isNumber })
    if rest.isEmpty { return nil }
    self.gender = gender
    letters = rest.map(\.text).joined()
    allWords = rest.map(\.text).sorted()
    let core = rest.filter { $0.isCapital || !NameWords.particles.contains($0.text) }
    let isEnough = core.count { Self.isFull($0.text) } >= 2
    words = (isEnough ? core : rest).map(\.text).sorted()
  }

  /// Equal for names that are compared as one.
  var key: [String] { words + ["|"] + digits + ["|", gender?.rawValue ?? ""] }

  /// One word, or a word with initials: several people may bear it.
  var isWeak: Bool { words.count(where: Self.isFull) < 2 }

  /// A word that is no initial.
  static func isFull(_ word: String) -> Bool { word.unicodeScalars.count > 1 }

  /// Titles go where two words are left without them: `Mme Thénardier` is not `Thénardier`.
  private static func withoutTitles(_ pieces: [NamePiece]) -> ([NamePiece], Gender?) {
    var rest = pieces
    var genders: [Gender] = []
    if let first = rest.first, let title = NameWords.leadingTitles[first.text] {
      rest.removeFirst()
      if let title { genders.append(title) }
    }
    rest.removeAll { piece in
      guard let title = NameWords.titles[piece.text] else { return false }
      if let title { genders.append(title) }
      return true
    }
    return rest.count { isFull($0.text) } >= 2 ? (rest, genders.first) : (pieces, nil)
  }
}

/// A run of letters or of digits in a name, in small letters without accents.
struct NamePiece {
  var text = ""
  var isNumber = false
  /// Whether it begins with a capital, or its script has none.
  var isCapital = false
}

extension PersonName {
  /// Compatibility forms resolved, accents and apostrophes dropped, cut at everything that is neither
  /// letter nor digit and between the two.
  private static func pieces(of text: String) -> [NamePiece] {
    var pieces: [NamePiece] = []
    var current = NamePiece()
    func flush() {
      if !current.text.isEmpty { pieces.append(current) }
      current = NamePiece()
    }
    for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars {
      if isDropped(scalar) { continue }
      let isNumber = scalar.properties.numericType == .decimal
      guard isNumber || scalar.properties.isAlphabetic || isVowelSign(scalar) else {
        flush()
        continue
      }
      if !current.text.isEmpty && isNumber != current.isNumber { flush() }
      if current.text.isEmpty {
        current.isNumber = isNumber
        current.isCapital = !scalar.properties.isLowercase
      }
      current.text += folded(scalar)
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

  /// Signs without which other scripts cannot be read.
  private static func isVowelSign(_ scalar: Unicode.Scalar) -> Bool {
    [.nonspacingMark, .spacingMark].contains(scalar.properties.generalCategory)
  }

  /// Lower case, and letters that no decomposition takes apart.
  private static func folded(_ scalar: Unicode.Scalar) -> String {
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

internal import Foundation

/// A name in the form in which it is compared.
///
/// Case, accents, punctuation and the order of words do not count. Titles and particles are left out
/// where at least two other words remain: "Dr. Jean de La Tour" is "jean tour", but in "Mme Thénardier"
/// the title tells her from him and stays. Digits must agree: "Child 1" is not "Child 2".
struct PersonName: Hashable {
  /// Sorted words of ASCII letters, or of any letters where the script has no ASCII form.
  let words: [String]
  /// All digits in order.
  let digits: String

  private static let titles: Set<String> = [
    "m", "mr", "mrs", "ms", "mme", "mlle", "mm", "monsieur", "madame", "mademoiselle", "herr",
    "frau",
    "dr", "prof", "pr", "me", "maitre", "sir", "lady", "sr", "sra", "don", "dona",
  ]
  private static let particles: Set<String> = [
    "de", "du", "des", "d", "la", "le", "les", "l", "van", "von", "der", "den", "di", "da", "del",
    "della", "zu", "af", "av", "y", "e",
  ]
  /// Letters that are not a base letter with an accent.
  private static let ligatures: [Character: String] = [
    "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
  ]

  init(_ text: String) {
    let pieces = Self.pieces(of: text)
    digits = pieces.joined().filter(\.isNumber)
    let all = pieces.map { $0.filter { !$0.isNumber } }.filter { !$0.isEmpty }
    var words = all
    for droppable in [Self.titles, Self.particles] {
      let kept = words.filter { !droppable.contains($0) }
      if kept.count >= 2 { words = kept }
    }
    self.words = words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  var isEmpty: Bool { words.isEmpty }
  var joined: String { words.joined(separator: " ") + (digits.isEmpty ? "" : " " + digits) }

  /// Words in lower case without accents, cut at everything that is no letter or digit, and where a
  /// small letter meets a capital (`MmeThenardier`).
  private static func pieces(of text: String) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var wasSmall = false
    for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars {
      if scalar.properties.generalCategory == .nonspacingMark { continue }
      let character = Character(scalar)
      guard character.isLetter || character.isNumber else {
        // An apostrophe or a hyphen parts words like a blank does: d'Arc, Jean-Paul.
        if !piece.isEmpty { pieces.append(piece) }
        (piece, wasSmall) = ("", false)
        continue
      }
      if character.isUppercase && wasSmall {
        pieces.append(piece)
        piece = ""
      }
      wasSmall = character.isLowercase
      let small = character.lowercased()
      piece += small.count == 1 ? ligatures[Character(small)] ?? small : small
    }
    if !piece.isEmpty { pieces.append(piece) }
    return pieces
  }
}

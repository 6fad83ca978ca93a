internal import Foundation

/// Texts brought into the one form in which they are compared.
enum Folding {
  /// Words of letters and digits, in small letters without accents: `"Müller & Söhne"` is `muller sohne`.
  static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    func flush() {
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    for scalar in decomposed(text).unicodeScalars {
      switch scalar.value {
      // Accents; apostrophes inside words.
      case 0x300...0x36F, 0x27, 0x60, 0xB4, 0x2BC, 0x2018, 0x2019: continue
      default: break
      }
      if isLetter(scalar) || isDigit(scalar) {
        word += PersonName.folded(scalar)
      } else {
        flush()
      }
    }
    flush()
    return words
  }

  // Most texts are plain ASCII, for which the tables of Unicode need not be asked.

  /// Accents apart from their letters, ligatures in their letters.
  static func decomposed(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 0x80 } ? text : text.decomposedStringWithCompatibilityMapping
  }

  /// Letters, and the signs without which some scripts cannot be read.
  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return UInt32(0x61)...0x7A ~= scalar.value | 0x20 }
    return scalar.properties.isAlphabetic
      || [.nonspacingMark, .spacingMark].contains(scalar.properties.generalCategory)
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return UInt32(0x30)...0x39 ~= scalar.value }
    return scalar.properties.numericType == .decimal
  }

  /// The small letter of one of ASCII.
  static func smallLetter(_ scalar: Unicode.Scalar) -> String {
    let isCapital = UInt32(0x41)...0x5A ~= scalar.value
    return String(UnicodeScalar(UInt8(truncatingIfNeeded: scalar.value) | (isCapital ? 0x20 : 0)))
  }

  static func digits(_ text: String) -> String { text.filter { $0.isASCII && $0.isNumber } }
}

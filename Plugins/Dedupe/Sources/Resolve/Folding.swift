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
    for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars {
      switch scalar.value {
      // Accents; apostrophes inside words.
      case 0x300...0x36F, 0x27, 0x60, 0xB4, 0x2BC, 0x2018, 0x2019: continue
      default: break
      }
      let isPart =
        scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
        || [.nonspacingMark, .spacingMark].contains(scalar.properties.generalCategory)
      if isPart { word += PersonName.folded(scalar) } else { flush() }
    }
    flush()
    return words
  }

  static func digits(_ text: String) -> String { text.filter { $0.isASCII && $0.isNumber } }
}

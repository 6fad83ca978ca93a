internal import Foundation

/// Takes texts apart into words without case and accents, each as a hash with its place.
///
/// Words are runs of letters and digits of any script. Han, Kana, Hangul and Thai, which put no blank between words,
/// give a word per character. Characters without width, and the byte 0, do not end a word.
struct FoldedWords {
  struct Word {
    var hash: UInt64 = FoldedWords.seed
    /// Where its first byte is.
    var offset = 0
    var letters = 0
    /// A character that is a word by itself.
    var isCharacter = false
    var isEmpty = true
  }

  private enum Folded {
    case separator, ignored
    case inWord([UInt8], letters: Int)
    /// A word of its own, worth two letters.
    case alone([UInt8])
  }

  static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  private var known: [UInt32: Folded] = [:]

  /// Calls `take` with each word, in order.
  mutating func scan(_ bytes: [UInt8], _ take: (Word) -> Void) {
    var word = Word()
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        switch byte {
        case 0x61...0x7A: word.add(byte, at: index, letters: 1)
        case 0x41...0x5A: word.add(byte | 0x20, at: index, letters: 1)
        case 0x30...0x39: word.add(byte, at: index, letters: 0)
        case 0: break
        default: word.end(take)
        }
        index += 1
        continue
      }
      let (scalar, length) = Self.decode(bytes, at: index)
      switch folded(scalar) {
      case .separator: word.end(take)
      case .ignored: break
      case .inWord(let bytes, let letters):
        for byte in bytes { word.add(byte, at: index, letters: 0) }
        word.letters += letters
      case .alone(let bytes):
        word.end(take)
        for byte in bytes { word.add(byte, at: index, letters: 0) }
        (word.letters, word.isCharacter) = (2, true)
        word.end(take)
      }
      index += length
    }
    word.end(take)
  }

  /// The words of a short text.
  mutating func words(_ text: String) -> [Word] {
    var words: [Word] = []
    scan(Array(text.utf8)) { words.append($0) }
    return words
  }

  /// The scalar that begins at `index`; 0xFFFD for bytes that are no UTF-8.
  private static func decode(_ bytes: [UInt8], at index: Int) -> (scalar: UInt32, length: Int) {
    let first = bytes[index]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    if first < 0xC2 || first > 0xF4 || index + length > bytes.count { return (0xFFFD, 1) }
    var scalar = UInt32(first) & (0x7F >> UInt32(length))
    for byte in bytes[(index + 1)..<(index + length)] {
      if byte & 0xC0 != 0x80 { return (0xFFFD, 1) }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    return (scalar, length)
  }

  private mutating func folded(_ scalar: UInt32) -> Folded {
    if let folded = known[scalar] { return folded }
    let folded = Self.fold(scalar)
    known[scalar] = folded
    return folded
  }

  /// Letters that do not come apart into a plain one and a mark.
  private static let plain: [Unicode.Scalar: String] = [
    "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
    "ħ": "h", "ς": "σ",
  ]

  private static func fold(_ value: UInt32) -> Folded {
    guard let scalar = Unicode.Scalar(value) else { return .separator }
    switch scalar.properties.generalCategory {
    case .format, .nonspacingMark, .enclosingMark, .spacingMark: return .ignored
    default: break
    }
    switch value {
    case 0x0E00...0x0E7F, 0x2E80...0x2FDF, 0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x9FFF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      return .alone(Array(String(scalar).precomposedStringWithCompatibilityMapping.utf8))
    default: break
    }
    let apart = String(scalar).decomposedStringWithCompatibilityMapping.lowercased()
    var (text, letters) = ("", 0)
    for part in apart.decomposedStringWithCompatibilityMapping.unicodeScalars {
      if let word = plain[part] {
        text += word
        letters += 1
      } else if part.properties.isAlphabetic || part.properties.numericType != nil {
        if part.properties.generalCategory == .nonspacingMark { continue }
        text.unicodeScalars.append(part)
        letters += part.properties.isAlphabetic ? 1 : 0
      }
    }
    return text.isEmpty ? .separator : .inWord(Array(text.utf8), letters: letters)
  }
}

extension FoldedWords.Word {
  fileprivate mutating func add(_ byte: UInt8, at place: Int, letters more: Int) {
    if isEmpty { (offset, isEmpty) = (place, false) }
    hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    letters += more
  }

  fileprivate mutating func end(_ take: (FoldedWords.Word) -> Void) {
    if isEmpty { return }
    take(self)
    self = FoldedWords.Word()
  }
}

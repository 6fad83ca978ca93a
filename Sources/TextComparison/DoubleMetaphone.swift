// Philips, "The double metaphone search algorithm", C/C++ Users Journal 18(6), 2000.

/// How a name sounds to English ears, in consonants, with a second reading for names of other origins.
///
/// `0` stands for the English th, `X` for sh; a vowel is told only at the start, as `A`. What Philips
/// reads from `ç` and `ñ` is lost on folded words, where they are `c` and `n`.
package struct DoubleMetaphone: Equatable, Sendable {
  package let primary: String
  /// Equal to the primary key where there is one reading only.
  package let alternate: String

  /// The keys of a folded word, or of words with a blank between them.
  ///
  /// - Complexity: O(length)
  package init(_ word: String, length: Int = 4) {
    var reader = MetaphoneReader(word, length: length)
    reader.read()
    primary = String(decoding: reader.primary.prefix(length), as: UTF8.self)
    let second = reader.alternate.isEmpty ? reader.primary : reader.alternate
    alternate = String(decoding: second.prefix(length), as: UTF8.self)
  }
}

/// Reads a word from left to right and writes both keys.
struct MetaphoneReader {
  private(set) var primary: [UInt8] = []
  private(set) var alternate: [UInt8] = []
  let letters: [UInt8]
  let length: Int
  /// Where the letter to be read is.
  var place = 0
  /// Whether the spelling looks Slavic or German.
  let isSlavoGermanic: Bool

  init(_ word: String, length: Int) {
    let letters: [UInt8] = word.unicodeScalars.map { scalar in
      switch scalar {
      case "a"..."z": UInt8(scalar.value) - 32
      default: scalar.isASCII ? UInt8(scalar.value) : 0
      }
    }
    self.letters = letters
    self.length = length
    isSlavoGermanic = letters.indices.contains { place in
      Self.stands("W", letters, place) || Self.stands("K", letters, place)
        || Self.stands("CZ", letters, place)
    }
  }

  var last: Int { letters.count - 1 }

  /// Whether one of the spellings stands at an offset from the letter being read. Blanks follow the
  /// end.
  func has(_ offset: Int, _ spellings: String...) -> Bool {
    spellings.contains { Self.stands($0, letters, place + offset) }
  }
  /// Whether the word starts so.
  func starts(_ spellings: String...) -> Bool {
    spellings.contains { Self.stands($0, letters, 0) }
  }
  func isVowel(_ offset: Int) -> Bool { has(offset, "A", "E", "I", "O", "U", "Y") }

  private static func stands(_ spelling: String, _ letters: [UInt8], _ place: Int) -> Bool {
    if place < 0 { return false }
    var place = place
    for letter in spelling.utf8 {
      if (place < letters.count ? letters[place] : 32) != letter { return false }
      place += 1
    }
    return true
  }

  /// Writes to both keys and goes on.
  mutating func write(_ both: String, _ step: Int) { write(both, both, step) }
  mutating func write(_ first: String, _ second: String, _ step: Int) {
    primary += Array(first.utf8)
    alternate += Array(second.utf8)
    place += step
  }

  mutating func read() {
    if starts("GN", "KN", "PN", "WR", "PS") {
      place = 1
    } else if starts("X") {
      write("S", 1)
    }
    while place <= last, primary.count < length || alternate.count < length { readLetter() }
  }

  private mutating func readLetter() {
    switch letters[place] {
    case UInt8(ascii: "B"): write("P", has(1, "B") ? 2 : 1)
    case UInt8(ascii: "C"): readC()
    case UInt8(ascii: "D"): readD()
    case UInt8(ascii: "F"): write("F", has(1, "F") ? 2 : 1)
    case UInt8(ascii: "G"): readG()
    case UInt8(ascii: "H"): readH()
    case UInt8(ascii: "J"): readJ()
    case UInt8(ascii: "K"): write("K", has(1, "K") ? 2 : 1)
    case UInt8(ascii: "L"): readL()
    case UInt8(ascii: "M"): readM()
    case UInt8(ascii: "N"): write("N", has(1, "N") ? 2 : 1)
    case UInt8(ascii: "P"): has(1, "H") ? write("F", 2) : write("P", has(1, "P", "B") ? 2 : 1)
    case UInt8(ascii: "Q"): write("K", has(1, "Q") ? 2 : 1)
    case UInt8(ascii: "R"): readR()
    case UInt8(ascii: "S"): readS()
    case UInt8(ascii: "T"): readT()
    case UInt8(ascii: "V"): write("F", has(1, "V") ? 2 : 1)
    case UInt8(ascii: "W"): readW()
    case UInt8(ascii: "X"): readX()
    case UInt8(ascii: "Z"): readZ()
    default: write(place == 0 && isVowel(0) ? "A" : "", 1)
    }
  }
}

internal import Foundation

/// Encodings by the names that mails and address books give them.
enum Charset {
  /// The text that `bytes` are in the named encoding; nil when the name is unknown or the bytes are wrong.
  static func decode(_ bytes: [UInt8], _ name: String) -> String? {
    let name = name.lowercased().trimmed
    switch name {
    case "", "utf-8", "utf8", "us-ascii", "ascii", "ansi_x3.4-1968":
      return String(validating: bytes, as: UTF8.self)
    // What is called Latin-1 is Windows' own more often than not, and is the same where both are text.
    case "iso-8859-1", "iso8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "x-cp1252":
      return windows1252(bytes)
    case "iso-8859-15", "iso8859-15", "latin-9", "latin9": return latin9(bytes)
    default:
      guard let encoding = others[name] else { return nil }
      return String(data: Data(bytes), encoding: encoding)
    }
  }

  private static let others: [String: String.Encoding] = [
    "iso-8859-2": .isoLatin2, "windows-1250": .windowsCP1250, "windows-1251": .windowsCP1251,
    "windows-1253": .windowsCP1253, "windows-1254": .windowsCP1254, "cp1250": .windowsCP1250,
    "cp1251": .windowsCP1251, "macintosh": .macOSRoman, "x-mac-roman": .macOSRoman,
    "shift_jis": .shiftJIS, "shift-jis": .shiftJIS, "iso-2022-jp": .iso2022JP,
    "euc-jp": .japaneseEUC, "utf-16": .utf16, "utf-16le": .utf16LittleEndian,
    "utf-16be": .utf16BigEndian,
  ]

  /// Every byte is a character: the five that Windows leaves undefined are control characters.
  private static func windows1252(_ bytes: [UInt8]) -> String {
    var scalars = String.UnicodeScalarView()
    for byte in bytes {
      scalars.append((0x80..<0xA0).contains(byte) ? upper[Int(byte) - 0x80] : Unicode.Scalar(byte))
    }
    return String(scalars)
  }

  private static let upper: [Unicode.Scalar] = Array(
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)

  /// Latin-1 with the euro and the letters that French and Finnish lack there.
  private static func latin9(_ bytes: [UInt8]) -> String {
    let changed: [UInt8: Unicode.Scalar] = [
      0xA4: "€", 0xA6: "Š", 0xA8: "š", 0xB4: "Ž", 0xB8: "ž", 0xBC: "Œ", 0xBD: "œ", 0xBE: "Ÿ",
    ]
    var scalars = String.UnicodeScalarView()
    for byte in bytes { scalars.append(changed[byte] ?? Unicode.Scalar(byte)) }
    return String(scalars)
  }
}

/// Text as it stands in XML 1.0, in attributes and between tags alike.
enum XMLText {
  static func escaped(_ text: String) -> String {
    if text.utf8.allSatisfy(isPlain) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      // Readers make blanks of these in attributes, and LF of CR between tags, unless escaped.
      case "\t": result.append(contentsOf: "&#9;".unicodeScalars)
      case "\n": result.append(contentsOf: "&#10;".unicodeScalars)
      case "\r": result.append(contentsOf: "&#13;".unicodeScalars)
      default: result.append(isForbidden(scalar) ? Substitute.sign(for: scalar) : scalar)
      }
    }
    return String(result)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != 0x26 && byte != 0x3C && byte != 0x3E && byte != 0x22
  }

  /// True for a character that no XML 1.0 file may hold, not even escaped.
  static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  static func hasForbidden(_ text: String) -> Bool {
    !text.utf8.allSatisfy(isPlain) && text.unicodeScalars.contains(where: isForbidden)
  }
}

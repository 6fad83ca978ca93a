/// Text in the DOT language.
enum DOTText {
  /// A quoted string for names and for attributes without escapes of their own.
  static func name(_ text: String) -> String {
    // A backslash before the closing quote would escape it, so every backslash is doubled.
    quoted(text) { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      default: nil
      }
    }
  }

  /// A quoted string for labels, in which `\N`, `\n` and `&amp;` mean something.
  static func label(_ text: String) -> String {
    quoted(text) { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "&": "&amp;"
      case "\n": "\\n"
      case "\r": ""
      default: nil
      }
    }
  }

  /// True for a character that breaks strings of Graphviz or the XML it writes.
  static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    XMLText.isForbidden(scalar) || scalar.value == 0x7F
  }

  /// Scanners of Graphviz refuse strings beyond 16,384 bytes: longer ones are joined by `+`.
  private static func quoted(_ text: String, _ escape: (Unicode.Scalar) -> String?) -> String {
    var result = "\""
    var length = 0
    for scalar in text.unicodeScalars {
      if length > 8000 {
        result += "\" + \""
        length = 0
      }
      if let escaped = escape(scalar) {
        result += escaped
        length += escaped.utf8.count
      } else {
        result.unicodeScalars.append(isForbidden(scalar) ? Substitute.sign(for: scalar) : scalar)
        length += UTF8.width(scalar)
      }
    }
    return result + "\""
  }
}

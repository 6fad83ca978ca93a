/// How texts and numbers are written in the DOT language so that they arrive as they are.
///
/// All that is returned is a complete DOT value with its delimiters.
public enum DOTText {
  /// A quoted string; two different texts give two different strings.
  ///
  /// For identifiers. Backslashes are doubled, since DOT has no way to write one before a quote,
  /// and what looks like an entity gets its ampersand written as one, since Graphviz copies
  /// entities unseen into SVG, where an unknown one makes the file unreadable. So is a percent
  /// sign at the start, which marks names that Graphviz forgets.
  public static func identifier(_ text: String) -> String {
    pieces(escapedEntities(clean(text))) {
      $0 == "\\" ? "\\\\" : $0 == "\"" ? "\\\"" : nil
    }
  }

  /// A quoted string for attributes in which Graphviz expands `\N`, `\l` and `&amp;`: `label`,
  /// `xlabel`, `tooltip`. The text is shown as it is; newlines start centered lines.
  public static func label(_ text: String) -> String {
    pieces(clean(text, keepNewlines: true)) {
      switch $0 {
      case "\\": "\\\\"
      case "\"": "\\\""
      case "&": "&amp;"
      case "\n": "\\n"
      default: nil
      }
    }
  }

  /// An HTML-like label; the text is shown as it is. Empty text gives an empty plain label.
  public static func htmlLabel(_ text: String, bold: Bool = false) -> String {
    if text.isEmpty { return "\"\"" }
    var body = ""
    var length = 0
    for scalar in clean(text, keepNewlines: true).unicodeScalars {
      switch scalar {
      case "&": body += "&amp;"
      case "<": body += "&lt;"
      case ">": body += "&gt;"
      // Escapes such as `\N` are expanded in these labels too.
      case "\\": body += "\\\\"
      case "\n": body += "<BR/>"
      default: body.unicodeScalars.append(scalar)
      }
      length += 1
      // Graphviz drops newlines here; without them the scanner's limit would hold again.
      if length % 2000 == 0 { body += "\n" }
    }
    return bold ? "<<B>\(body)</B>>" : "<\(body)>"
  }

  /// A quoted string whose content is kept, but for control characters and what ``parted(_:)`` does.
  public static func verbatim(_ text: String) -> String {
    pieces(parted(text)) { $0 == "\"" ? "\\\"" : nil }
  }

  /// `text` with a word joiner (invisible) behind each backslash that stands before a quote, a
  /// newline or the end: DOT cannot write such a backslash in a string. Control characters that
  /// XML cannot hold are replaced.
  static func parted(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if previous == "\\", scalar == "\"" || scalar == "\n" { result.append("\u{2060}") }
      let isSpace = scalar == "\n" || scalar == "\t"
      result.append(isForbidden(scalar) && !isSpace ? "\u{FFFD}" : scalar)
      previous = scalar
    }
    if previous == "\\" { result.append("\u{2060}") }
    return String(result)
  }

  /// A quoted URL. Graphviz copies URLs unescaped into SVG, so everything that is not plain
  /// ASCII of a URL is percent-encoded here.
  public static func url(_ text: String) -> String {
    let kept = "-._~:/?#[]@!$&()*+,;=%"
    var result = "\""
    for byte in text.utf8 {
      let character = Character(Unicode.Scalar(byte))
      if byte < 128, character.isLetter || character.isNumber || kept.contains(character) {
        result.append(character)
      } else {
        result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result.replacing("&", with: "&amp;") + "\""
  }

  /// A number with at most so many decimals, never in scientific notation, with a point in
  /// every locale; nil if it is not finite.
  public static func number(_ value: Double, decimals: Int = 3) -> String? {
    guard value.isFinite else { return nil }
    let unit = (0..<decimals).reduce(1) { product, _ in product * 10 }
    let scaled = Int((min(max(value, -1e9), 1e9) * Double(unit)).rounded())
    let (whole, rest) = Int(scaled.magnitude).quotientAndRemainder(dividingBy: unit)
    let sign = scaled < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    var digits = String(rest + unit).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(sign)\(whole).\(digits)"
  }

  /// `text` without characters that XML or DOT cannot hold, as one line unless told otherwise.
  static func clean(_ text: String, keepNewlines: Bool = false) -> String {
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where previous == "\r": break
      case "\n", "\r": result.append(keepNewlines ? "\n" : " ")
      case "\t", "\u{2028}", "\u{2029}", "\u{85}": result.append(" ")
      default: result.append(isForbidden(scalar) ? "\u{FFFD}" : scalar)
      }
      previous = scalar
    }
    return String(result)
  }

  /// `text` with `&amp;` in the place of each `&` that begins something like `&lt;`, `&#65;` or
  /// `&;`, and `&#37;` in the place of a first `%`.
  private static func escapedEntities(_ text: String) -> String {
    let parts = text.unicodeScalars.split(separator: "&", omittingEmptySubsequences: false)
    var result = String(parts[0])
    if result.hasPrefix("%") { result = "&#37;" + result.dropFirst() }
    for part in parts.dropFirst() {
      let end = part.first { $0 != "#" && !($0.isASCII && Character($0).isLetterOrDigit) }
      result += end == ";" ? "&amp;" : "&"
      result += String(part)
    }
    return result
  }

  /// Control characters and what is no character in XML.
  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\0"..<" ", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": true
    default: false
    }
  }

  /// Quotes `text`, joining pieces with `+`: the scanner refuses one of 16384 bytes or more.
  private static func pieces(_ text: String, escape: (Unicode.Scalar) -> String?) -> String {
    var result = "\""
    var length = 0
    var oddBackslashes = false
    for scalar in text.unicodeScalars {
      // A piece must not end in a single backslash: its quote would be taken as escaped.
      if length >= 2000, !oddBackslashes {
        result += "\" + \""
        length = 0
      }
      length += 1
      if let escaped = escape(scalar) {
        result += escaped
        oddBackslashes = false
      } else {
        result.unicodeScalars.append(scalar)
        oddBackslashes = scalar == "\\" && !oddBackslashes
      }
    }
    return result + "\""
  }
}

extension Character {
  fileprivate var isLetterOrDigit: Bool { isLetter || isNumber }
}

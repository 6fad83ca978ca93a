/// The DOT language: how texts are written so that they arrive as texts.
public enum DOT {
  /// A comma list: the first font that the machine has.
  public static let font = "Inter,DejaVu Sans"

  /// A quoted string that stands for exactly `text`, for attributes without escapes of their own.
  ///
  /// Graphviz refuses quoted strings beyond 16,384 characters: longer ones are joined by `+`.
  public static func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return joined(escaped)
  }

  /// A quoted string for `label` and other attributes in which `\N`, `\n` or `&amp;` mean something.
  public static func label(_ text: String) -> String {
    let clean = printable(text)
    let escaped = clean.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("&", with: "&amp;")
    return joined(escaped)
  }

  /// An HTML-like label, `<…>`.
  public static func html(_ text: String, isBold: Bool = false) -> String {
    let clean = escapedMarkup(printable(text))
    // An empty HTML label is a syntax error.
    let body = clean.isEmpty ? " " : clean
    return isBold ? "<<B>\(body)</B>>" : "<\(body)>"
  }

  /// `text` with the five characters that mean something in XML written as entities.
  public static func escapedMarkup(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
  }

  /// `text` on one line: characters that no XML file may hold, and line breaks, become blanks.
  public static func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.value {
          case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF, 0x2028, 0x2029: " "
          default: scalar
          }
        }))
  }

  /// A number without exponent, rounded to 1/100: enough for points, and stable.
  public static func number(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let hundredths = Int((max(-1e9, min(1e9, value)) * 100).rounded())
    let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    return rest % 10 == 0
      ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  private static func joined(_ escaped: String) -> String {
    if escaped.utf8.count <= 8000 { return "\"\(escaped)\"" }
    var pieces: [String] = []
    var piece = ""
    for character in escaped {
      piece.append(character)
      // A piece must not end inside an escape.
      if piece.utf8.count >= 8000, character != "\\" {
        pieces.append(piece)
        piece = ""
      }
    }
    if !piece.isEmpty { pieces.append(piece) }
    return pieces.map { "\"\($0)\"" }.joined(separator: " + ")
  }

  static func measuring(_ texts: [TextSpec]) -> String {
    var dot = "graph m { graph [dpi=72] "
    dot += "node [shape=plaintext margin=0 width=0 height=0 fontname=\(quoted(font))]\n"
    for (index, text) in texts.enumerated() {
      let label = html(text.text, isBold: text.isBold)
      dot += "m\(index) [fontsize=\(number(text.size)) label=\(label)]\n"
    }
    return dot + "}\n"
  }
}

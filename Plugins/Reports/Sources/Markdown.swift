/// Texts as Markdown, without letting a name become markup.
enum Markdown {
  /// `text` with every character that Markdown or HTML could act upon escaped, on one line.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "|", "#", "~", "!", "$":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A table; cells are escaped here.
  static func table(_ header: [String], _ rows: [[String]], rightAligned: Set<Int> = []) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    let rule = header.indices.map { rightAligned.contains($0) ? "---:" : "---" }
    return line(header.map(escaped)) + line(rule) + rows.map { line($0.map(escaped)) }.joined()
  }
}

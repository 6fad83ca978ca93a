/// What Graphviz's SVG needs before it is shown elsewhere.
public enum SVG {
  /// `stroke="transparent"` is not SVG 1.1: some programs paint it black.
  static func corrected(_ bytes: [UInt8]) -> [UInt8] {
    Array(
      String(decoding: bytes, as: UTF8.self)
        .replacing("stroke=\"transparent\"", with: "stroke=\"none\"").utf8)
  }

  /// Adds a title and a description, for screen readers and file managers.
  public static func described(_ bytes: [UInt8], title: String, description: String) -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let start = text.firstRange(of: "<svg "),
      let end = text[start.lowerBound...].firstIndex(of: ">")
    else { return bytes }
    let title = DOT.escapedMarkup(DOT.printable(title))
    let description = DOT.escapedMarkup(DOT.printable(description))
    let after = text.index(after: end)
    let opening = text[start.lowerBound..<end].replacing("<svg ", with: "<svg role=\"img\" ")
    return Array(
      (text[..<start.lowerBound] + opening + ">"
        + "\n<title>\(title)</title>\n<desc>\(description)</desc>" + text[after...]).utf8)
  }
}

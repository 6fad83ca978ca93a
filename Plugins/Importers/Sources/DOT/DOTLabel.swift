/// Labels of DOT, in which `\n`, `\N` and `&amp;` mean something.
enum DOTLabel {
  static let attributes: Set<String> = ["label", "xlabel", "headlabel", "taillabel"]

  /// What a label shows; nil when that is longer than `room`.
  ///
  /// - Parameter meant: what the letter behind a backslash stands for, such as `N` for the name of
  ///   the node.
  static func shown(
    _ text: String, room: Int, _ meant: (Unicode.Scalar) -> String?
  ) -> String? {
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return Entities.decoded(text) }
    var result = ""
    var isEscape = false
    for scalar in text.unicodeScalars {
      if !isEscape {
        if scalar == "\\" { isEscape = true } else { result.unicodeScalars.append(scalar) }
        continue
      }
      isEscape = false
      switch scalar {
      // Lines that are centered, or set to the left or right.
      case "n", "l", "r": result += "\n"
      default:
        result += meant(scalar) ?? String(scalar)
        if result.utf8.count > room { return nil }
      }
    }
    if isEscape { result += "\\" }
    return Entities.decoded(result).trimmed
  }

  /// What a label shows that is a name.
  static func shown(name: String) -> String { shown(name, room: .max) { _ in nil } ?? name }
}

/// Texts of any origin on a terminal.
public enum TerminalText {
  /// The text on one line: control characters would move the cursor or hide text, so they become U+FFFD; tabs stay.
  public static func shown(_ text: String) -> String { text.unicodeScalars.map(shown).joined() }

  static func shown(_ scalar: Unicode.Scalar) -> String {
    if scalar == "\t" { return "\t" }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: return "\u{FFFD}"
    default: return String(scalar)
    }
  }

  /// Columns that a text takes, as far as terminals agree.
  public static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  /// Columns that a character takes: 0 for combining marks, 2 for East Asian wide and emoji.
  static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}

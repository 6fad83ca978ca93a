/// Writes diagnostics for people: place, message, the line with a caret, notes, help.
///
///     friends.yaml:3:7: error: no parameter 'dampning' [unknown-parameter]
///      3 |       dampning: 0.9
///        |       ^^^^^^^^
///     help: did you mean 'damping'?
public struct DiagnosticRenderer: Sendable {
  private let sources: [String: SourceText]
  private let colored: Bool
  /// The widest piece of a source line shown; longer lines are cut around the caret.
  private let lineWidth = 100

  /// - Parameter sources: the texts that locations may point into; others are named only.
  public init(_ sources: [SourceText], colored: Bool = false) {
    self.sources = Dictionary(sources.map { ($0.name, $0) }) { first, _ in first }
    self.colored = colored
  }

  public func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.inReadingOrder.map(render).joined(separator: "\n")
  }

  public func render(_ diagnostic: Diagnostic) -> String {
    let severity = paint(diagnostic.severity.rawValue, for: diagnostic.severity)
    var text =
      "\(place(diagnostic.location))\(severity): \(printable(diagnostic.message)) [\(diagnostic.id)]\n"
    text += frame(diagnostic.location, excerpt: diagnostic.excerpt)
    for note in diagnostic.notes {
      text += "\(place(note.location))note: \(printable(note.message))\n" + frame(note.location)
    }
    if let help = diagnostic.help { text += "help: \(printable(help))\n" }
    return text
  }

  private func place(_ location: Diagnostic.Location?) -> String {
    guard let location else { return "" }
    guard let start = location.span?.start else { return "\(location.file): " }
    return "\(location.file):\(start.line):\(start.column): "
  }

  private func frame(_ location: Diagnostic.Location?, excerpt: String? = nil) -> String {
    guard let location, let span = location.span,
      let shownLine = excerpt ?? sourceLine(span.start.line, of: location.file)
    else { return "" }
    let line = Array(shownLine.unicodeScalars)
    let start = min(span.start.column - 1, line.count)
    let end =
      span.end.line == span.start.line
      ? min(max(span.end.column - 1, start), line.count)
      : line.count
    let window = visible(start, in: line)
    let cut = (before: window.lowerBound > 0, after: window.upperBound < line.count)
    let shown = (cut.before ? "…" : "") + text(line[window]) + (cut.after ? "…" : "")
    let lead =
      (cut.before ? " " : "") + line[window.lowerBound..<start].map(blank).joined()
    let marked = line[start..<max(start, min(end, window.upperBound))]
    let carets = String(repeating: "^", count: max(1, marked.map(displayWidth).reduce(0, +)))
    let number = String(span.start.line)
    let gutter = String(repeating: " ", count: number.count)
    return " \(number) | \(shown)\n \(gutter) | \(lead)\(carets)\n"
  }

  private func sourceLine(_ number: Int, of file: String) -> String? {
    guard let lines = sources[file]?.lines, lines.indices.contains(number - 1) else { return nil }
    return String(lines[number - 1])
  }

  private func visible(_ start: Int, in line: [Unicode.Scalar]) -> Range<Int> {
    if line.count <= lineWidth { return 0..<line.count }
    let first = max(0, min(start - lineWidth / 3, line.count - lineWidth))
    return first..<(first + lineWidth)
  }

  private func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    scalars.map(printable).joined()
  }

  private func paint(_ text: String, for severity: Diagnostic.Severity) -> String {
    guard colored else { return text }
    let code =
      switch severity {
      case .error: "1;31"
      case .warning: "1;33"
      case .note: "1;36"
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}

/// Control characters would move the cursor or hide text: show them as U+FFFD, tabs as they are.
private func printable(_ scalar: Unicode.Scalar) -> String {
  if scalar == "\t" { return "\t" }
  switch scalar.properties.generalCategory {
  case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: return "\u{FFFD}"
  default: return String(scalar)
  }
}

private func printable(_ text: String) -> String { text.unicodeScalars.map(printable).joined() }

/// The same width as the character, so that carets below it line up.
private func blank(_ scalar: Unicode.Scalar) -> String {
  scalar == "\t" ? "\t" : String(repeating: " ", count: displayWidth(scalar))
}

/// Columns a terminal gives to a character: 0 for combining marks, 2 for East Asian wide and emoji.
private func displayWidth(_ scalar: Unicode.Scalar) -> Int {
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

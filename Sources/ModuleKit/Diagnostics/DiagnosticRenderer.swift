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
    diagnostics.inReadingOrder.withRepeatsJoined.map(render).joined(separator: "\n")
  }

  public func render(_ diagnostic: Diagnostic) -> String {
    let severity = paint(diagnostic.severity.rawValue, for: diagnostic.severity)
    var text =
      "\(place(diagnostic.location))\(severity): \(TerminalText.shown(diagnostic.message)) [\(diagnostic.id)]\n"
    text += frame(diagnostic.location, excerpt: diagnostic.excerpt)
    for note in diagnostic.notes {
      text +=
        "\(place(note.location))note: \(TerminalText.shown(note.message))\n" + frame(note.location)
    }
    if let help = diagnostic.help { text += "help: \(TerminalText.shown(help))\n" }
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
    let carets = String(repeating: "^", count: max(1, marked.map(TerminalText.width).reduce(0, +)))
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
    scalars.map(TerminalText.shown).joined()
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

/// The same width as the character, so that carets below it line up.
private func blank(_ scalar: Unicode.Scalar) -> String {
  scalar == "\t" ? "\t" : String(repeating: " ", count: TerminalText.width(scalar))
}

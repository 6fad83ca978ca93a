internal import ModuleKit

/// A diagnostic with the lines around its place.
struct Problem: Sendable, Equatable {
  struct Line: Sendable, Equatable {
    let number: Int
    let text: String
  }

  let diagnostic: Diagnostic
  /// The line that it points to, and its neighbours where the whole text is known.
  let lines: [Line]
  /// The characters of the line in question, as positions in its text here.
  let mark: Range<Int>?

  /// Lines shown before and after.
  private static let neighbours = 2
  /// Characters of a line that are shown; longer ones are cut around the mark.
  private static let longest = 400

  init(_ diagnostic: Diagnostic, _ sources: [SourceText]) {
    self.diagnostic = diagnostic
    let source = sources.first { $0.name == diagnostic.location?.file }?.lines.map(String.init)
    guard let span = diagnostic.location?.span,
      let text = diagnostic.excerpt ?? source?[safe: span.start.line - 1]
    else {
      (lines, mark) = ([], nil)
      return
    }
    let scalars = Array(text.unicodeScalars)
    let start = min(span.start.column - 1, scalars.count)
    let isOneLine = span.end.line == span.start.line
    let end = isOneLine ? min(max(span.end.column - 1, start), scalars.count) : scalars.count
    let first = scalars.count <= Self.longest ? 0 : max(0, start - Self.longest / 3)
    let stop = min(scalars.count, first + Self.longest)
    mark = (start - first)..<(max(start, min(end, stop)) - first)
    let own = Line(number: span.start.line, text: Self.text(scalars[first..<stop]))
    guard diagnostic.excerpt == nil, let source else {
      lines = [own]
      return
    }
    // The end of the last line is no line of its own.
    let count = source.last == "" ? source.count - 1 : source.count
    let last = max(own.number, min(own.number + Self.neighbours, count))
    let shown = (own.number - Self.neighbours)...last
    lines = shown.compactMap { number in
      if number == own.number { return own }
      return source[safe: number - 1].map {
        Line(number: number, text: Self.text($0.unicodeScalars.prefix(Self.longest)))
      }
    }
  }

  /// What would move or hide text is replaced, one character for one.
  private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return TerminalText.shown(String(text))
  }

  var json: JSON {
    var json: JSON = [
      "severity": .string(diagnostic.severity.rawValue), "id": .string(diagnostic.id),
      "message": .string(TerminalText.shown(diagnostic.message)),
      "notes": .array(
        diagnostic.notes.map {
          [
            "place": .string(Self.place($0.location)),
            "message": .string(TerminalText.shown($0.message)),
          ]
        }),
      "place": .string(Self.place(diagnostic.location)),
      "lines": .array(
        lines.map { ["number": .integer($0.number), "text": .string($0.text)] }),
    ]
    if let help = diagnostic.help { json["help"] = .string(TerminalText.shown(help)) }
    if let mark, let line = diagnostic.location?.span?.start.line {
      json["mark"] = [
        "line": .integer(line), "start": .integer(mark.lowerBound),
        "end": .integer(mark.upperBound),
      ]
    }
    return json
  }

  private static func place(_ location: Diagnostic.Location?) -> String {
    guard let location else { return "" }
    let file = TerminalText.shown(location.file)
    return location.span.map { "\(file):\($0.start.line):\($0.start.column)" } ?? file
  }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}

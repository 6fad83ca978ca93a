// Aho & Corasick, "Efficient string matching", Communications of the ACM 18, 1975: here over words.

internal import ModuleKit

/// Looks for names, addresses and numbers of the input in files that are to be public.
struct LeakCheck {
  let identifiers: Identifiers

  /// More are only counted.
  private static let mostShown = 20

  /// What may not be published; empty when all may.
  func problems(
    _ files: [OutputFile], pictures: [Diagnostic], on workers: Workers
  ) throws(Cancelled) -> [Diagnostic] {
    if identifiers.isEmpty { return pictures }
    let leaks = try workers.map(files) { self.leaks(in: $0) }.flatMap { $0 }
    var shown = Array(leaks.prefix(Self.mostShown))
    if leaks.count > shown.count {
      shown.append(Diagnostic("leak", "\(leaks.count - shown.count) more such places"))
    }
    return pictures + shown
  }

  private struct Hit {
    let identifier: Int32
    /// Nil where the place in the file says nothing.
    let offset: Int?
  }

  private func leaks(in file: OutputFile) -> [Diagnostic] {
    let bytes = file.pieces.count == 1 ? file.pieces[0] : Array(file.pieces.joined())
    var seen: Set<Int32> = []
    var hits: [Hit] = []
    func look(_ text: [UInt8], hasPlaces: Bool) {
      var words = FoldedWords()
      func add(_ identifier: Int32, _ offset: Int) {
        if seen.insert(identifier).inserted {
          hits.append(Hit(identifier: identifier, offset: hasPlaces ? offset : nil))
        }
      }
      for reading in Readings.of(text) {
        identifiers.phrases.scan(reading, &words, add)
        if !identifiers.phones.isEmpty { identifiers.phones.scan(reading, found: add) }
      }
    }
    look(bytes, hasPlaces: true)
    for text in PackedTexts.of(bytes) { look(text, hasPlaces: false) }
    look(Array(file.path.utf8), hasPlaces: false)
    hits.sort { ($0.offset ?? -1, $0.identifier) < ($1.offset ?? -1, $1.identifier) }
    var lines = LineCounter(bytes)
    return hits.map { hit in
      Diagnostic(
        "leak",
        "the public file '\(file.path)' would show \(identifiers.description(of: hit.identifier))",
        at: .init(file: file.path, span: hit.offset.map { lines.span(at: $0) }),
        help: "leave it out, or put a module of the family 'privacy' before; a word that "
          + "names nobody can stand in 'public: {allow: […]}'")
    }
  }
}

/// Finds lines and columns of ascending places in a text.
private struct LineCounter {
  private let bytes: [UInt8]
  private var (next, line, start) = (0, 1, 0)

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func span(at offset: Int) -> SourceSpan {
    while next < offset {
      if bytes[next] == 0x0A { (line, start) = (line + 1, next + 1) }
      next += 1
    }
    let column = bytes[start..<offset].count { $0 & 0xC0 != 0x80 } + 1
    let position = SourcePosition(line: line, column: column)
    return SourceSpan(position, position)
  }
}

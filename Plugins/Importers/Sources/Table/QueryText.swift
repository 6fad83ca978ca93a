internal import ModuleKit

/// The SQL of a stage, for pointing at places in it.
struct QueryText {
  let text: String
  /// Where the study says it.
  let location: Diagnostic.Location

  init(_ text: String, at location: Diagnostic.Location) throws(Diagnostic) {
    (self.text, self.location) = (text, location)
    if text.trimmed.isEmpty {
      throw Diagnostic("empty-query", "the query is empty", at: location)
    }
    // To the libraries a NUL is the end of the text.
    if text.utf8.contains(0) {
      throw Diagnostic("bad-query", "the query holds a NUL character", at: location)
    }
  }

  /// A problem with the query, shown in its line.
  ///
  /// A query may be written in the study in several ways, so its lines are counted by themselves.
  ///
  /// - Parameter offset: the Unicode scalars before the place; nil when that is not known.
  func error(
    _ id: String, _ message: String, offset: Int?, help: String? = nil
  ) -> Diagnostic {
    guard let offset else { return Diagnostic(id, message, at: location, help: help) }
    let scalars = Array(text.unicodeScalars)
    // A problem with the end is shown behind the last word.
    let end = (scalars.lastIndex { !$0.properties.isWhitespace } ?? -1) + 1
    let place = min(max(0, offset), end)
    let lineStart = (scalars[..<place].lastIndex(of: "\n") ?? -1) + 1
    let lineEnd = scalars[place...].firstIndex(of: "\n") ?? scalars.count
    let position = SourcePosition(
      line: 1 + scalars[..<place].count { $0 == "\n" }, column: place - lineStart + 1)
    return Diagnostic(
      id, message, at: .init(file: "query", span: SourceSpan(position, position)),
      notes: [.init("the query stands here", at: location)], help: help,
      excerpt: String(String.UnicodeScalarView(scalars[lineStart..<lineEnd])))
  }

  /// The Unicode scalars before a byte.
  func offset(ofByte byte: Int) -> Int {
    String(decoding: text.utf8.prefix(max(0, byte)), as: UTF8.self).unicodeScalars.count
  }
}

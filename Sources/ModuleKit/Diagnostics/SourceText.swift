/// A text file that problems can point into.
public struct SourceText: Sendable, Equatable {
  /// The name shown to the user, as they wrote it.
  public let name: String
  public let lines: [Substring]

  /// Splits `text` at LF, CRLF and CR, so that line numbers agree with editors.
  public init(name: String, text: String) {
    self.name = name
    lines = text.split(omittingEmptySubsequences: false) { $0.isNewline && $0 != "\u{0B}" }
  }
}

/// A place in a text: line and column count from 1, columns count Unicode scalars.
public struct SourcePosition: Sendable, Hashable, Comparable {
  public var line: Int
  public var column: Int
  public init(line: Int, column: Int) { (self.line, self.column) = (line, column) }
  public static func < (a: Self, b: Self) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// A stretch of a text, up to but not including `end`.
public struct SourceSpan: Sendable, Hashable {
  public var start: SourcePosition
  public var end: SourcePosition
  public init(_ start: SourcePosition, _ end: SourcePosition) {
    (self.start, self.end) = (start, max(start, end))
  }
  /// The first character of a text, for problems with the whole of it.
  public static let beginning = SourceSpan(
    SourcePosition(line: 1, column: 1), SourcePosition(line: 1, column: 1))
}

internal import ModuleKit

/// The first line of a Matrix Market file: what kind of matrix follows.
struct MatrixMarketBanner {
  enum Layout: String { case coordinate, array }
  enum Field: String { case real, integer, pattern }
  enum Symmetry: String {
    case general, symmetric
    case skew = "skew-symmetric"
  }

  let layout: Layout
  let field: Field
  let symmetry: Symmetry

  /// Reads the current line: `%%MatrixMarket matrix coordinate real general`.
  init(_ words: inout WordLines) throws(Diagnostic) {
    guard let first = words.nextWord(), words.text(first).lowercased() == "%%matrixmarket" else {
      throw words.lines.error(
        "no-banner", "the file does not begin with '%%MatrixMarket'",
        at: .init(line: 1, byte: 0), help: "is this a Matrix Market file?")
    }
    _ = try Self.choice("object", among: ["matrix"], &words)
    let layout = try Self.choice("format", among: ["coordinate", "array"], &words)
    let field = try Self.choice(
      "field", among: ["real", "integer", "pattern", "double", "complex"], &words)
    if field == "complex" { throw Self.complex(words) }
    if field == "pattern", layout == "array" {
      throw words.lines.error(
        "bad-banner", "an array cannot be a pattern", at: words.place,
        help: "an array holds all values; a pattern is written as coordinates")
    }
    let symmetry = try Self.choice(
      "symmetry", among: ["general", "symmetric", "skew-symmetric", "hermitian"], &words)
    if symmetry == "hermitian" { throw Self.complex(words) }
    if field == "pattern", symmetry == "skew-symmetric" {
      throw words.lines.error(
        "bad-banner", "a pattern cannot be skew-symmetric", at: words.place)
    }
    self.layout = layout == "array" ? .array : .coordinate
    self.field = Field(rawValue: field) ?? .real
    self.symmetry = Symmetry(rawValue: symmetry) ?? .general
  }

  /// The next word, which must be one of `known`; capital and small letters are the same.
  private static func choice(
    _ what: String, among known: [String], _ words: inout WordLines
  ) throws(Diagnostic) -> String {
    guard let word = words.nextWord() else {
      throw words.lines.error(
        "bad-banner", "the first line ends before the \(what)", at: words.place,
        help: "one of: " + known.joined(separator: ", "))
    }
    let text = words.text(word).lowercased()
    if known.contains(text) { return text }
    throw words.lines.error(
      "bad-banner", "the \(what) '\(text.prefix(40))' is not known", at: words.place,
      help: Suggestion.help(for: text, among: known, kind: "choices"))
  }

  private static func complex(_ words: WordLines) -> Diagnostic {
    words.lines.error(
      "complex-matrix", "complex values are no weights", at: words.place,
      help: "write the matrix of their real parts, or of their absolute values")
  }
}

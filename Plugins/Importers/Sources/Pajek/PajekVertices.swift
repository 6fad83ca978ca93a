internal import ModuleKit

/// The vertices of a Pajek network: their number, and what is told of some of them.
struct PajekVertices {
  let count: Int
  /// In a two-mode network, how many vertices are of the first mode.
  let firstMode: Int?
  private let start: SourceLines.Place
  private var labels: [Int: String] = [:]
  private var places: [Int: SourceLines.Place] = [:]

  /// Reads `*Vertices 5` or `*Vertices 5 3`.
  init(_ tokens: [PajekLines.Token], _ lines: SourceLines) throws(Diagnostic) {
    start = tokens[0].place
    guard tokens.count > 1 else {
      throw lines.error(
        "bad-count", "the number of vertices is missing", at: start, help: "write '*Vertices 12'")
    }
    guard let count = Int(tokens[1].text) else {
      let isHuge =
        tokens[1].text.utf8.count > 18
        && tokens[1].text.utf8.allSatisfy {
          (0x30...0x39).contains($0)
        }
      throw lines.error(
        isHuge ? "absurd-count" : "bad-count",
        isHuge
          ? "more vertices than any file can describe"
          : "the number of vertices is '\(tokens[1].text.prefix(40))'", at: tokens[1].place,
        help: "write a whole number")
    }
    if count < 0 {
      throw lines.error(
        "bad-count", "the number of vertices is negative: \(count)", at: tokens[1].place)
    }
    // Vertices need no line of their own, but a file is not this much shorter than its network.
    if count > max(100_000, lines.bytes.count) {
      throw lines.error(
        "absurd-count",
        "\(count) vertices in a file of \(lines.bytes.count) bytes cannot be meant",
        at: tokens[1].place, help: "the number after '*Vertices' counts the vertices")
    }
    var first: Int?
    if tokens.count > 2 {
      guard let number = Int(tokens[2].text), number >= 0, number <= count else {
        throw lines.error(
          "bad-count",
          "the number of vertices of the first mode is '\(tokens[2].text.prefix(40))'",
          at: tokens[2].place, help: "it must be from 0 to \(count)")
      }
      first = number
    }
    (self.count, firstMode) = (count, first)
  }

  /// Reads `3 "Ann" 0.1 0.5 0.5`; what follows the label is for drawing.
  mutating func add(_ tokens: [PajekLines.Token], _ lines: SourceLines) throws(Diagnostic) {
    let token = tokens[0]
    guard !token.isQuoted, let number = Int(token.text) else {
      throw lines.error(
        "bad-number", "'\(token.text.prefix(40))' is not the number of a vertex", at: token.place)
    }
    guard number >= 1, number <= count else {
      throw lines.error(
        "vertex-out-of-range",
        "there is no vertex \(number): they are numbered from 1 to \(count)", at: token.place)
    }
    if let first = places.updateValue(token.place, forKey: number) {
      throw lines.error(
        "duplicate-id", "vertex \(number) is described a second time", at: token.place,
        notes: [.init("the first time", at: lines.location(of: first))])
    }
    if tokens.count > 1 {
      let label = tokens[1].text.trimmed
      if !label.isEmpty { labels[number] = label }
    }
  }

  func hasLabel(_ number: Int) -> Bool { labels[number] != nil }
  /// The label, or the number of a vertex that has none.
  func label(_ number: Int) -> String { labels[number] ?? String(number) }
  func place(_ number: Int) -> SourceLines.Place { places[number] ?? start }
}

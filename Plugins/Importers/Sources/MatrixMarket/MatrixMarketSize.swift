internal import ModuleKit

/// The line of a Matrix Market file that tells how large the matrix is.
struct MatrixMarketSize {
  let rows: Int
  let columns: Int
  /// How many entries there should be; nil for arrays.
  let entries: Int?
  let place: SourceLines.Place
  /// Where the last number stands.
  let lastPlace: SourceLines.Place

  /// Reads the current line: `5 5 8`, or `5 5` for an array.
  init(_ words: inout WordLines, _ banner: MatrixMarketBanner) throws(Diagnostic) {
    let lines = words.lines
    let wanted = banner.layout == .array ? 2 : 3
    var texts: [String] = []
    var places: [SourceLines.Place] = []
    while texts.count <= wanted, let word = words.nextWord() {
      texts.append(words.text(word))
      places.append(words.place)
    }
    guard texts.count == wanted else {
      throw lines.error(
        "bad-size",
        "this line should give the size of the matrix in \(wanted) numbers, and has "
          + (texts.count > wanted ? "more" : "\(texts.count)"), at: places.first ?? words.place,
        help: wanted == 2 ? "rows and columns" : "rows, columns and entries")
    }
    rows = try lines.nodeCount(texts[0], of: "rows", at: places[0])
    columns = try lines.nodeCount(texts[1], of: "columns", at: places[1])
    entries = try wanted == 2 ? nil : lines.count(texts[2], of: "entries", at: places[2])
    (place, lastPlace) = (places[0], places[wanted - 1])
    if banner.symmetry != .general, rows != columns {
      throw lines.error(
        "bad-size", "a \(banner.symmetry.rawValue) matrix is square, not \(rows) by \(columns)",
        at: place)
    }
  }
}

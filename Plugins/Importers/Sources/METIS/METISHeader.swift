internal import ModuleKit

/// The first line of a METIS graph: its size, and what the lines of its vertices hold.
struct METISHeader {
  let vertices: Int
  let edges: Int
  let place: SourceLines.Place
  let edgesPlace: SourceLines.Place
  let hasSizes: Bool
  /// How many weights each vertex has.
  let vertexWeights: Int
  let hasEdgeWeights: Bool

  /// Reads the current line: `n m`, `n m 011` or `n m 011 2`.
  init(_ words: inout WordLines) throws(Diagnostic) {
    let lines = words.lines
    var texts: [String] = []
    var places: [SourceLines.Place] = []
    while texts.count < 5, let word = words.nextWord() {
      texts.append(words.text(word))
      places.append(words.place)
    }
    let start = places.first ?? words.place
    guard (2...4).contains(texts.count) else {
      throw lines.error(
        "bad-header",
        texts.count < 2
          ? "the number of edges is missing" : "the first line has more than four numbers",
        at: texts.count < 2 ? start : places[4],
        help: "the first line gives the numbers of vertices and of edges, and the format")
    }
    vertices = try lines.nodeCount(texts[0], of: "vertices", at: places[0])
    edges = try lines.count(texts[1], of: "edges", at: places[1])
    (place, edgesPlace) = (start, places[1])
    let format = texts.count > 2 ? texts[2] : "0"
    guard format.utf8.count <= 3, format.utf8.allSatisfy({ $0 == 0x30 || $0 == 0x31 }) else {
      throw lines.error(
        "bad-format", "'\(format.prefix(40))' is no format of METIS", at: places[2],
        help: "it has up to three digits, each 0 or 1: for sizes of vertices, weights of vertices "
          + "and weights of edges")
    }
    let flags = Array((String(repeating: "0", count: 3 - format.utf8.count) + format).utf8)
    hasSizes = flags[0] == 0x31
    hasEdgeWeights = flags[2] == 0x31
    let weights =
      try texts.count > 3 ? lines.count(texts[3], of: "weights per vertex", at: places[3]) : 1
    vertexWeights = flags[1] == 0x31 ? weights : 0
  }
}

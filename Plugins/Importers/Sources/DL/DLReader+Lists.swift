internal import ModuleKit

/// Lists, which have one edge, or one node with its neighbors, a line.
extension DLReader {
  /// The first token of the next line that is not blank; nil at the end.
  ///
  /// An exclamation mark leads from one matrix to the next.
  private mutating func nextStart(_ matrix: inout Int) throws(Diagnostic) -> DLScanner.Token? {
    while let token = try scanner.next() {
      guard !token.isQuoted, token.text == "!" else { return token }
      matrix += 1
      if matrix >= header.matrices {
        throw draft.lines.error(
          "wrong-matrix", "another matrix begins, and there should be \(header.matrices)",
          at: token.place, help: "write 'nm=\(matrix + 1)' into the header")
      }
    }
    return nil
  }

  /// Reads lines such as `1 2` and `1 2 0.5`.
  mutating func readPairs(_ progress: () throws -> Void) throws {
    var matrix = 0
    while let first = try nextStart(&matrix) {
      if edgeCount & 0xFFF == 0 { try progress() }
      let source = try row(first)
      guard let second = try scanner.nextInLine() else { throw withoutEnd(first) }
      let target = try column(second)
      let weight = try scanner.nextInLine()
      if let more = try scanner.nextInLine() {
        throw draft.lines.error(
          "wrong-cell-count", "this line should have two nodes and a value", at: more.place,
          help: "labels with blanks stand in quotation marks")
      }
      addEdge(
        source, target, weight: weight?.text, relation: relation(matrix), isArc: true,
        at: first.place)
    }
  }

  /// Reads lines such as `1 2 3 4`: a node and its neighbors.
  mutating func readLists(_ progress: () throws -> Void) throws {
    var matrix = 0
    while let first = try nextStart(&matrix) {
      try progress()
      let source = try row(first)
      while let token = try scanner.nextInLine() {
        if edgeCount & 0xFFF == 0 { try progress() }
        let target = try column(token)
        addEdge(
          source, target, weight: nil, relation: relation(matrix), isArc: true, at: token.place)
      }
    }
  }

  /// Reads lines such as `2 3 4`: the number of a node's neighbors, and these. Nodes come in order.
  mutating func readCountedLists(_ progress: () throws -> Void) throws {
    var matrix = 0
    while matrix < header.matrices {
      var source = 1
      while source <= header.rows ?? 0 {
        if source & 0xFFF == 0 { try progress() }
        var marks = -1
        guard let first = try nextStart(&marks) else {
          throw draft.lines.error(
            "wrong-matrix", "the lists end before node \(source) of \(header.rows ?? 0)",
            at: scanner.place, help: "was the file cut off?")
        }
        var rest = try draft.lines.count(first.text, of: "neighbors", at: first.place)
        while rest > 0, let token = try scanner.nextInLine() {
          let target = try column(token)
          addEdge(
            source, target, weight: nil, relation: relation(matrix), isArc: true,
            at: token.place)
          rest -= 1
        }
        try checkList(rest, first)
        source += 1
      }
      matrix += 1
    }
    if let token = try scanner.next() {
      throw draft.lines.error("wrong-matrix", "a list too many", at: token.place)
    }
  }

  private mutating func checkList(_ missing: Int, _ start: DLScanner.Token) throws(Diagnostic) {
    if missing > 0 {
      throw draft.lines.error(
        "wrong-cell-count", "this line has \(missing) neighbors fewer than it says",
        at: start.place)
    }
    if let more = try scanner.nextInLine() {
      throw draft.lines.error(
        "wrong-cell-count", "this line has more neighbors than it says", at: more.place)
    }
  }

  /// Reads lines such as `1 2 0 3.5`: two nodes and a value for each matrix.
  mutating func readArray(_ progress: () throws -> Void) throws {
    var last = 0
    while let first = try nextStart(&last) {
      try progress()
      let source = try row(first)
      guard let second = try scanner.nextInLine() else { throw withoutEnd(first) }
      let target = try column(second)
      var matrix = 0
      while let token = try scanner.nextInLine() {
        guard matrix < header.matrices else { throw wrongValues(token.place) }
        guard let value = NumberText.plain(token.text) else {
          throw draft.lines.error(
            "bad-number", "'\(token.text.prefix(40))' is not a number", at: token.place)
        }
        // A line speaks of all matrices: 0 says that this one has no such edge.
        if value != 0 {
          addEdge(
            source, target, weight: token.text, relation: relation(matrix), isArc: true,
            at: token.place)
        }
        matrix += 1
      }
      if matrix < header.matrices { throw wrongValues(first.place) }
    }
  }

  private func withoutEnd(_ token: DLScanner.Token) -> Diagnostic {
    draft.lines.error("edge-without-end", "this line needs two nodes", at: token.place)
  }

  private func wrongValues(_ place: Place) -> Diagnostic {
    draft.lines.error(
      "wrong-cell-count",
      "this line should have two nodes and \(header.matrices) "
        + "value\(header.matrices == 1 ? "" : "s")", at: place)
  }
}

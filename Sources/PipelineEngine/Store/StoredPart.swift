internal import GraphCore
internal import ModuleKit

/// A network is stored in parts, each under the hash of its content.
///
/// Stages share what they did not change: a stage that adds one column stores one column.
struct StoredPart: Sendable {
  /// What a network is made of, in reading order.
  enum Kind: Int { case graph, ids, nodeColumn, edgeColumn, table, figure, document, account }

  enum Content: Sendable {
    case graph(Graph)
    case ids([String])
    case column(Column)
    case table(Table)
    case figure(Figure)
    case document(Document)
    case account(Account)
  }

  let kind: Kind
  let name: String
  /// The convention of a column.
  let note: String
  let content: Content

  init(_ kind: Kind, _ content: Content, name: String = "", note: String = "") {
    (self.kind, self.name, self.note, self.content) = (kind, name, note, content)
  }

  /// Whether the content is the same memory, and so the same, in another part.
  ///
  /// What is not held in arrays is compared. A part that is not found to be the same may be all the same.
  func sharesMemory(with other: StoredPart) -> Bool {
    switch (content, other.content) {
    case (.graph(let a), .graph(let b)):
      // Everything else follows from the outgoing arcs.
      a.isDirected == b.isDirected && isSame(a.outgoing.offsets, b.outgoing.offsets)
        && isSame(a.outgoing.neighbors, b.outgoing.neighbors)
    case (.ids(let a), .ids(let b)): isSame(a, b)
    case (.column(let a), .column(let b)): isSame(a, b)
    case (.table(let a), .table(let b)): isSame(a, b)
    case (.figure(let a), .figure(let b)): isSame(a, b)
    case (.document(let a), .document(let b)): isSame(a.bytes, b.bytes)
    default: false
    }
  }
}

extension Network {
  var storedParts: [StoredPart] {
    var parts = [StoredPart(.graph, .graph(graph)), StoredPart(.ids, .ids(ids))]
    parts += nodes.entries.map {
      StoredPart(.nodeColumn, .column($0.column), name: $0.name, note: $0.convention)
    }
    parts += edges.entries.map {
      StoredPart(.edgeColumn, .column($0.column), name: $0.name, note: $0.convention)
    }
    parts += tables.map { StoredPart(.table, .table($0), name: $0.name) }
    parts += figures.map { StoredPart(.figure, .figure($0), name: $0.name) }
    parts += documents.map { StoredPart(.document, .document($0), name: $0.path) }
    return parts + [StoredPart(.account, .account(Account(self)))]
  }
}

/// Whether two arrays are the same memory: as long as both are there, nobody writes to it.
private func isSame<Element>(_ a: [Element], _ b: [Element]) -> Bool {
  unsafe a.withUnsafeBufferPointer { a in
    unsafe b.withUnsafeBufferPointer { b in
      unsafe a.baseAddress == b.baseAddress && a.count == b.count
    }
  }
}

private func isSame(_ a: Column, _ b: Column) -> Bool {
  switch (a, b) {
  case (.numbers(let a), .numbers(let b)): isSame(a, b)
  case (.integers(let a), .integers(let b)): isSame(a, b)
  case (.texts(let a), .texts(let b)):
    isSame(a.codes, b.codes) && isSame(a.dictionary, b.dictionary)
  case (.flags(let a), .flags(let b)): isSame(a, b)
  default: false
  }
}

private func isSame(_ a: Table, _ b: Table) -> Bool {
  let (rows, others) = (a.rows.entries, b.rows.entries)
  return haveSameBytes([a.name, a.title, a.note], [b.name, b.title, b.note])
    && a.rows.rowCount == b.rows.rowCount && rows.count == others.count
    && zip(rows, others).allSatisfy {
      haveSameBytes([$0.name, $0.convention], [$1.name, $1.convention])
        && isSame($0.column, $1.column)
    }
}

private func isSame(_ a: Figure, _ b: Figure) -> Bool {
  haveSameBytes(
    [a.name, a.title, a.description, a.caption], [b.name, b.title, b.description, b.caption])
    && a.series.map { Array($0.utf8) } == b.series.map { Array($0.utf8) }
    && a.renderings.count == b.renderings.count
    && zip(a.renderings, b.renderings).allSatisfy {
      haveSameBytes([$0.format], [$1.format]) && isSame($0.bytes, $1.bytes)
    } && isSame(a.drawing, b.drawing) && a.checks == b.checks
}

private func isSame(_ a: Figure.Drawing?, _ b: Figure.Drawing?) -> Bool {
  guard let a, let b else { return a == nil && b == nil }
  return isSame(a.dot, b.dot) && isSame(a.names, b.names)
    && a.pictures.count == b.pictures.count && zip(a.pictures, b.pictures).allSatisfy(isSame)
    && (a.width, a.height, a.dpi) == (b.width, b.height, b.dpi) && a.ground == b.ground
}

/// Not by `==`, to which two spellings of a text in Unicode are the same.
private func haveSameBytes(_ a: [String], _ b: [String]) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
}

internal import GraphCore
internal import ModuleKit

/// Turns parts of networks into bytes and back. Arrays are stored as they lie in memory.
///
/// At the head stand eight letters, the format and what kind of part it is.
enum PartCodec {
  /// "sociogrm", as a number in memory.
  static let magic = Int(0x6d72_676f_6963_6f73)

  /// What the bytes behind a head are: a part, or the list of all parts.
  enum Head: Int { case graph, ids, column, table, figure, document, account, record }

  static func write(_ head: Head, _ writer: inout ByteWriter) {
    writer.write(magic)
    writer.write(Engine.storageFormat)
    writer.write(head.rawValue)
  }

  static func read(_ head: Head, _ reader: inout ByteReader) throws {
    guard try reader.int() == magic, try reader.int() == Engine.storageFormat,
      try reader.int() == head.rawValue
    else { throw ByteReader.Damaged() }
  }

  static func write(_ content: StoredPart.Content, _ writer: inout ByteWriter) {
    switch content {
    case .graph(let graph):
      write(.graph, &writer)
      write(graph, &writer)
    case .ids(let ids):
      write(.ids, &writer)
      writer.write(ids)
    case .column(let column):
      write(.column, &writer)
      write(column, &writer)
    case .table(let table):
      write(.table, &writer)
      write(table, &writer)
    case .figure(let figure):
      write(.figure, &writer)
      write(figure, &writer)
    case .document(let document):
      write(.document, &writer)
      writer.write(document.bytes)
    case .account(let account):
      write(.account, &writer)
      account.write(to: &writer)
    }
  }

  // MARK: Graphs and columns

  private static func write(_ graph: Graph, _ writer: inout ByteWriter) {
    writer.write(graph.isDirected)
    writer.write(graph.outgoing.offsets)
    writer.write(graph.outgoing.neighbors)
    if graph.isDirected {
      writer.write(graph.incoming.offsets)
      writer.write(graph.incoming.neighbors)
    }
  }

  /// What a part other than the graph and the ids is.
  static func content(
    of part: StoredRecord.Part, _ bytes: StoredBytes
  ) throws -> StoredPart.Content {
    switch part.kind {
    case .graph, .ids: throw ByteReader.Damaged()
    case .nodeColumn, .edgeColumn: .column(try read(bytes, .column) { try column(&$0) })
    case .table: .table(try read(bytes, .table, table))
    case .figure: .figure(try read(bytes, .figure, figure))
    case .document:
      .document(Document(path: part.name, bytes: try read(bytes, .document) { try $0.numbers() }))
    case .account: .account(try read(bytes, .account) { try Account(&$0) })
    }
  }

  static func figure(_ bytes: StoredBytes) throws -> Figure { try read(bytes, .figure, figure) }

  static func graph(_ bytes: StoredBytes, on workers: Workers) throws -> Graph {
    try read(bytes, .graph) { reader in
      let isDirected = try reader.bool()
      func rows() throws -> StoredRows {
        StoredRows(offsets: try reader.numbers(), neighbors: try reader.numbers())
      }
      let outgoing = try rows()
      let incoming = isDirected ? try rows() : nil
      guard let graph = try Graph.restored(outgoing: outgoing, incoming: incoming, on: workers)
      else { throw ByteReader.Damaged() }
      return graph
    }
  }

  static func ids(_ bytes: StoredBytes, on workers: Workers) throws -> [String] {
    try read(bytes, .ids) { try $0.texts(on: workers) }
  }

  private static func write(_ column: Column, _ writer: inout ByteWriter) {
    switch column {
    case .numbers(let values):
      writer.write(0)
      writer.write(values)
    case .integers(let values):
      writer.write(1)
      writer.write(values)
    case .texts(let values):
      writer.write(2)
      writer.write(values.codes)
      writer.write(values.dictionary)
    case .flags(let values):
      writer.write(3)
      writer.write(values)
    }
  }

  private static func column(_ reader: inout ByteReader) throws -> Column {
    switch try reader.int() {
    case 0: return .numbers(try reader.numbers())
    case 1: return .integers(try reader.numbers())
    case 2:
      let codes: [Int32] = try reader.numbers()
      let dictionary = try reader.texts()
      guard codes.allSatisfy({ $0 >= -1 && $0 < dictionary.count }) else {
        throw ByteReader.Damaged()
      }
      return .texts(TextColumn(codes: codes, dictionary: dictionary))
    case 3: return .flags(try reader.flags())
    default: throw ByteReader.Damaged()
    }
  }

  // MARK: Tables and figures

  private static func write(_ table: Table, _ writer: inout ByteWriter) {
    writer.write([table.name, table.title, table.note])
    writer.write(table.rows.rowCount)
    writer.write(each: table.rows.entries) { entry, writer in
      writer.write([entry.name, entry.convention])
      write(entry.column, &writer)
    }
  }

  private static func table(_ reader: inout ByteReader) throws -> Table {
    let texts = try reader.texts()
    var rows = Frame(rowCount: try reader.int())
    guard texts.count == 3, rows.rowCount >= 0 else { throw ByteReader.Damaged() }
    _ = try reader.each { reader in
      let names = try reader.texts()
      let column = try column(&reader)
      guard names.count == 2, column.count == rows.rowCount else { throw ByteReader.Damaged() }
      rows.set(names[0], column, convention: names[1])
    }
    return Table(name: texts[0], title: texts[1], note: texts[2], rows: rows)
  }

  private static func write(_ figure: Figure, _ writer: inout ByteWriter) {
    writer.write(
      [figure.name, figure.title, figure.description, figure.caption]
        + (figure.series.map { [$0] } ?? []))
    writer.write(each: figure.renderings) { rendering, writer in
      writer.write(rendering.format)
      writer.write(rendering.bytes)
    }
    writer.write(each: figure.drawing.map { [$0] } ?? []) { drawing, writer in
      writer.write(drawing.dot)
      writer.write(drawing.names.map { $0 != nil ? 1 : Int32(0) })
      writer.write(drawing.names.compactMap { $0 })
      writer.write(each: drawing.pictures) { $1.write($0) }
      writer.write(drawing.ground.map { [$0] } ?? [])
      writer.write([drawing.width, drawing.height])
      writer.write(drawing.dpi)
    }
    writer.write(each: figure.checks) { check, writer in
      writer.write([check.id, check.finding])
      writer.write([check.value] + (check.limit.map { [$0] } ?? []))
      writer.write(check.isPassed)
    }
  }

  private static func figure(_ reader: inout ByteReader) throws -> Figure {
    let texts = try reader.texts()
    let renderings = try reader.each { reader in
      Figure.Rendering(format: try reader.text(), bytes: try reader.numbers())
    }
    let drawings = try reader.each { try drawing(&$0) }
    let checks = try reader.each { try check(&$0) }
    guard (4...5).contains(texts.count), drawings.count < 2 else { throw ByteReader.Damaged() }
    return Figure(
      name: texts[0], series: texts.count == 5 ? texts[4] : nil, title: texts[1],
      description: texts[2], caption: texts[3], renderings: renderings, drawing: drawings.first,
      checks: checks)
  }

  private static func check(_ reader: inout ByteReader) throws -> FigureCheck {
    let texts = try reader.texts()
    let values: [Double] = try reader.numbers()
    let isPassed = try reader.bool()
    guard texts.count == 2, (1...2).contains(values.count) else { throw ByteReader.Damaged() }
    return FigureCheck(
      id: texts[0], finding: texts[1], value: values[0],
      limit: values.count == 2 ? values[1] : nil, isPassed: isPassed)
  }

  private static func drawing(_ reader: inout ByteReader) throws -> Figure.Drawing {
    let dot: [UInt8] = try reader.numbers()
    let isNamed: [Int32] = try reader.numbers()
    var rest = try reader.texts()[...]
    let pictures: [[UInt8]] = try reader.each { try $0.numbers() }
    let ground = try reader.texts()
    let size: [Double] = try reader.numbers()
    guard isNamed.count(where: { $0 != 0 }) == rest.count, size.count == 2, ground.count < 2 else {
      throw ByteReader.Damaged()
    }
    return Figure.Drawing(
      dot: dot, names: isNamed.map { $0 != 0 ? rest.removeFirst() : nil }, pictures: pictures,
      width: size[0], height: size[1], dpi: try reader.int(), ground: ground.first)
  }

  /// The content behind a head, which must take up all of the rest.
  private static func read<Content>(
    _ bytes: StoredBytes, _ head: Head, _ content: (inout ByteReader) throws -> Content
  ) throws -> Content {
    var reader = ByteReader(bytes)
    try read(head, &reader)
    let result = try content(&reader)
    guard reader.isAtEnd else { throw ByteReader.Damaged() }
    return result
  }
}

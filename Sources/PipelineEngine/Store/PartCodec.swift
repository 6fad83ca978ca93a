internal import GraphCore
internal import ModuleKit

/// Turns parts of networks into bytes and back. Arrays are stored as they lie in memory.
///
/// At the head stand eight letters, the format and what kind of part it is.
enum PartCodec {
  /// "sociogrm", as a number in memory.
  static let magic = Int(0x6d72_676f_6963_6f73)

  /// - Parameter kind: 0 to 6 for parts, 7 for the list of them.
  static func writeHead(_ kind: Int, _ writer: inout ByteWriter) {
    writer.write(magic)
    writer.write(Engine.storageFormat)
    writer.write(kind)
  }

  static func readHead(_ kind: Int, _ reader: inout ByteReader) throws {
    guard try reader.int() == magic, try reader.int() == Engine.storageFormat,
      try reader.int() == kind
    else { throw ByteReader.Damaged() }
  }

  static func write(_ content: StoredPart.Content, _ writer: inout ByteWriter) {
    switch content {
    case .graph(let graph):
      writeHead(0, &writer)
      write(graph, &writer)
    case .ids(let ids):
      writeHead(1, &writer)
      writer.write(ids)
    case .column(let column):
      writeHead(2, &writer)
      write(column, &writer)
    case .table(let table):
      writeHead(3, &writer)
      write(table, &writer)
    case .figure(let figure):
      writeHead(4, &writer)
      write(figure, &writer)
    case .document(let document):
      writeHead(5, &writer)
      writer.write(document.bytes)
    case .account(let account):
      writeHead(6, &writer)
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
    case .nodeColumn, .edgeColumn: .column(try read(bytes, 2) { try column(&$0) })
    case .table: .table(try read(bytes, 3, table))
    case .figure: .figure(try read(bytes, 4, figure))
    case .document:
      .document(Document(path: part.name, bytes: try read(bytes, 5) { try $0.numbers() }))
    case .account: .account(try read(bytes, 6) { try Account(&$0) })
    }
  }

  static func graph(_ bytes: StoredBytes, on workers: Workers) throws -> Graph {
    try read(bytes, 0) { reader in
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
    try read(bytes, 1) { try $0.texts(on: workers) }
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
    writer.write([figure.name, figure.title, figure.description])
    writer.write(each: figure.renderings) { rendering, writer in
      writer.write(rendering.format)
      writer.write(rendering.bytes)
    }
  }

  private static func figure(_ reader: inout ByteReader) throws -> Figure {
    let texts = try reader.texts()
    let renderings = try reader.each { reader in
      Figure.Rendering(format: try reader.text(), bytes: try reader.numbers())
    }
    guard texts.count == 3 else { throw ByteReader.Damaged() }
    return Figure(name: texts[0], title: texts[1], description: texts[2], renderings: renderings)
  }

  /// The content behind a head, which must take up all of the rest.
  private static func read<Content>(
    _ bytes: StoredBytes, _ kind: Int, _ content: (inout ByteReader) throws -> Content
  ) throws -> Content {
    var reader = ByteReader(bytes)
    try readHead(kind, &reader)
    let result = try content(&reader)
    guard reader.isAtEnd else { throw ByteReader.Damaged() }
    return result
  }
}

internal import ModuleKit

/// A network cut into parts that are stored under the hash of their content.
///
/// Stages share what they did not change: a stage that adds one column stores one column.
struct NetworkParts {
  /// What the network is made of, in reading order.
  struct Part {
    let kind: Kind
    let name: String
    let note: String
    let bytes: [UInt8]
  }
  enum Kind: Int {
    case graph, ids, nodeColumn, edgeColumn, table, figure, document, account
  }
  let parts: [Part]
}

enum NetworkCodec {
  static func encode(_ network: Network) -> NetworkParts {
    var parts: [NetworkParts.Part] = []
    func add(
      _ kind: NetworkParts.Kind, _ name: String = "", note: String = "",
      _ write: (inout ByteWriter) -> Void
    ) {
      var writer = ByteWriter()
      write(&writer)
      parts.append(.init(kind: kind, name: name, note: note, bytes: writer.bytes))
    }
    add(.graph) { encode(network.graph, &$0) }
    add(.ids) { $0.write(network.ids) }
    for entry in network.nodes.entries {
      add(.nodeColumn, entry.name, note: entry.convention) { encode(entry.column, &$0) }
    }
    for entry in network.edges.entries {
      add(.edgeColumn, entry.name, note: entry.convention) { encode(entry.column, &$0) }
    }
    for table in network.tables { add(.table, table.name) { encode(table, &$0) } }
    for figure in network.figures { add(.figure, figure.name) { encode(figure, &$0) } }
    for document in network.documents { add(.document, document.path) { $0.write(document.bytes) } }
    add(.account) { encodeAccount(network, &$0) }
    return NetworkParts(parts: parts)
  }

  static func decode(_ stored: NetworkParts) throws -> Network {
    func all(_ kind: NetworkParts.Kind) -> [NetworkParts.Part] {
      stored.parts.filter { $0.kind == kind }
    }
    guard let graphPart = all(.graph).first, let idsPart = all(.ids).first,
      let account = all(.account).first
    else { throw ByteReader.Damaged() }
    var graphReader = ByteReader(graphPart.bytes)
    let graph = try decodeGraph(&graphReader)
    var idReader = ByteReader(idsPart.bytes)
    let ids = try idReader.texts()
    guard ids.count == graph.nodeCount else { throw ByteReader.Damaged() }
    var network = Network(graph: graph, ids: ids)
    for part in all(.nodeColumn) {
      let column = try decodeColumn(part.bytes, count: graph.nodeCount)
      network.nodes.set(part.name, column, convention: part.note)
    }
    for part in all(.edgeColumn) {
      let column = try decodeColumn(part.bytes, count: graph.edgeCount)
      network.edges.set(part.name, column, convention: part.note)
    }
    for part in all(.table) { network.set(try decodeTable(part.bytes)) }
    for part in all(.figure) { network.set(try decodeFigure(part.bytes)) }
    for part in all(.document) {
      var reader = ByteReader(part.bytes)
      network.set(Document(path: part.name, bytes: try reader.content()))
    }
    try decodeAccount(account.bytes, into: &network)
    return network
  }

  // MARK: Graph and columns

  private static func encode(_ graph: Graph, _ writer: inout ByteWriter) {
    writer.write(graph.isDirected)
    writer.write(graph.nodeCount)
    writer.write(graph.sources)
    writer.write(graph.targets)
  }

  private static func decodeGraph(_ reader: inout ByteReader) throws -> Graph {
    let isDirected = try reader.bool()
    let count = try reader.int()
    let (sources, targets) = (try reader.int32s(), try reader.int32s())
    guard
      Graph.isCanonical(
        nodeCount: count, isDirected: isDirected, sources: sources, targets: targets)
    else { throw ByteReader.Damaged() }
    return Graph(nodeCount: count, isDirected: isDirected, sources: sources, targets: targets)
  }

  private static func encode(_ column: Column, _ writer: inout ByteWriter) {
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
      writer.write(values.map(\.rawValue))
    }
  }

  private static func decodeColumn(_ bytes: [UInt8], count: Int) throws -> Column {
    var reader = ByteReader(bytes)
    let column = try decodeColumn(&reader)
    guard column.count == count else { throw ByteReader.Damaged() }
    return column
  }

  private static func decodeColumn(_ reader: inout ByteReader) throws -> Column {
    switch try reader.int() {
    case 0: return .numbers(try reader.doubles())
    case 1: return .integers(try reader.ints())
    case 2:
      let (codes, dictionary) = (try reader.int32s(), try reader.texts())
      guard codes.allSatisfy({ $0 >= -1 && $0 < dictionary.count }) else {
        throw ByteReader.Damaged()
      }
      return .texts(TextColumn(codes: codes, dictionary: dictionary))
    case 3:
      return .flags(try reader.content().map { Column.Flag(rawValue: $0) ?? .missing })
    default: throw ByteReader.Damaged()
    }
  }

  // MARK: Tables, figures, account

  private static func encode(_ table: Table, _ writer: inout ByteWriter) {
    writer.write([table.name, table.title, table.note])
    writer.write(table.rows.rowCount)
    writer.write(each: table.rows.entries) { entry, writer in
      writer.write(entry.name)
      writer.write(entry.convention)
      encode(entry.column, &writer)
    }
  }

  private static func decodeTable(_ bytes: [UInt8]) throws -> Table {
    var reader = ByteReader(bytes)
    let texts = try reader.texts()
    var rows = Frame(rowCount: try reader.int())
    for _ in 0..<(try reader.int()) {
      let (name, convention) = (try reader.text(), try reader.text())
      let column = try decodeColumn(&reader)
      guard column.count == rows.rowCount else { throw ByteReader.Damaged() }
      rows.set(name, column, convention: convention)
    }
    guard texts.count == 3 else { throw ByteReader.Damaged() }
    return Table(name: texts[0], title: texts[1], note: texts[2], rows: rows)
  }

  private static func encode(_ figure: Figure, _ writer: inout ByteWriter) {
    writer.write([figure.name, figure.title, figure.description])
    writer.write(each: figure.renderings) { rendering, writer in
      writer.write(rendering.format)
      writer.write(rendering.bytes)
    }
  }

  private static func decodeFigure(_ bytes: [UInt8]) throws -> Figure {
    var reader = ByteReader(bytes)
    let texts = try reader.texts()
    let renderings = try reader.each { reader throws(ByteReader.Damaged) in
      Figure.Rendering(format: try reader.text(), bytes: try reader.content())
    }
    guard texts.count == 3 else { throw ByteReader.Damaged() }
    return Figure(name: texts[0], title: texts[1], description: texts[2], renderings: renderings)
  }

  private static func encodeAccount(_ network: Network, _ writer: inout ByteWriter) {
    writer.write(network.weight.map { [$0.column, $0.meaning.rawValue] } ?? [])
    writer.write(each: network.ledger) { entry, writer in
      writer.write([entry.source, entry.unit])
      writer.write([entry.read, entry.kept, entry.merged, entry.dropped])
      writer.write(each: entry.rejections) { rejection, writer in
        writer.write(rejection.line)
        writer.write([rejection.reason, rejection.detail])
      }
      writer.write(entry.notes)
    }
    writer.write(each: network.methods) { note, writer in
      switch note.subject {
      case .data: writer.write("data")
      case .preparation: writer.write("preparation")
      case .measure(let name): writer.write("measure:" + name)
      }
      writer.write([note.text, note.caption] + (note.reference.map { [$0] } ?? []))
    }
  }

  private static func decodeAccount(_ bytes: [UInt8], into network: inout Network) throws {
    var reader = ByteReader(bytes)
    let weight = try reader.texts()
    if weight.count == 2 {
      network.weight = EdgeWeight(
        column: weight[0], meaning: EdgeWeight.Meaning(rawValue: weight[1]) ?? .undeclared)
    }
    network.ledger = try reader.each { reader throws(ByteReader.Damaged) in
      let (texts, counts) = (try reader.texts(), try reader.ints())
      let rejections = try reader.each { reader throws(ByteReader.Damaged) in
        let line = try reader.int()
        let texts = try reader.texts()
        guard texts.count == 2 else { throw ByteReader.Damaged() }
        return LedgerEntry.Rejection(line: line, reason: texts[0], detail: texts[1])
      }
      guard texts.count == 2, counts.count == 4 else { throw ByteReader.Damaged() }
      return LedgerEntry(
        source: texts[0], unit: texts[1], read: counts[0], kept: counts[1], merged: counts[2],
        dropped: counts[3], rejections: rejections, notes: try reader.texts())
    }
    network.methods = try reader.each { reader throws(ByteReader.Damaged) in
      let subject = try reader.text()
      let texts = try reader.texts()
      guard texts.count >= 2 else { throw ByteReader.Damaged() }
      return MethodNote(
        subject == "data"
          ? .data
          : subject == "preparation" ? .preparation : .measure(String(subject.dropFirst(8))),
        texts[0], caption: texts[1], reference: texts.count > 2 ? texts[2] : nil)
    }
  }
}

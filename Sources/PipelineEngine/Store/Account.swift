internal import ModuleKit

/// What is said of a network: its weight, what was read, how it was made.
struct Account: Sendable {
  var weight: EdgeWeight?
  var ledger: [LedgerEntry]
  var methods: [MethodNote]

  init(_ network: Network) {
    (weight, ledger, methods) = (network.weight, network.ledger, network.methods)
  }

  init(_ reader: inout ByteReader) throws {
    let texts = try reader.texts()
    switch texts.count {
    case 0: weight = nil
    case 2:
      guard let meaning = EdgeWeight.Meaning(rawValue: texts[1]) else { throw ByteReader.Damaged() }
      weight = EdgeWeight(column: texts[0], meaning: meaning)
    default: throw ByteReader.Damaged()
    }
    ledger = try reader.each(Self.entry)
    methods = try reader.each(Self.method)
  }

  func write(to writer: inout ByteWriter) {
    writer.write(weight.map { [$0.column, $0.meaning.rawValue] } ?? [])
    writer.write(each: ledger) { entry, writer in
      writer.write([entry.source, entry.unit] + (entry.isInput ? [] : ["stage"]))
      writer.write([entry.read, entry.kept, entry.merged, entry.dropped])
      writer.write(each: entry.rejections) { rejection, writer in
        writer.write(rejection.line)
        writer.write([rejection.reason, rejection.detail])
      }
      writer.write(entry.notes)
    }
    writer.write(each: methods) { note, writer in
      switch note.subject {
      case .data: writer.write("data")
      case .preparation: writer.write("preparation")
      case .measure(let name): writer.write("measure:" + name)
      }
      writer.write([note.text, note.caption] + (note.reference.map { [$0] } ?? []))
      writer.write((note.french.map { [$0] } ?? []))
      writer.write(note.limits.map(\.rawValue))
      // A first text tells that tables are known, if only that there are none.
      writer.write(note.tables.map { ["tables"] + $0 } ?? [])
    }
  }

  private static func entry(_ reader: inout ByteReader) throws -> LedgerEntry {
    let texts = try reader.texts()
    let counts: [Int] = try reader.numbers()
    let rejections = try reader.each { reader in
      let line = try reader.int()
      let texts = try reader.texts()
      guard texts.count == 2 else { throw ByteReader.Damaged() }
      return LedgerEntry.Rejection(line: line, reason: texts[0], detail: texts[1])
    }
    guard (2...3).contains(texts.count), counts.count == 4 else { throw ByteReader.Damaged() }
    return LedgerEntry(
      source: texts[0], isInput: texts.count == 2, unit: texts[1], read: counts[0], kept: counts[1],
      merged: counts[2],
      dropped: counts[3], rejections: rejections, notes: try reader.texts())
  }

  private static func method(_ reader: inout ByteReader) throws -> MethodNote {
    let subject = try reader.text()
    let texts = try reader.texts()
    let french = try reader.texts()
    let limits = try reader.texts().map(MethodNote.Limit.init)
    let tables = try reader.texts()
    guard texts.count >= 2, !limits.contains(nil) else { throw ByteReader.Damaged() }
    return MethodNote(
      subject == "data"
        ? .data
        : subject == "preparation" ? .preparation : .measure(String(subject.dropFirst(8))),
      texts[0], french: french.first, caption: texts[1],
      reference: texts.count > 2 ? texts[2] : nil,
      tables: tables.isEmpty ? nil : Array(tables.dropFirst()), limits: limits.compactMap { $0 })
  }
}

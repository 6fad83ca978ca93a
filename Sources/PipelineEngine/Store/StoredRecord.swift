/// Which parts make up a stage's network, and what they come to; kept behind the hash of its own content.
struct StoredRecord: Sendable {
  struct Part: Sendable {
    let kind: StoredPart.Kind
    let name, note: String
    let size: Int
    let hash: String

    init(_ part: StoredPart, size: Int, hash: String) {
      (kind, name, note) = (part.kind, part.name, part.note)
      (self.size, self.hash) = (size, hash)
    }

    init(_ reader: inout ByteReader) throws {
      let kind = StoredPart.Kind(rawValue: try reader.int())
      size = try reader.int()
      let texts = try reader.texts()
      guard let kind, texts.count == 3 else { throw ByteReader.Damaged() }
      self.kind = kind
      (name, note, hash) = (texts[0], texts[1], texts[2])
    }
  }

  let summary: StageSummary
  let parts: [Part]
  private static let hashLength = 64

  init(summary: StageSummary, parts: [Part]) { (self.summary, self.parts) = (summary, parts) }

  /// Nil when there is no such record, when it is damaged or of another format.
  init?(file path: String) {
    guard let stored = StoredBytes(file: path), stored.count > Self.hashLength,
      stored.text(0..<Self.hashLength) == stored.sha256(from: Self.hashLength)
    else { return nil }
    var reader = ByteReader(stored, from: Self.hashLength)
    do {
      try PartCodec.read(.record, &reader)
      summary = try StageSummary(&reader)
      parts = try reader.each(Part.init)
    } catch {
      return nil
    }
  }

  var sealed: [UInt8] {
    var writer = ByteWriter()
    PartCodec.write(.record, &writer)
    summary.write(to: &writer)
    writer.write(each: parts) { part, writer in
      writer.write(part.kind.rawValue)
      writer.write(part.size)
      writer.write([part.name, part.note, part.hash])
    }
    return Array(Hashing.sha256(writer.bytes).utf8) + writer.bytes
  }
}

internal import ModuleKit

/// Results of stages, kept under the key of their recipe.
///
///     blobs/ab/cdef…       parts of networks, named by the hash of their content
///     results/<key>        which parts make up a stage's network
///     recipes/<stage id>   the recipe of the stage's last result, to tell why it runs again
///
/// Everything is written to a temporary file and renamed, so that a killed run leaves either
/// nothing or the whole; what does not match its hash counts as absent.
struct Store: Sendable {
  private let folder: String
  private let temporary: String

  /// - Parameter temporary: a folder on the same file system, for files being written.
  init(folder: String, temporary: String) { (self.folder, self.temporary) = (folder, temporary) }

  /// Creates the folders when they are missing.
  func prepare() throws(FileFailure) {
    for name in ["blobs", "results", "recipes"] { try Files.createFolder(folder + "/" + name) }
  }

  /// Whether the whole result is there; its content is checked when it is loaded.
  func holds(_ key: String) -> Bool {
    guard let parts = record(key)?.parts else { return false }
    return parts.allSatisfy { Files.size(blobPath($0.hash)) == $0.size }
  }

  /// What the stored network holds, without reading it.
  func summary(_ key: String) -> StageSummary? { record(key)?.summary }

  /// The network stored under `key`; nil when it is absent or damaged.
  func load(_ key: String) -> Network? {
    guard let listed = record(key)?.parts else { return nil }
    var parts: [NetworkParts.Part] = []
    for part in listed {
      guard let bytes = Files.read(blobPath(part.hash)), Hashing.sha256(bytes) == part.hash
      else {
        Files.remove(blobPath(part.hash))
        Files.remove(resultPath(key))
        return nil
      }
      parts.append(.init(kind: part.kind, name: part.name, note: part.note, bytes: bytes))
    }
    return try? NetworkCodec.decode(NetworkParts(parts: parts))
  }

  func save(_ network: Network, _ summary: StageSummary, recipe: Recipe) throws(FileFailure) {
    var record = ByteWriter()
    let parts = NetworkCodec.encode(network).parts
    var hashes: [String] = []
    for part in parts {
      let hash = Hashing.sha256(part.bytes)
      hashes.append(hash)
      let path = blobPath(hash)
      if Files.size(path) != part.bytes.count {
        try Files.writeAtomically(part.bytes, to: path, via: temporary)
      }
    }
    summary.write(to: &record)
    record.write(each: Array(zip(parts, hashes))) { item, record in
      record.write(item.0.kind.rawValue)
      record.write(item.0.bytes.count)
      record.write([item.0.name, item.0.note, item.1])
    }
    try Files.writeAtomically(
      Self.sealed(record.bytes), to: resultPath(recipe.key), via: temporary)
    try Files.writeAtomically(
      Array(recipe.json.pretty.utf8), to: recipePath(recipe.stage), via: temporary)
  }

  /// The recipe of the stage's last result, as JSON text.
  func lastRecipe(of stage: String) -> [UInt8]? { Files.read(recipePath(stage)) }

  // MARK: Records

  private struct ListedPart {
    let kind: NetworkParts.Kind
    let size: Int
    let name, note, hash: String
  }

  private func record(_ key: String) -> (summary: StageSummary, parts: [ListedPart])? {
    guard let stored = Files.read(resultPath(key)), let bytes = Self.unsealed(stored) else {
      return nil
    }
    var reader = ByteReader(bytes)
    guard let summary = try? StageSummary(&reader) else { return nil }
    let parts = try? reader.each { reader throws(ByteReader.Damaged) in
      let kind = NetworkParts.Kind(rawValue: try reader.int())
      let size = try reader.int()
      let texts = try reader.texts()
      guard let kind, texts.count == 3 else { throw ByteReader.Damaged() }
      return ListedPart(kind: kind, size: size, name: texts[0], note: texts[1], hash: texts[2])
    }
    return parts.map { (summary, $0) }
  }

  /// The content behind its own hash.
  private static func sealed(_ bytes: [UInt8]) -> [UInt8] {
    Array(Hashing.sha256(bytes).utf8) + bytes
  }
  private static func unsealed(_ bytes: [UInt8]) -> [UInt8]? {
    let content = Array(bytes.dropFirst(64))
    return bytes.prefix(64).elementsEqual(Hashing.sha256(content).utf8) ? content : nil
  }

  private func blobPath(_ hash: String) -> String {
    "\(folder)/blobs/\(hash.prefix(2))/\(hash.dropFirst(2))"
  }
  private func resultPath(_ key: String) -> String { "\(folder)/results/\(key)" }
  private func recipePath(_ stage: String) -> String { "\(folder)/recipes/\(stage).json" }
}

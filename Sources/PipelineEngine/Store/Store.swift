package import GraphCore
package import ModuleKit

/// Results of stages, kept under the key of their recipe.
///
///     blobs/ab/cdef…       parts of networks, named by the hash of their content
///     results/<key>        which parts make up a stage's network
///     recipes/<stage id>   the recipe of the stage's last result, to tell why it runs again
///
/// Everything is written to a temporary file and renamed, so that a killed run leaves either
/// nothing or the whole; what does not match its hash counts as absent.
package struct Store: Sendable {
  private let folder: String
  private let temporary: String

  /// - Parameter temporary: a folder on the same file system, for files being written.
  package init(folder: String, temporary: String) {
    (self.folder, self.temporary) = (folder, temporary)
  }

  /// Creates the folders when they are missing.
  package func prepare() throws(FileFailure) {
    for name in ["blobs", "results", "recipes"] { try Files.createFolder(folder + "/" + name) }
  }

  /// Whether the whole result is there; its content is checked when it is loaded.
  package func holds(_ key: String) -> Bool {
    record(key)?.parts.allSatisfy(isThere) ?? false
  }

  /// What the stored network holds, without reading it.
  package func summary(_ key: String) -> StageSummary? { record(key)?.summary }

  /// The hashes of the figures in a stored network, in their order.
  func figureHashes(_ key: String) -> [String] {
    record(key)?.parts.filter { $0.kind == .figure }.map(\.hash) ?? []
  }

  /// The figure with this hash; nil when it is absent or damaged.
  func figure(_ hash: String) -> Figure? {
    guard let bytes = StoredBytes(file: blobPath(hash)), bytes.sha256() == hash else { return nil }
    return try? PartCodec.figure(bytes)
  }

  /// The network stored under `key`; nil when it is absent or damaged.
  package func load(_ key: String, on workers: Workers = .serial) throws(Cancelled) -> Network? {
    guard let listed = record(key)?.parts else { return nil }
    let found = try workers.map(listed) { part in
      StoredBytes(file: blobPath(part.hash)).flatMap { $0.sha256() == part.hash ? $0 : nil }
    }
    for (part, bytes) in zip(listed, found) where bytes == nil { Files.remove(blobPath(part.hash)) }
    do {
      let parts = zip(listed, found).compactMap { part, bytes in bytes.map { (part, $0) } }
      guard parts.count == listed.count else { throw ByteReader.Damaged() }
      return try Network(parts, on: workers)
    } catch let error as Cancelled {
      throw error
    } catch {
      Files.remove(resultPath(key))
      return nil
    }
  }

  /// Stores the result of a stage. What it took over from the network it read is not written again.
  ///
  /// - Parameter origin: the network that the stage read first, and its key.
  package func save(
    _ network: Network, _ summary: StageSummary, recipe: Recipe,
    from origin: (network: Network, key: String)? = nil, on workers: Workers = .serial
  ) throws {
    let parts = network.storedParts
    let known = origin.map { kept(of: parts, from: $0.network, $0.key) } ?? [:]
    let listed = try workers.map(Array(parts.enumerated())) { index, part in
      known[index].map { .success($0) } ?? Result { () throws(FileFailure) in try store(part) }
    }
    try Files.writeAtomically(
      StoredRecord(summary: summary, parts: try listed.map { try $0.get() }).sealed,
      to: resultPath(recipe.key), via: temporary)
    try Files.writeAtomically(
      Array(recipe.json.pretty.utf8), to: recipePath(recipe.stage), via: temporary)
  }

  /// The parts that are the same memory in the network they come from, by position, as stored there.
  ///
  /// Both networks are there while they are compared, so that neither writes to what they share.
  private func kept(
    of parts: [StoredPart], from origin: Network, _ key: String
  ) -> [Int: StoredRecord.Part] {
    guard let listed = record(key)?.parts else { return [:] }
    let earlier = origin.storedParts
    var kept: [Int: StoredRecord.Part] = [:]
    for (index, part) in parts.enumerated() {
      guard
        let same = earlier.first(where: { $0.kind == part.kind && $0.name == part.name }),
        part.sharesMemory(with: same),
        let stored = listed.first(where: { $0.kind == part.kind && $0.name == part.name }),
        isThere(stored)
      else { continue }
      kept[index] = StoredRecord.Part(part, size: stored.size, hash: stored.hash)
    }
    return kept
  }

  private func store(_ part: StoredPart) throws(FileFailure) -> StoredRecord.Part {
    let stream = BlobStream(in: temporary)
    var writer = ByteWriter(to: stream)
    PartCodec.write(part.content, &writer)
    let blob = try stream.finish(writer.bytes) { blobPath($0) }
    return StoredRecord.Part(part, size: blob.size, hash: blob.hash)
  }

  /// The recipe of the stage's last result, as JSON text.
  func lastRecipe(of stage: String) -> [UInt8]? { Files.read(recipePath(stage)) }

  private func record(_ key: String) -> StoredRecord? { StoredRecord(file: resultPath(key)) }

  private func isThere(_ part: StoredRecord.Part) -> Bool {
    Files.size(blobPath(part.hash)) == part.size
  }
  private func blobPath(_ hash: String) -> String {
    "\(folder)/blobs/\(hash.prefix(2))/\(hash.dropFirst(2))"
  }
  private func resultPath(_ key: String) -> String { "\(folder)/results/\(key)" }
  private func recipePath(_ stage: String) -> String { "\(folder)/recipes/\(stage).json" }
}

import Foundation
import ModuleKit
import PipelineEngine
import Testing

/// A store in a folder of its own, which goes when the value does.
final class TestStore {
  let folder = NSTemporaryDirectory() + "sociogram-store-" + UUID().uuidString
  let store: Store
  let workers: Workers

  init(threads: Int = 1) throws {
    workers = Workers(threads: threads)
    try FileManager.default.createDirectory(
      atPath: folder + "/tmp", withIntermediateDirectories: true)
    store = Store(folder: folder + "/cache", temporary: folder + "/tmp")
    try store.prepare()
  }
  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// - Returns: the key.
  @discardableResult func save(
    _ network: Network, as stage: String = "stage",
    from origin: (network: Network, key: String)? = nil
  ) throws -> String {
    let manual = Manual(name: "test.module", summary: "", details: "", writes: [], examples: [])
    let recipe = Recipe(
      engine: "test", module: manual, stage: stage, parameters: .null, files: [], inputs: [],
      seed: 1, title: "", surroundings: [:]
    ).sealed()
    let warning = Diagnostic(.warning, "odd", "ødd", at: .init(file: "x"), help: "none")
    let summary = StageSummary(network, inherited: 0, warnings: [warning])
    try store.save(network, summary, recipe: recipe, from: origin, on: workers)
    return recipe.key
  }

  func load(_ key: String) throws -> Network? { try store.load(key, on: workers) }

  /// Hashes of all blobs.
  var blobs: Set<String> {
    let paths = FileManager.default.enumerator(atPath: folder + "/cache/blobs")
    let names = paths?.compactMap { $0 as? String }.filter { $0.contains("/") } ?? []
    return Set(names.map { $0.replacingOccurrences(of: "/", with: "") })
  }

  func blobPath(_ hash: String) -> String {
    "\(folder)/cache/blobs/\(hash.prefix(2))/\(hash.dropFirst(2))"
  }
  func blob(_ hash: String) throws -> [UInt8] { try read(blobPath(hash)) }

  /// The blob that begins as those of this kind do.
  func blobs(ofKind kind: UInt8) throws -> [String] {
    try blobs.filter { try blob($0)[16] == kind }.sorted()
  }

  func write(_ bytes: [UInt8], toBlob hash: String) throws {
    let path = blobPath(hash)
    try FileManager.default.createDirectory(
      atPath: String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)),
      withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  /// Puts other content in the place of a blob, as if it had been stored.
  /// - Returns: its hash.
  @discardableResult func forge(_ hash: String, _ bytes: [UInt8], in key: String) throws -> String {
    let forged = Hashing.sha256(bytes)
    try write(bytes, toBlob: forged)
    try editRecord(key) { content in
      let (old, new) = (Array(hash.utf8), Array(forged.utf8))
      let starts = content.indices.dropLast(old.count - 1).filter {
        content[$0..<$0 + old.count].elementsEqual(old)
      }
      for start in starts { content.replaceSubrange(start..<start + old.count, with: new) }
    }
    return forged
  }

  /// Changes the record of a result and seals it anew.
  func editRecord(_ key: String, _ edit: (inout [UInt8]) -> Void) throws {
    var content = Array(try record(key).dropFirst(64))
    edit(&content)
    try Data(Array(Hashing.sha256(content).utf8) + content)
      .write(to: URL(fileURLWithPath: recordPath(key)))
  }

  func record(_ key: String) throws -> [UInt8] { try read(recordPath(key)) }
  func recordPath(_ key: String) -> String { folder + "/cache/results/" + key }

  private func read(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }
}

/// Everything that a network can hold.
func networkOfEverything(_ graph: Graph) -> Network {
  let (n, m) = (graph.nodeCount, graph.edgeCount)
  let names = (0..<n).map { ["é\u{301}", "Ångström ", "👩‍👩‍👧 ", "a,\"b\"\n"][$0 % 4] + String($0) }
  let long = String(repeating: "ß", count: 400)
  var network = Network(graph: graph, ids: (names.dropLast() + (n > 0 ? [long] : [])).map { $0 })
  network.nodes.set(
    "number", .numbers((0..<n).map { [.nan, -0.0, 1.5, .infinity][$0 % 4] }), convention: "as it is"
  )
  network.nodes.set(
    "integer", .integers((0..<n).map { [Column.missingInteger, .max, -1][$0 % 3] }))
  network.nodes.set("text", .texts((0..<n).map { [nil, "", "x", long][$0 % 4] }))
  network.nodes.set("flag", .flags((0..<n).map { [.no, .missing, .yes][$0 % 3] }))
  network.edges.set("weight", .numbers((0..<m).map(Double.init)), convention: "\u{e9}")
  network.edges.set("kind", .texts((0..<m).map { $0 % 2 == 0 ? nil : "kind" }))
  network.weight = EdgeWeight(column: "weight", meaning: .distance)
  network.set(Table(name: "nothing", title: "", rows: Frame(rowCount: 0)))
  network.set(Table(name: "nodes", title: "Nodes", note: "ø", rows: network.nodes))
  network.set(
    Figure(
      name: "figure", title: "F", description: "—", caption: "Data: é.",
      renderings: [.init(format: "svg", bytes: [1, 2, 255]), .init(format: "png", bytes: [])],
      drawing: .init(
        dot: Array("graph {}".utf8), names: ["", nil, "ø"], width: 960, height: 540.5, dpi: 144)))
  network.set(Figure(name: "bare", title: "", description: "", renderings: []))
  network.set(Document(path: "report.md", bytes: Array("# Ré".utf8)))
  network.ledger = [
    LedgerEntry(
      source: "ties.csv", unit: "rows", read: 3, kept: 1, merged: 1,
      rejections: [.init(line: 7, reason: "empty", detail: "é")], notes: ["a", ""]),
    LedgerEntry(source: "filter.node", isInput: false, unit: "nodes", read: 3, kept: 3),
  ]
  network.methods = [
    MethodNote(.data, "Data."), MethodNote(.preparation, "Made.", caption: "c"),
    MethodNote(.measure("degree"), "Counted.", caption: "d", reference: "R."),
    MethodNote(.measure("x"), "Counted.", tables: ["a", ""]),
    MethodNote(.measure("y"), "Counted.", tables: []),
    MethodNote(
      .measure("z"), "Guessed.", french: "Estimé.", reference: "R.", tables: ["t"],
      limits: [.attrition, .estimated]),
  ]
  return network
}

func expectSame(_ a: Network?, _ b: Network, _ comment: Comment? = nil) {
  guard let a else {
    Issue.record("no network")
    return
  }
  #expect(a.graph == b.graph, comment)
  #expect(a.graph.incoming == b.graph.incoming, comment)
  #expect(a.graph.outgoing.edges == b.graph.outgoing.edges, comment)
  #expect(a.graph.incoming.edges == b.graph.incoming.edges, comment)
  // By bytes: `==` takes two spellings of a text in Unicode for the same.
  #expect(a.ids.map { Array($0.utf8) } == b.ids.map { Array($0.utf8) }, comment)
  #expect(a.nodes == b.nodes && a.edges == b.edges, comment)
  #expect(a.weight == b.weight, comment)
  #expect(a.tables == b.tables && a.figures == b.figures, comment)
  #expect(a.documents == b.documents, comment)
  #expect(a.ledger == b.ledger && a.methods == b.methods, comment)
}

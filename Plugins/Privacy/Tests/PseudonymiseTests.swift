import Foundation
import Privacy
import ModuleKit
import ModuleTesting
import Testing

struct PseudonymiseTests {
  private func file(_ bytes: Int, in folder: String = NSTemporaryDirectory()) throws -> String {
    let path = folder + "/sociogram-" + UUID().uuidString + ".key"
    try Data(repeating: 0x2A, count: bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  private var network: Network {
    var network = Network(sketch: "Ann-Bob:2 Bob-Cat:1")
    network.nodes.set("email", .texts(["ann@example.com", "bob@example.com; b@example.com", nil]))
    network.nodes.set("note", .texts(["knows Ann", nil, nil]))
    network.nodes.set("age", .integers([31, 40, 50]))
    network.edges.set("source", .texts(["Ann.csv:1", "Ann.csv:2"]))
    network.set(Table(name: "merges", title: "Ann", rows: Frame(rowCount: 0)))
    network.ledger = [
      LedgerEntry(
        source: "ties.csv", unit: "ties", read: 1, kept: 0,
        rejections: [.init(line: 1, reason: "self-loop", detail: "'Ann' is joined to itself")])
    ]
    return network
  }

  @Test func isHMAC() {
    // HMAC-SHA-256 of "id", NUL, "Ann" under 32 bytes of 0x2A, computed with Python's hmac.
    let name = Pseudonyms(key: Array(repeating: 0x2A, count: 32)).pseudonym(
      "Ann", kind: "id", prefix: "p-")
    #expect(name == "p-x664raubmkvemaid")
  }

  @Test func leavesNoName() throws {
    let key = try file(32)
    defer { try? FileManager.default.removeItem(atPath: key) }
    let result = try ModuleRun(Pseudonymise.self, on: network, with: ["key_file": .string(key)])
      .network
    #expect(result.graph.edgeCount == 2)
    #expect(Set(result.ids).count == 3)
    #expect(result.ids.allSatisfy { $0.hasPrefix("p-") && $0.count == 18 })
    #expect(result.nodes.names == ["email", "age"])
    #expect(result.edges.names == ["weight"])
    #expect(result.tables.isEmpty)
    let texts =
      result.ids
      + result.nodes.entries.flatMap { entry in
        (0..<3).compactMap { entry.column.text(at: $0) }
      } + result.ledger.flatMap { $0.rejections.map(\.detail) }
    for word in ["Ann", "Bob", "Cat", "example"] {
      #expect(!texts.contains { $0.contains(word) })
    }
    // Bob's two addresses are two pseudonyms, and he still has two ties.
    let bob = try #require((0..<3).first { result.nodes["age"]?.text(at: $0) == "40" })
    #expect(result.nodes["email"]?.text(at: bob)?.split(separator: "; ").count == 2)
    #expect(result.graph.outgoing.degree(bob) == 2)
    #expect(result.ledger[0].isBalanced)
  }

  @Test func isTheSameInEveryStudy() throws {
    let key = try file(32)
    defer { try? FileManager.default.removeItem(atPath: key) }
    func ids(_ sketch: String) throws -> [String] {
      try ModuleRun(
        Pseudonymise.self, on: Network(sketch: sketch), with: ["key_file": .string(key)]
      ).network.ids
    }
    #expect(Set(try ids("Ann-Bob")).isSubset(of: try ids("Ann-Bob Bob-Cat")))
  }

  @Test func refusesKeysThatDoNotProtect() throws {
    let short = try file(31)
    defer { try? FileManager.default.removeItem(atPath: short) }
    #expect(throws: Diagnostic.self) {
      try ModuleRun(Pseudonymise.self, on: network, with: ["key_file": .string(short)])
    }
    let folder = NSTemporaryDirectory() + "/sociogram-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: folder + "/.git", withIntermediateDirectories: true)
    try FileManager.default.createDirectory(
      atPath: folder + "/study", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let inside = try file(32, in: folder + "/study")
    do {
      _ = try ModuleRun(Pseudonymise.self, on: network, with: ["key_file": .string(inside)])
      Issue.record("a key in a repository was taken")
    } catch let error as Diagnostic {
      #expect(error.id == "key-in-repository")
    }
  }

  @Test func refusesColumnsThatAreNotThere() throws {
    let key = try file(32)
    defer { try? FileManager.default.removeItem(atPath: key) }
    do {
      _ = try ModuleRun(
        Pseudonymise.self, on: network,
        with: ["key_file": .string(key), "hash": ["emial"], "drop": ["note"]])
      Issue.record("a column that is not there was passed over")
    } catch let error as Diagnostics {
      #expect(error.all.map(\.help) == ["did you mean 'email'?"])
    }
  }
}

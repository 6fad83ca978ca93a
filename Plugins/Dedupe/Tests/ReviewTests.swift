import Dedupe
import Foundation
import ModuleKit
import ModuleTesting
import Testing

/// What people tell `dedupe.resolve` in files, and what it tells them.
struct ReviewTests {
  private static let names = [
    ("a", "Jean Dupont", "jean@example.com"), ("b", "Jean Dupont", "jean@example.com"),
    ("c", "J. Dupont", nil), ("d", "Marie Durand", "marie@example.com"), ("e", "Luc Petit", nil),
  ]

  private func network() -> Network {
    var network = Network(
      graph: Graph(nodeCount: 5, isDirected: false, sources: [], targets: []),
      ids: Self.names.map(\.0))
    network.nodes.set("full_name", .texts(Self.names.map { Optional($0.1) }))
    network.nodes.set("email", .texts(Self.names.map(\.2)))
    network.nodes.set("source", .texts((2...6).map { Optional("book.csv:\($0)") }))
    network.nodes.set("key", .texts(["k1", "k2", nil, "k4", "k5"]))
    return network
  }

  private func run(_ parameters: JSON, files: [String: String] = [:]) throws -> Network {
    let folder = NSTemporaryDirectory() + "review-\(UUID().uuidString)/"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var all = parameters
    for (name, text) in files {
      try text.write(toFile: folder + name, atomically: true, encoding: .utf8)
      all[name] = .string(folder + name)
    }
    return try ModuleRun(ResolvePeople.self, on: network(), with: all).network
  }

  @Test func obeysAReviewFileByKeyAndByID() throws {
    // Rows were others and ids had other names when this was decided; only c has no key.
    let review = """
      decision,record_a,record_b,key_a,key_b
      different,old name,older name,book.csv k1,book.csv k2
      same,c,d,,book.csv k4
      unsure,a,e,,
      same,a,b,book.csv k1,book.csv gone

      """
    let result = try run([:], files: ["review": review])
    // The fuller record gives the id.
    #expect(result.ids == ["a", "b", "d", "e"])
    let notes = result.ledger.flatMap(\.notes).joined(separator: "\n")
    #expect(notes.contains("decisions read: 4, of which same 1, different 1, open 1"))
    #expect(notes.contains("no longer there 1"))
    // What was decided stays in the file that is written.
    let table = try #require(result.table("review")?.rows)
    let decisions = (0..<table.rowCount).compactMap { table["decision"]?.text(at: $0) }
    #expect(decisions.sorted() == ["different", "same", "unsure"])
  }

  @Test func refusesABadReviewFile() {
    for (text, id) in [
      ("decision,record_a\nsame,a\n", "missing-column"),
      ("decision,record_a,record_b\nperhaps,a,b\n", "unknown-decision"),
      ("decision,record_a,record_b\nsame,a,b\ndifferent,b,a\n", "contradictory-decisions"),
      ("", "empty-table"),
    ] {
      do {
        _ = try run([:], files: ["review": text])
        Issue.record("accepted: \(text)")
      } catch let error as Diagnostic {
        #expect(error.id == id)
      } catch let error as Diagnostics {
        #expect(error.all.map(\.id) == [id])
      } catch {
        Issue.record("not a diagnostic: \(error)")
      }
    }
  }

  @Test func measuresAgainstATruth() throws {
    let truth = "record,person\na,1\nb,1\nc,1\nd,2\ne,3\ngone,3\n"
    let result = try run(["same": [["a", "b"]], "apart": [["b", "c"]]], files: ["truth": truth])
    let table = try #require(result.table("thresholds")?.rows)
    let row = try #require((0..<table.rowCount).first { table["threshold"]?.number(at: $0) == 0.8 })
    // Of three true pairs one is found, and nothing else.
    #expect(table["precision"]?.number(at: row) == 1)
    #expect(abs((table["recall"]?.number(at: row) ?? 0) - 1.0 / 3) < 1e-12)
    #expect(table["changed_records"]?.number(at: row) == 0)
    #expect(throws: Diagnostic.self) {
      _ = try run([:], files: ["truth": "record,person\na,1\na,2\n"])
    }
  }

  @Test func explainsAnyPairThatIsAskedFor() throws {
    let result = try run(["explain": [["e", "d"]]])
    let matches = try #require(result.table("matches")?.rows)
    let row = try #require(
      (0..<matches.rowCount).first { matches["record_b"]?.text(at: $0) == "e" })
    #expect(matches["record_a"]?.text(at: row) == "d")
    #expect(matches["family_name"]?.text(at: row) == "different")
    #expect(matches["linked"]?.text(at: row) == "false")
  }

  @Test func keepsValuesByTheRulesOfTheStudy() throws {
    let result = try run(["same": [["a", "c"]], "survivorship": ["full_name": "first"]])
    #expect(result.nodes["full_name"]?.text(at: 0) == "Jean Dupont")
    #expect(throws: Diagnostic.self) { _ = try run(["survivorship": ["fullname": "first"]]) }
  }

  @Test func comparesOnlyWhatTheStudyBlocks() throws {
    let result = try run(["blocking": [["email"]]])
    let blocking = try #require(result.table("blocking")?.rows)
    #expect(blocking.rowCount == 1)
    #expect(blocking["pairs"]?.number(at: 0) == 1)
  }

  @Test func findsWhatHangsByALink() {
    // A triangle 0 1 2 with a tail 3, 4: two bridges, five links of ten.
    let pairs = [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4)].map {
      ScoredPair(a: $0.0, b: $0.1, weight: 4)
    }
    let checks = PeopleChecks(RecordClusters(count: 7, pairs: pairs), pairs: pairs).checks
    #expect(checks.count == 1)
    #expect(checks.first?.bridges == 2)
    #expect(checks.first?.density == 0.5)
  }

  /// Every link of random graphs is taken out in turn.
  @Test func findsBridgesAsTakingOutDoes() {
    var random = RandomSource(seed: 4)
    for _ in 0..<60 {
      let count = 3 + random.next(below: 6)
      var pairs: [ScoredPair] = []
      for a in 0..<count {
        for b in (a + 1)..<max(a + 1, count) where random.unit() < 0.35 {
          pairs.append(ScoredPair(a: Int32(a), b: Int32(b), weight: 1))
        }
      }
      let whole = RecordClusters(count: count, pairs: pairs)
      let expected = pairs.indices.count { left in
        guard whole.members[whole.clusterOf[Int(pairs[left].a)]].count > 2 else { return false }
        var rest = pairs
        rest.remove(at: left)
        return RecordClusters(count: count, pairs: rest).members.count > whole.members.count
      }
      let found = PeopleChecks(whole, pairs: pairs).checks.reduce(0) { $0 + $1.bridges }
      #expect(found == expected)
    }
  }
}

import Dedupe
import Foundation
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

/// `dedupe.resolve` on data whose truth is known, with nothing but the columns named.
struct ResolveTests {
  private static let people: JSON = [
    "given_name": "given_name", "family_name": "surname",
    "street": ["street_number", "address_1"], "city": "suburb", "postcode": "postcode",
    "region": "state", "birth_date": "date_of_birth",
  ]

  private func table(_ name: String) throws -> [[String: String]] {
    let path = ReferenceData.checkout + "/Tests/Resources/entity-resolution/" + name
    let text = try String(contentsOfFile: path, encoding: .utf8)
    // None of these files has quotes around commas.
    let lines = text.split(whereSeparator: \.isNewline).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
    }
    return lines.dropFirst().map { Dictionary(zip(lines[0], $0)) { first, _ in first } }
  }

  /// People without ties, a column for each of the table's.
  private func network(_ rows: [[String: String]], id: String) -> Network {
    let sorted = rows.sorted { ($0[id] ?? "").utf8.lexicographicallyPrecedes(($1[id] ?? "").utf8) }
    var network = Network(
      graph: Graph(nodeCount: sorted.count, isDirected: false, sources: [], targets: []),
      ids: sorted.map { $0[id] ?? "" })
    for column in Set(rows.flatMap(\.keys)).sorted() where column != id {
      network.nodes.set(
        column,
        .texts(sorted.map { row in row[column].flatMap { $0.isEmpty ? nil : $0 } }))
    }
    return network
  }

  private func quality(_ network: Network, truth: String) throws -> ClusterQuality {
    let clusters = try #require(network.table("clusters")?.rows)
    var entities: [String: String] = [:]
    for row in try table("truth/\(truth).csv") {
      entities[row["record_id"] ?? ""] = row["entity_id"]
    }
    func numbered(_ texts: [String]) -> [Int] {
      var numbers: [String: Int] = [:]
      return texts.map { text in
        let number = numbers[text] ?? numbers.count
        numbers[text] = number
        return number
      }
    }
    let records = (0..<clusters.rowCount).map { clusters["record"]?.text(at: $0) ?? "" }
    let people = (0..<clusters.rowCount).map { clusters["person"]?.text(at: $0) ?? "" }
    return ClusterQuality(
      found: numbered(people), truth: numbered(records.map { entities[$0] ?? "?" }))
  }

  @Test(arguments: [("febrl1", "dataset1", 0.99), ("febrl2", "dataset2", 0.99)])
  func findsTheDuplicatesOfFEBRL(truth: String, file: String, least: Double) throws {
    let records = network(try table("febrl/\(file).csv"), id: "rec_id")
    // Without the number of the social security, which alone would do.
    let run = try ModuleRun(
      ResolvePeople.self, on: records, with: ["fields": Self.people, "region": "AU"])
    let found = try quality(run.network, truth: truth)
    #expect(found.pairwise.f1 >= least)
    #expect(found.bCubed.f1 >= least)
    #expect(run.network.ledger.allSatisfy { $0.isBalanced })
  }

  @Test func findsThePeopleOfFake1000() throws {
    let records = network(try table("splink/fake_1000.csv"), id: "unique_id")
    let run = try ModuleRun(
      ResolvePeople.self, on: records,
      with: [
        "fields": [
          "given_name": "first_name", "family_name": "surname", "birth_date": "dob",
          "city": "city", "email": "email",
        ]
      ])
    let found = try quality(run.network, truth: "fake_1000").pairwise
    #expect(found.precision >= 0.95)
    #expect(found.f1 >= 0.93)
  }

  @Test func isTheSameForAnyThreadsAndOrder() throws {
    let rows = try table("febrl/dataset1.csv")
    let parameters: JSON = ["fields": Self.people]
    let one = try ModuleRun(
      ResolvePeople.self, on: network(rows, id: "rec_id"), with: parameters)
    let two = try ModuleRun(
      ResolvePeople.self, on: network(rows.reversed(), id: "rec_id"), with: parameters,
      workers: Workers(threads: 3))
    for table in ["clusters", "matches", "linkage_model"] {
      #expect(one.network.table(table) == two.network.table(table))
    }
    #expect(one.network.ids == two.network.ids)
    #expect(one.network.nodes == two.network.nodes)
  }

  @Test func addsUpItsWeights() throws {
    let records = network(try table("febrl/dataset1.csv"), id: "rec_id")
    let run = try ModuleRun(ResolvePeople.self, on: records, with: ["fields": Self.people])
    let matches = try #require(run.network.table("matches")?.rows)
    #expect(matches.rowCount > 400)
    let parts = matches.names.filter { $0.hasSuffix("_weight") }
    for row in 0..<min(50, matches.rowCount) {
      let sum = (parts + ["prior"]).reduce(0.0) { $0 + (matches[$1]?.number(at: row) ?? 0) }
      #expect(abs(sum - (matches["weight"]?.number(at: row) ?? .nan)) < 1e-9)
    }
  }

  private func small() -> Network {
    var network = Network(sketch: "a-x b-x b-y c-y")
    network.nodes.set(
      "full_name",
      .texts(["DUPONT Jean", "Jean Dupont", "Marie Durand", "Xavier Roux", "Yves Petit"]))
    network.nodes.set(
      "email", .texts(["jean@example.com", "jean@example.com", "marie@example.com", nil, nil]))
    network.nodes.set("updated", .texts(["2024", "2020", nil, nil, nil]))
    network.nodes.set("company", .texts(["Globex", "Acme", nil, nil, nil]))
    return network
  }

  @Test func mergesRecordsAndTies() throws {
    let result = try ModuleRun(ResolvePeople.self, on: small()).network
    #expect(result.ids == ["b", "c", "x", "y"])
    #expect(result.edgeTexts == ["b x", "b y", "c y"])
    #expect(result.nodes["company"]?.text(at: 0) == "Globex")
    #expect(result.nodes["merged_from"]?.text(at: 0) == "a")
  }

  @Test func obeysTheStudy() throws {
    let apart = try ModuleRun(ResolvePeople.self, on: small(), with: ["apart": [["a", "b"]]])
    #expect(apart.network.ids == ["a", "b", "c", "x", "y"])
    let same = try ModuleRun(
      ResolvePeople.self, on: small(), with: ["same": [["a", "c"]], "apart": [["a", "b"]]])
    #expect(same.network.ids == ["a", "b", "x", "y"])
  }

  @Test func linksAcrossSourcesOnly() throws {
    var one = Network(sketch: "a b")
    one.nodes.set("full_name", .texts(["Jean Dupont", "Jean Dupont"]))
    one.nodes.set("email", .texts(["jean@example.com", "jean@example.com"]))
    var two = Network(sketch: "c d")
    two.nodes.set("full_name", .texts(["DUPONT Jean", "Marie Durand"]))
    two.nodes.set("email", .texts(["jean@example.com", "marie@example.org"]))
    let all = try ModuleRun(ResolvePeople.self, onAll: [one, two]).network
    #expect(all.graph.nodeCount == 2)
    let single = try ModuleRun(
      ResolvePeople.self, onAll: [one, two], with: ["one_per_source": true]
    ).network
    #expect(single.graph.nodeCount == 3)
  }

  @Test func refusesWhatItCannotCompare() {
    func id(_ body: () throws -> ModuleRun) -> String {
      do {
        _ = try body()
        return "accepted"
      } catch let error as Diagnostic {
        return error.id
      } catch let error as Diagnostics {
        return error.all.map(\.id).joined(separator: " ")
      } catch {
        return "\(error)"
      }
    }
    #expect(id { try ModuleRun(ResolvePeople.self, on: Network(sketch: "a-b")) } == "no-fields")
    #expect(
      id { try ModuleRun(ResolvePeople.self, on: small(), with: ["fields": ["emial": "email"]]) }
        == "unknown-field")
    #expect(
      id { try ModuleRun(ResolvePeople.self, on: small(), with: ["fields": ["email": "mail"]]) }
        == "unknown-column")
    #expect(
      id { try ModuleRun(ResolvePeople.self, on: small(), with: ["region": "Paris"]) }
        == "unknown-region")
  }
}

extension Network {
  fileprivate var edgeTexts: [String] {
    (0..<graph.edgeCount).map {
      "\(ids[Int(graph.sources[$0])]) \(ids[Int(graph.targets[$0])])"
    }
  }
}

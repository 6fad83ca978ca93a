import Chains
import ModuleKit
import ModuleTesting
import Testing

struct ChainConstraintTests {
  private func chain(_ network: Network, _ parameters: JSON) throws -> String {
    let run = try ModuleRun(ShortestChain.self, on: network, with: parameters).network
    let rows = try #require(run.table("stage")?.rows["id"])
    return (0..<rows.count).compactMap { rows.text(at: $0) }.joined(separator: " ")
  }

  @Test func nobodyToAvoidIsMet() throws {
    let network = Network(sketch: "a-b b-d a-c c-e e-d")
    #expect(try chain(network, ["from": "a", "to": "d"]) == "a b d")
    #expect(try chain(network, ["from": "a", "to": "d", "avoid": ["b"]]) == "a c e d")
    #expect(try chain(network, ["from": "a", "to": "d", "avoid": ["b", "c"]]) == "")
  }

  @Test func onlyTheChannelsAskedForAreUsed() throws {
    var network = Network(sketch: "a-b b-d a-c c-d a-d")
    // In order of the edges: a-b, a-c, a-d, b-d, c-d.
    network.edges.set("channel", .texts(["mail", "mail; phone", nil, "mail", "phone"]))
    #expect(try chain(network, ["from": "a", "to": "d"]) == "a d")
    #expect(try chain(network, ["from": "a", "to": "d", "channels": ["phone"]]) == "a c d")
    #expect(try chain(network, ["from": "a", "to": "d", "channels": ["mail"]]) == "a b d")
  }

  @Test func aClubIsAWaypoint() throws {
    var network = Network(sketch: "a-b b-d a-c c-e e-d a-d")
    network.nodes.set("club", .texts(["Lions", nil, "Rotary", "Lions", "Lions; Rotary"]))
    let asked: JSON = ["from": "a", "to": "d", "through_column": "club"]
    #expect(try chain(network, asked) == "a c e d")
    var lions = asked
    // The ends are members too, which does not count.
    lions["through_values"] = ["Lions"]
    #expect(try chain(network, lions) == "a c e d")
    var person = JSON.object([])
    for (key, value) in [("from", "a"), ("to", "d"), ("through", "b")] {
      person[key] = key == "through" ? [.string(value)] : .string(value)
    }
    #expect(try chain(network, person) == "a b d")
  }

  /// The way to a person with one tie leads back over the same people.
  @Test func nobodyIsMetTwice() throws {
    let run = try ModuleRun(
      ShortestChain.self, on: Network(sketch: "a-b b-c b-d"),
      with: ["from": "a", "to": "d", "through": ["c"]])
    #expect(run.network.table("stage")?.rows.rowCount == 0)
    #expect(run.notices.contains { $0.id == "no-chain" })
    #expect(
      run.network.table("stage_summary")?.rows["note"]?.text(at: 0) == "no chain is as asked for")
  }

  @Test(arguments: ["one", "all_shortest", "k_shortest", "edge_disjoint", "node_disjoint"])
  func fromOneToOneself(find: String) throws {
    let network = Network(sketch: "a-a a-b b-c c-a")
    #expect(try chain(network, ["from": "b", "to": "b", "find": .string(find)]) == "b")
  }

  @Test(arguments: ["one", "all_shortest", "k_shortest", "edge_disjoint", "node_disjoint"])
  func directionsOfArcs(find: String) throws {
    let network = Network(sketch: "a>b c>b c>d")
    func ask(_ from: String, _ to: String, _ direction: String) throws -> String {
      try chain(
        network,
        [
          "from": .string(from), "to": .string(to), "direction": .string(direction),
          "find": .string(find),
        ])
    }
    #expect(try ask("a", "d", "out") == "")
    #expect(try ask("a", "d", "all") == "a b c d")
    #expect(try ask("d", "c", "in") == "d c")
    #expect(try ask("c", "d", "in") == "")
  }

  @Test func shorterArcOfAPairIsWalked() throws {
    let network = Network(sketch: "a>b:5 b>a:1 b>c:1 c>b:3", weight: .distance)
    let run = try ModuleRun(
      ShortestChain.self, on: network,
      with: ["from": "a", "to": "c", "direction": "all", "length": "weight"]
    ).network
    #expect(run.table("stage_summary")?.value("length") == 2)
  }

  @Test func allProblemsAreToldAtOnce() {
    #expect {
      try ModuleRun(
        ShortestChain.self, on: Network(sketch: "Valjean-Marius Marius-Cosette"),
        with: [
          "from": "Valjaen", "to": "Mariu", "avoid": ["Cosete"], "channels": ["mail"],
          "through_column": "club",
        ])
    } throws: { error in
      let all = (error as? Diagnostics)?.all ?? []
      return all.map(\.id)
        == ["unknown-node", "unknown-node", "unknown-node", "unknown-column", "unknown-column"]
        && all.prefix(3).map(\.help)
          == ["did you mean 'Valjean'?", "did you mean 'Marius'?", "did you mean 'Cosette'?"]
    }
  }

  @Test func ambiguousLabelsAreTold() {
    var network = Network(sketch: "a-b b-c")
    network.nodes.set("label", .texts(["Ann", "Bob", "Ann"]))
    #expect {
      try ModuleRun(ShortestChain.self, on: network, with: ["from": "Ann", "to": "Bob"])
    } throws: { error in
      (error as? Diagnostic)?.id == "ambiguous-node"
        && (error as? Diagnostic)?.help == "give the id: a, c"
    }
  }

  @Test func contradictionsAreErrors() {
    func ids(_ parameters: JSON) -> [String] {
      do {
        _ = try ModuleRun(ShortestChain.self, on: Network(sketch: "a-b b-c"), with: parameters)
        return []
      } catch let error as Diagnostics {
        return error.all.map(\.id)
      } catch let error as Diagnostic {
        return [error.id]
      } catch {
        return ["other"]
      }
    }
    #expect(ids(["from": "a", "to": "c", "avoid": ["c"]]) == ["avoided-end"])
    #expect(ids(["from": "a", "to": "c", "links": 0]) == ["out-of-range"])
    #expect(
      ids(["from": "a", "to": "c", "find": "edge_disjoint", "links": 3])
        == ["no-disjoint-constraint"])
    #expect(ids(["from": "a", "to": "c", "through_values": ["x"]]) == ["missing-column"])
    #expect(ids(["from": "a", "to": "c", "length": "reliability", "base": 0]) == ["out-of-range"])
  }

  @Test func hostileNamesAreOnlyNames() throws {
    let ids = ["\" > 'x'", "<b>&amp;", "\u{202E}abc", "a,b;c"].sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    let graph = Graph(nodeCount: 4, isDirected: false, sources: [0, 1, 2], targets: [1, 2, 3])
    let network = Network(graph: graph, ids: ids)
    let run = try ModuleRun(
      ShortestChain.self, on: network,
      with: ["from": .string(ids[0]), "to": .string(ids[3]), "find": "k_shortest"]
    ).network
    #expect(run.table("stage_steps")?.chains(of: network) == [[0, 1, 2, 3]])
  }
}

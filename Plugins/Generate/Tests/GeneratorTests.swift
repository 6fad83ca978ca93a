import Generate
import ModuleKit
import ModuleTesting
import Testing

/// What all generators promise.
struct GeneratorTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    /// Large enough for several chunks.
    let large: JSON
    /// Networks of no people and of one.
    let tiny: [JSON]
    /// A network that takes more than 38 GiB.
    let absurd: JSON
    let run: @Sendable (JSON, UInt64, Workers) throws -> Network
    var testDescription: String { name }

    init<M: Module>(_ module: M.Type, large: JSON, tiny: [JSON], absurd: JSON) {
      (name, self.large, self.tiny, self.absurd) = (M.manual.name, large, tiny, absurd)
      run = { try ModuleRun(module, onAll: [], with: $0, seed: $1, workers: $2).network }
    }
  }

  static let cases = [
    Case(
      ErdosRenyi.self, large: ["nodes": 30_000, "edges": 300_000],
      tiny: [["nodes": 0, "edges": 0], ["nodes": 1, "p": 1]],
      absurd: ["nodes": 100_000_000, "p": .number(1e-7)]),
    Case(
      WattsStrogatz.self, large: ["nodes": 20_000, "k": 20], tiny: [["nodes": 0], ["nodes": 1]],
      absurd: ["nodes": 900_000_000, "k": 2]),
    Case(
      BarabasiAlbert.self, large: ["nodes": 40_000, "m": 5], tiny: [["nodes": 0], ["nodes": 1]],
      absurd: ["nodes": 900_000_000, "m": 1]),
    Case(
      ConfigurationModel.self, large: ["nodes": 40_000, "min_degree": 4, "max_degree": 200],
      tiny: [
        ["nodes": 0], ["nodes": 1], ["degrees": []], ["degrees": [0]],
        ["degrees": [0], "method": "rejection"], ["nodes": 0, "method": "erased"],
      ], absurd: ["nodes": 900_000_000, "max_degree": 4]),
    Case(
      LFR.self, large: ["nodes": 150_000, "mean_degree": 10, "max_degree": 40],
      tiny: [["nodes": 0], ["nodes": 1]], absurd: ["nodes": 100_000_000]),
    Case(
      RMAT.self, large: ["scale": 14],
      tiny: [["scale": 0], ["scale": 1, "edge_factor": 0]], absurd: ["scale": 26]),
    Case(
      Kleinberg.self, large: ["side": 200, "q": 3],
      tiny: [["side": 0], ["side": 1, "q": 5, "p": 3], ["side": 1, "torus": true]],
      absurd: ["side": 20_000]),
    Case(
      Hierarchy.self, large: ["levels": 8, "hierarchies": 3],
      tiny: [["levels": 1, "group_size": 1, "mean_degree": 0]],
      absurd: ["levels": 23, "group_size": 100]),
    Case(
      PlantedPartition.self,
      large: ["nodes": 50_000, "groups": 100, "mean_degree": 10, "mixing": .number(0.2)],
      tiny: [
        ["nodes": 0, "p_in": 1, "p_out": 1], ["nodes": 1, "groups": 1, "p_in": 1, "p_out": 1],
      ], absurd: ["nodes": 100_000_000, "mean_degree": 30, "mixing": 0]),
  ]

  @Test(arguments: cases) func sameBytesForOneSeedOnAnyThreads(_ model: Case) throws {
    let first = try model.run(model.large, 7, .serial)
    for threads in [1, 2, 5] {
      let again = try model.run(model.large, 7, Workers(threads: threads))
      #expect(again.graph == first.graph && again.ids == first.ids)
      #expect(again.nodes == first.nodes && again.tables == first.tables)
      #expect(again.ledger == first.ledger && again.methods == first.methods)
    }
    #expect(try model.run(model.large, 8, .serial).graph != first.graph)
    #expect(first.isAccounted && first.methods.count == 1)
    #expect((0..<first.graph.nodeCount).allSatisfy { !first.graph.outgoing.hasLoop($0) })
  }

  /// A sentence of its own, with commas in its numbers and the seed.
  @Test(arguments: cases) func saysInFrenchWhatItDrew(_ model: Case) throws {
    let note = try #require(try model.run(model.tiny[0], 7, .serial).methods.first)
    let french = try #require(note.french)
    #expect(french.hasSuffix("(graine aléatoire 7)."))
    #expect(french.contains("éseau") || french.contains("Petit monde") || french.contains("Grille"))
    #expect(french.firstMatch(of: /[0-9]\.[0-9]/) == nil, "\(french)")
    #expect(french.firstMatch(of: /\b(people|with|random|seed|ties)\b/) == nil, "\(french)")
  }

  @Test func rewiringIsSaidInFrench() throws {
    let run = try ModuleRun(
      Rewired.self, on: Network(sketch: "a-b b-c c-d d-a a-c e-f"), with: ["connected": false])
    #expect(
      run.network.methods.last?.french?.hasPrefix(
        "Les liens ont été réarrangés au hasard, à degrés constants : ") == true)
  }

  @Test(arguments: cases) func peopleAreNumberedAndInCanonicalOrder(_ model: Case) throws {
    let ids = try model.run(model.large, 7, .serial).ids
    #expect(canonicalOrder(ids) == (0..<Int32(ids.count)).map { $0 })
    #expect(Set(ids) == Set((0..<ids.count).map(String.init)))
  }

  @Test func fewPeopleAreInCanonicalOrderToo() throws {
    for n in Array(0...130) + [999, 1000, 1001, 1100, 9999, 10_000, 10_001] {
      let ids = try generate(ErdosRenyi.self, ["nodes": .integer(n), "p": 0]).ids
      #expect(
        ids == (0..<n).map(String.init).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }
  }

  @Test(arguments: cases) func noPeopleAndOneAreNetworksToo(_ model: Case) throws {
    for parameters in model.tiny {
      let network = try model.run(parameters, 7, .serial)
      #expect(network.graph.nodeCount <= 2 && network.graph.edgeCount == 0)
      #expect(network.isAccounted)
    }
  }

  @Test(.enabled(if: SystemMemory.available < 38 << 30), arguments: cases)
  func refusesWhatDoesNotFitIntoMemory(_ model: Case) {
    do {
      _ = try model.run(model.absurd, 7, .serial)
      Issue.record("accepted")
    } catch let error as Diagnostics {
      #expect(error.all.map(\.id) == ["larger-than-memory"])
      #expect(error.all.allSatisfy { $0.location != nil && $0.help != nil })
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test(arguments: cases) func stopsWhenCancelled(_ model: Case) {
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: Cancelled.self) {
      try model.run(model.large, 7, Workers(threads: 2, cancellation: cancellation))
    }
  }
}

import Chains
import ModuleKit
import ModuleTesting
import Testing

struct ShortestChainTests {
  /// The chain found is one of the shortest, and all are counted.
  @Test func isAmongAllShortestPaths() throws {
    for (seed, graph) in RandomGraphs.spread.enumerated() where graph.nodeCount <= 20 {
      let ids = (0..<graph.nodeCount).map { "n\(100 + $0)" }
      let oracle = PathOracle(graph)
      for (a, b) in [(0, graph.nodeCount - 1), (1, 3), (2, 2)] {
        let run = try ModuleRun(
          ShortestChain.self, on: Network(graph: graph, ids: ids),
          with: ["from": .string(ids[a]), "to": .string(ids[b])]
        ).network
        let chain = try #require(run.table("stage")?.rows["id"])
        let nodes = (0..<chain.count).compactMap { ids.firstIndex(of: chain.text(at: $0) ?? "") }
        let all = oracle.paths(from: a, to: b)
        #expect(all.isEmpty ? nodes.isEmpty : all.contains(nodes), "\(seed)")
        let summary = try #require(run.table("stage_summary")?.rows["value"])
        #expect(summary.number(at: 3) == Double(all.count))
      }
    }
  }

  @Test func followsWeightsWhenAsked() throws {
    let network = Network(sketch: "a-b:1 b-c:1 a-c:5", weight: .distance)
    let run = try ModuleRun(
      ShortestChain.self, on: network, with: ["from": "a", "to": "c", "length": "weight"]
    ).network
    #expect(run.table("stage")?.rows.rowCount == 3)
    #expect(run.table("stage_summary")?.rows["value"]?.number(at: 2) == 2)
  }

  @Test(arguments: [
    ("one", "La chaîne est l'une des plus courtes, sans pondération."),
    ("k_shortest", "Les chaînes retenues sont les 5 plus courtes, sans pondération."),
    (
      "node_disjoint",
      "Les chaînes retenues sont au plus 5 chaînes sans intermédiaire commun, de longueur totale "
        + "minimale, sans pondération."
    ),
  ]) func saysInFrenchHowItWasFound(find: String, sentence: String) throws {
    let run = try ModuleRun(
      ShortestChain.self, on: Network(sketch: "a-b b-c a-d d-c"),
      with: ["from": "a", "to": "c", "find": .string(find), "most": 5])
    #expect(run.network.methods.last?.french == sentence)
  }

  @Test func reliabilityIsSaidInFrench() throws {
    var network = Network(sketch: "a>b b>c")
    network.edges.set("last", .texts(["2024-01-31", "2024-03-01"]))
    let run = try ModuleRun(
      ShortestChain.self, on: network,
      with: [
        "from": "a", "to": "c", "length": "reliability", "base": .number(0.25), "dates": "last",
        "half_life": .number(182.5), "unreturned": .number(0.5),
      ])
    #expect(
      run.network.methods.last?.french
        == "La chaîne est l'une des plus courtes, selon la fiabilité, p = 0,25, demi-vie de 182,5 "
        + "jours, rapportée à la date la plus récente de « last », multipliée par 0,5 pour un lien "
        + "sans retour.")
  }

  @Test func unknownPersonIsSaidWithANearName() {
    #expect {
      try ModuleRun(
        ShortestChain.self, on: Network(sketch: "Valjean-Marius"),
        with: ["from": "Valjaen", "to": "Marius"])
    } throws: { error in
      (error as? Diagnostic)?.help == "did you mean 'Valjean'?"
    }
  }

  @Test func noChainIsAResult() throws {
    let run = try ModuleRun(
      ShortestChain.self, on: Network(sketch: "a-b c"), with: ["from": "a", "to": "c"])
    #expect(run.network.table("stage")?.rows.rowCount == 0)
    #expect(run.notices.contains { $0.id == "no-chain" })
  }
}

import BuiltInModules
import Foundation
import ModuleKit
import ModuleTesting
import PluginHost
import Testing

/// The example as its author has it: built by `swift build`, loaded from its file.
@Suite struct ParticipationTests {
  private func module() throws -> ModuleEntry {
    let entries = try BinaryPlugin.entries(
      library: BuiltPlugins.package.get(), plugin: "participation", at: .init(file: "plugin.yaml"))
    return try #require(entries.first { $0.manual.name == "research.participation" })
  }

  @Test func keepsTheContract() async throws {
    let violations = await ModuleContract(try module(), registry: builtInModules).violations()
    #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
  }

  /// Its error is the one of the program, so that the engine sees where it is.
  @Test func throwsDiagnosticsOfTheProgram() throws {
    let prepared = try module().prepare(nil, .init(file: "study"), ParameterContext())
    var network = Network(sketch: "a-b")
    let error = try #require(throws: Diagnostic.self) {
      try prepared.run(
        &network,
        StageContext(
          stage: "s", module: "m", workers: .serial, location: .init(file: "study.yaml")))
    }
    #expect(error.id == "unknown-column" && error.location?.file == "study.yaml")
  }

  @Test(arguments: [Direction.all, .out, .in])
  func agreesWithTheDefinition(direction: Direction) throws {
    let entry = try module()
    let tiny =
      TinyGraphs.all(upTo: 4, directed: false) + TinyGraphs.all(upTo: 3, directed: true)
    for (index, graph) in (tiny + RandomGraphs.spread).enumerated() {
      let weights = RandomGraphs.weights(graph, seed: UInt64(index), whole: index % 2 == 0)
      for kinds in 1...3 {
        let groups = (0..<graph.nodeCount).map { node -> String? in
          let group = (node * node + index) % (kinds + 1)
          return group == kinds && kinds > 1 ? nil : "g\(group)"
        }
        try compare(
          entry, graph, weights: kinds == 2 ? nil : weights, groups: groups, direction)
      }
    }
  }

  private func compare(
    _ entry: ModuleEntry, _ graph: Graph, weights: [Double]?, groups: [String?],
    _ direction: Direction
  ) throws {
    var network = Network(graph: graph, ids: (0..<graph.nodeCount).map { "n\(1000 + $0)" })
    network.nodes.set("group", .texts(groups))
    if let weights {
      network.edges.set("w", .numbers(weights))
      network.weight = EdgeWeight(column: "w", meaning: .strength)
    }
    let found = try run(entry, network, direction, threads: 2)
    let expected = ParticipationOracle(
      graph, weights: weights ?? Array(repeating: 1, count: graph.edgeCount), groups: groups,
      direction: direction)
    #expect(near(found.nodes["participation"], expected.participation))
    #expect(near(found.nodes["within_group_z"], expected.z))
  }

  private func near(_ column: Column?, _ expected: [Double]) -> Bool {
    guard case .numbers(let values) = column, values.count == expected.count else { return false }
    return zip(values, expected).allSatisfy { a, b in
      a.isNaN ? b.isNaN : abs(a - b) < 1e-9
    }
  }

  private func run(
    _ entry: ModuleEntry, _ network: Network, _ direction: Direction, threads: Int
  ) throws -> Network {
    let place = Diagnostic.Location(file: "study.yaml")
    func text(_ text: String) -> ConfigNode { ConfigNode(.scalar(text, plain: true), at: place) }
    let with = ConfigNode(
      .mapping([
        .init(text("groups"), text("group")),
        .init(text("direction"), text(direction.rawValue)),
      ]), at: place)
    let prepared = entry.prepare(with, place, ParameterContext())
    #expect(prepared.diagnostics.isEmpty)
    var result = network
    try prepared.run(
      &result,
      StageContext(
        stage: "s", module: entry.manual.name, workers: Workers(threads: threads),
        location: place))
    return result
  }
}

import Chains
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

/// chains.smallworld on networks of which theory, or an independent program, knows the answer.
struct SmallWorldTests {
  private typealias Row = [String: Double]

  private func run(
    _ graph: Graph, _ parameters: JSON = [:], seed: UInt64 = 7, workers: Workers = .serial
  ) throws -> ModuleRun {
    let ids = (0..<graph.nodeCount).map { "n\(100_000 + $0)" }
    return try ModuleRun(
      SmallWorld.self, on: Network(graph: graph, ids: ids), with: parameters, seed: seed,
      workers: workers)
  }

  /// Numbers by measure and column.
  private func rows(_ run: ModuleRun) throws -> [String: Row] {
    let frame = try #require(run.network.table("stage")).rows
    let measures = try #require(frame["measure"])
    var rows: [String: Row] = [:]
    for index in 0..<frame.rowCount {
      var row: Row = [:]
      for column in ["value", "lower", "upper", "random", "lattice", "z", "p"] {
        row[column] = frame[column]?.number(at: index) ?? .nan
      }
      rows[measures.text(at: index) ?? ""] = row
    }
    return rows
  }

  private func value(_ rows: [String: Row], _ measure: String, _ column: String = "value") -> Double
  {
    rows[measure]?[column] ?? .nan
  }

  private func text(_ run: ModuleRun, _ measure: String, _ column: String) throws -> String {
    let frame = try #require(run.network.table("stage")).rows
    let index = (0..<frame.rowCount).first { frame["measure"]?.text(at: $0) == measure }
    return frame[column]?.text(at: try #require(index)) ?? ""
  }

  // MARK: Theory

  /// A ring of n with k neighbours: C = 3(k - 2)/(4(k - 1)), L the mean of ⌈2d/k⌉ over distances d.
  @Test func aRingIsALattice() throws {
    let found = try rows(run(SmallGraphs.rewired(1000, neighbors: 10, share: 0, seed: 1)))
    let lengths = (1..<1000).map { Double((min($0, 1000 - $0) + 4) / 5) }
    #expect(abs(value(found, "clustering_average") - 24.0 / 36) < 1e-12)
    #expect(abs(value(found, "clustering_transitivity") - 24.0 / 36) < 1e-12)
    #expect(abs(value(found, "mean_path_length") - lengths.reduce(0, +) / 999) < 1e-12)
    #expect((-1 ... -0.9).contains(value(found, "omega")))
    #expect(value(found, "swp_delta_c") < 0.2 && value(found, "swp_delta_l") > 0.9)
    #expect(value(found, "swi") < 0.1)
  }

  /// Random networks of equal degrees d have (d - 1)³/6 triangles in the mean (Wormald 1981; Bollobás,
  /// "Random Graphs", 2.4): 121.5 of the n d(d - 1)/2 pairs of neighbours are closed three times.
  @Test func referencesHaveTheTrianglesOfRandomRegularGraphs() throws {
    let ring = SmallGraphs.rewired(1000, neighbors: 10, share: 0, seed: 1)
    let found = try rows(run(ring, ["references": 60, "measures": ["sigma"], "switches": 30]))
    let triangles = value(found, "clustering_transitivity", "random") * 45_000 / 3
    // Counts are nearly Poisson's: the mean of 60 has a standard deviation of 1.4.
    #expect(abs(triangles - 121.5) < 6, "\(triangles)")
    #expect(abs(value(found, "changed_share") - (1 - 9.0 / 999)) < 0.005)
  }

  @Test func aRandomNetworkIsNone() throws {
    let ring = SmallGraphs.rewired(1000, neighbors: 10, share: 0, seed: 1)
    let switching = EdgeSwitching(attemptsPerEdge: 30, keepsConnected: true)
    let graph = try switching.run(ring, RandomSource(seed: 5), on: .serial).graph
    let found = try rows(run(graph))
    #expect((0.9...1).contains(value(found, "omega")))
    // Some 120 triangles, give or take 11.
    #expect(abs(value(found, "sigma") - 1) < 0.3)
    #expect(value(found, "swp_delta_c") > 0.9 && value(found, "swp_delta_l") < 0.02)
    #expect(abs(value(found, "swp") - (1 - 0.5.squareRoot())) < 0.05)
  }

  /// Between the two, as in the figure of Watts and Strogatz.
  @Test func inBetweenIsASmallWorld() throws {
    let graph = SmallGraphs.rewired(1000, neighbors: 10, share: 0.05, seed: 2)
    let run = try run(graph)
    let found = try rows(run)
    #expect(value(found, "sigma", "lower") > 10)
    #expect(value(found, "swp") > 0.6 && value(found, "swi") > 0.5)
    #expect(abs(value(found, "omega")) < 0.5)
    #expect(value(found, "clustering_average", "z") > 50)
    #expect(value(found, "clustering_average", "p") == 1.0 / 21)
    for measure in ["sigma", "omega", "swp", "swi"] {
      #expect(value(found, measure, "lower") < value(found, measure))
      #expect(value(found, measure, "upper") > value(found, measure))
    }
    let note = try #require(run.network.table("stage")?.note)
    #expect(note.hasPrefix("The network is a small world by σ, ω and SWP: "))
    #expect(run.network.methods.contains { $0.text.hasPrefix("The network is a small world") })
    #expect(run.network.methods.compactMap(\.reference).count == 5)
    #expect(run.notices.isEmpty)
  }

  // MARK: Another program

  /// Means over 1500 and 400 networks switched by a plain program in Python, which looks at the whole network
  /// after each switch, measured by NetworkX 3.6.1; the deviation is that of one network.
  private static let independent: [(String, measure: String, mean: Double, deviation: Double)] = [
    ("karate", "clustering_average", 0.35552, 0.05034),
    ("karate", "clustering_transitivity", 0.22403, 0.02516),
    ("karate", "mean_path_length", 2.24967, 0.04322),
    ("dolphins", "clustering_average", 0.09556, 0.01946),
    ("dolphins", "clustering_transitivity", 0.11047, 0.01571),
    ("dolphins", "mean_path_length", 2.71345, 0.04213),
  ]

  @Test func referencesAreThoseOfAnotherProgram() throws {
    for (name, measure, mean, deviation) in Self.independent {
      let found = try rows(
        run(
          ReferenceNetworks.read(name).graph,
          ["references": 400, "switches": 20, "measures": ["sigma"]]))
      let difference = value(found, measure, "random") - mean
      #expect(abs(difference) < 5 * deviation / 20, "\(name) \(measure) \(difference)")
    }
  }

  @Test func measuresOfKnownNetworks() throws {
    // NetworkX 3.6.1
    let karate = try rows(run(ReferenceNetworks.read("karate").graph))
    #expect(abs(value(karate, "clustering_average") - 0.570638) < 1e-6)
    #expect(abs(value(karate, "clustering_transitivity") - 0.255682) < 1e-6)
    #expect(abs(value(karate, "mean_path_length") - 2.408200) < 1e-6)
  }

  // MARK: Oracles

  @Test func tinyNetworksByTheDefinition() throws {
    for graph in TinyGraphs.all(upTo: 5, directed: false) + RandomGraphs.spread {
      let part = SmallGraphs.largestComponent(graph)
      let run = try run(graph, ["references": 3])
      let found = try rows(run)
      let (average, transitivity) = SmallGraphs.clustering(part)
      expectSame(value(found, "clustering_average"), average)
      expectSame(value(found, "clustering_transitivity"), transitivity)
      expectSame(value(found, "mean_path_length"), SmallGraphs.meanPathLength(part))
      try expectFormulas(run, found)
    }
  }

  private func expectSame(_ a: Double, _ b: Double) {
    #expect(a.isNaN && !b.isFinite || abs(a - b) < 1e-12, "\(a) \(b)")
  }

  /// Recomputes the measures from the table of references.
  private func expectFormulas(_ run: ModuleRun, _ found: [String: Row]) throws {
    let frame = try #require(run.network.table("stage_references")).rows
    func column(_ name: String, _ kind: String) -> [Double] {
      (0..<frame.rowCount).filter { frame["kind"]?.text(at: $0) == kind }
        .compactMap { frame[name]?.number(at: $0) }
    }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    let c = value(found, "clustering_average")
    let (l, t) = (value(found, "mean_path_length"), value(found, "clustering_transitivity"))
    let cr = mean(column("clustering_average", "random"))
    let cl = mean(column("clustering_average", "lattice"))
    let best = max(c, column("clustering_average", "lattice").max() ?? 0)
    let (lr, ll) = (
      mean(column("mean_path_length", "random")), mean(column("mean_path_length", "lattice"))
    )
    let sigma = value(found, "sigma")
    if sigma.isFinite {
      expectSame(sigma, t / mean(column("clustering_transitivity", "random")) * lr / l)
    }
    let omega = value(found, "omega")
    if omega.isFinite { expectSame(omega, lr / l - c / best) }
    let (swp, swi) = (value(found, "swp"), value(found, "swi"))
    let (dc, dl) = ((cl - c) / (cl - cr), (l - lr) / (ll - lr))
    func held(_ value: Double) -> Double { min(1, max(0, value)) }
    if swp.isFinite {
      expectSame(swp, 1 - ((held(dc) * held(dc) + held(dl) * held(dl)) / 2).squareRoot())
      expectSame(swi, (1 - dc) * (1 - dl))
    } else {
      #expect(swi.isNaN)
    }
  }

  /// Of three ties with strengths 1, 2 and 4, and a fourth to a person alone: (1·2·4)^(1/3)/4 = 1/2.
  @Test func intensityByHand() throws {
    let network = Network(sketch: "a-b:1 b-c:2 c-a:4 c-d:4", weight: .strength)
    let weights = network.edgeWeights
    let value = onnelaClustering(network.graph, weights: weights)
    #expect(abs(value - (0.5 + 0.5 + 0.5 / 3) / 4) < 1e-12)
  }

  @Test func intensityIsClusteringWhenAllAreAlike() throws {
    for graph in RandomGraphs.spread where !graph.isDirected {
      let simple = SmallGraphs.largestComponent(graph)
      let alike = [Double](repeating: 3, count: simple.edgeCount)
      let value = onnelaClustering(simple, weights: alike)
      #expect(abs(value - SmallGraphs.clustering(simple).average) < 1e-12)
    }
  }

  /// Printed in every table of the distribution.
  @Test func quantilesOfStudent() {
    for (degrees, printed) in [(1, 12.706), (5, 2.571), (11, 2.201), (19, 2.093), (99, 1.984)] {
      #expect(abs(Quantile.student95(degrees: degrees) - printed) < 6e-4)
    }
    #expect(Quantile.student95(degrees: 0).isNaN)
  }
}

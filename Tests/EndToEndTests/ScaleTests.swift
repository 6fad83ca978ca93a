import Centrality
import Chains
import Foundation
import Generate
import Importers
import ModuleKit
import ModuleTesting
import Structure
import Testing
import TestSupport

/// Larger real networks, read from their files, against published and peer-computed facts.
@Suite(
  .enabled(
    if: ReferenceData.isAvailable,
    "the reference data is not here: its licence allows no copy in the repository"))
struct ScaleTests {
  struct Facts: CustomStringConvertible, Sendable {
    let file: String
    let isDirected: Bool
    let n, m, components, largest, triangles: Int
    let transitivity, clustering: Double
    let diameter, mean: Double
    var description: String { file }
  }

  static let facts = [
    Facts(
      file: "facebook_combined.txt.gz", isDirected: false, n: 4039, m: 88234, components: 1,
      largest: 4039, triangles: 1_612_010, transitivity: 0.519174, clustering: 0.605547,
      diameter: 8, mean: 3.692507),
    Facts(
      file: "ca-GrQc.txt.gz", isDirected: false, n: 5242, m: 14484, components: 355, largest: 4158,
      triangles: 48260, transitivity: 0.629842, clustering: 0.529636, diameter: 17, mean: 6.049380),
    Facts(
      file: "wiki-Vote.txt.gz", isDirected: true, n: 7115, m: 103_689, components: 24,
      largest: 7066, triangles: 608_389, transitivity: 0.125479, clustering: 0.140898,
      diameter: 7, mean: 3.247510),
  ]

  /// Unpacks a file of the reference data and imports it as it is.
  private func network(_ file: String, directed: Bool) throws -> Network {
    let folder = try TemporaryFolder()
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-dc", try #require(ReferenceData.path("scale/" + file))]
    try folder.write("", to: "edges.txt")
    gzip.standardOutput = FileHandle(forWritingAtPath: folder.path + "/edges.txt")
    try gzip.run()
    gzip.waitUntilExit()
    return try ModuleRun(
      CSVImport.self, on: Network(),
      with: ["edges": .string(folder.path + "/edges.txt"), "directed": .bool(directed)]
    ).network
  }

  @Test(arguments: facts) func equalsWhatIsKnown(_ facts: Facts) throws {
    let network = try network(facts.file, directed: facts.isDirected)
    #expect(!network.ledger.contains { !$0.isBalanced })
    #expect(network.graph.nodeCount == facts.n)
    #expect(network.graph.edgeCount == facts.m)
    let parts = network.graph.weakComponents
    #expect(parts.sizes.count == facts.components && parts.sizes.first == facts.largest)
    let clustering = try ModuleRun(
      Clustering.self, on: network, workers: Workers(threads: 2)
    ).network
    #expect(clustering.summary("clustering", "triangles") == Double(facts.triangles))
    #expect(abs(clustering.summary("clustering", "transitivity") - facts.transitivity) < 1e-6)
    #expect(abs(clustering.summary("clustering", "mean_clustering") - facts.clustering) < 1e-6)

    let giant = network.graph.undirected.induced(by: parts.labels.map { $0 == 0 }).graph
    let names = (0..<giant.nodeCount).map { "n\(10_000 + $0)" }
    let chains = try ModuleRun(
      Distances.self, on: Network(graph: giant, ids: names), workers: Workers(threads: 2)
    ).network
    #expect(chains.summary("chain_lengths", "diameter") == facts.diameter)
    #expect(abs(chains.summary("chain_lengths", "mean_links") - facts.mean) < 1e-6)
  }

  @Test func directedDistancesOfWikiVote() throws {
    let network = try network("wiki-Vote.txt.gz", directed: true)
    #expect(network.graph.strongComponents.sizes.count == 5816)
    #expect(network.graph.strongComponents.sizes.first == 1300)
    let chains = try ModuleRun(Distances.self, on: network, workers: Workers(threads: 2)).network
    #expect(abs(chains.summary("chain_lengths", "mean_links") - 3.341011) < 1e-6)
    #expect(chains.table("distances")?.rows.rowCount == 10)
  }

  /// The spread of fifty estimates about the exact counts, at every number of links.
  @Test(arguments: ["ego-Facebook", "R-MAT 16"])
  func hyperBallErrsAsTheorySays(name: String) throws {
    let workers = Workers(threads: 2)
    let graph =
      name == "R-MAT 16"
      ? try ModuleRun(
        RMAT.self, on: Network(), with: ["scale": 16, "edge_factor": 16], workers: workers
      ).network.graph : try network("facebook_combined.txt.gz", directed: false).graph
    let exact = try graph.distanceSummary(.out, on: workers).histogram.map(Double.init)
    var random = RandomSource(seed: 7, stream: "fifty seeds")
    let runs = try graph.distanceEstimate(
      .out, registers: 64, keys: (0..<50).map { _ in random.next() }, on: workers
    ).histograms
    func within(_ links: Int, _ counts: [Double]) -> Double {
      counts.prefix(links + 1).reduce(0, +)
    }
    for links in 1..<exact.count {
      let truth = within(links, exact)
      let squares = runs.map { (within(links, $0) / truth - 1) * (within(links, $0) / truth - 1) }
      let error = (squares.reduce(0, +) / Double(runs.count)).squareRoot()
      #expect(error <= 1.1 * 1.04 / 8, "within \(links) links: \(error)")
    }
  }

  @Test func measuresOfGrQcEqualThoseOfPeers() throws {
    let network = try network("ca-GrQc.txt.gz", directed: false)
    let values = try PeerValues(path: try #require(ReferenceData.path("oracles/ca-GrQc.json")))
    let workers = Workers(threads: 2)
    try values.expectEqual(
      try ModuleRun(
        Betweenness.self, on: network, with: ["normalized": false], workers: workers
      ).network,
      "betweenness", "betweenness_unnormalised")
    try values.expectEqual(
      try ModuleRun(
        Closeness.self, on: network, with: ["variant": "component"], workers: workers
      ).network,
      "closeness", "closeness_out_component")
    try values.expectEqual(
      try ModuleRun(
        Harmonic.self, on: network, with: ["normalized": false], workers: workers
      ).network,
      "harmonic", "harmonic_out_sum")
    try values.expectEqual(
      try ModuleRun(PageRank.self, on: network, workers: workers).network, "pagerank",
      "pagerank_0.85")
    try values.expectEqual(
      try ModuleRun(KCore.self, on: network).network, "core", "core_number")
    try values.expectEqual(
      try ModuleRun(Clustering.self, on: network, workers: workers).network, "clustering",
      "local_clustering_undirected")
  }
}

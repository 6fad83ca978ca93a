import Centrality
import Chains
import ModuleKit
import ModuleTesting
import Structure
import Testing

/// Every measure against the values that NetworkX and igraph agree on.
struct PeerValuesTests {
  @Test(arguments: PeerNetwork.all) func sizes(_ peer: PeerNetwork) throws {
    let (network, values) = (try peer.network(), try peer.values())
    #expect(network.graph.nodeCount == values.n)
    #expect(network.graph.edgeCount == values.m)
    let density = try ModuleRun(Density.self, on: network).network.summary("size", "density")
    if let theirs = values.scalar("density") { #expect(abs(density - theirs) < 1e-12) }
  }

  @Test(arguments: PeerNetwork.all) func betweenness(_ peer: PeerNetwork) throws {
    let run = try ModuleRun(
      Betweenness.self, on: peer.network(), with: ["normalized": false])
    try peer.values().expectEqual(run.network, "betweenness", "betweenness_unnormalised")
  }

  @Test(arguments: PeerNetwork.all) func closeness(_ peer: PeerNetwork) throws {
    let network = try peer.network()
    let values = try peer.values()
    try values.expectEqual(
      try ModuleRun(Closeness.self, on: network, with: ["variant": "component"]).network,
      "closeness", "closeness_out_component")
    try values.expectEqual(
      try ModuleRun(Closeness.self, on: network).network, "closeness",
      "closeness_out_wasserman_faust(nx only)")
  }

  @Test(arguments: PeerNetwork.all) func harmonic(_ peer: PeerNetwork) throws {
    let run = try ModuleRun(Harmonic.self, on: peer.network(), with: ["normalized": false])
    try peer.values().expectEqual(run.network, "harmonic", "harmonic_out_sum")
  }

  @Test(arguments: PeerNetwork.all) func pageRank(_ peer: PeerNetwork) throws {
    let network = try peer.network()
    let values = try peer.values()
    let parameters: JSON = ["tolerance": .number(1e-15), "max_iterations": 5000]
    try values.expectEqual(
      try ModuleRun(PageRank.self, on: network, with: parameters).network, "pagerank",
      "pagerank_0.85")
    var weighted = parameters
    weighted["weighted"] = true
    if network.weight != nil {
      try values.expectEqual(
        try ModuleRun(PageRank.self, on: network, with: weighted).network, "pagerank",
        "pagerank_0.85_weighted")
    }
  }

  @Test(arguments: PeerNetwork.all.filter { !$0.directed })
  func eigenvector(_ peer: PeerNetwork) throws {
    let run = try ModuleRun(
      Eigenvector.self, on: peer.network(),
      with: ["scale": "max", "tolerance": .number(1e-14), "max_iterations": 100_000])
    try peer.values().expectEqual(run.network, "eigenvector", "eigenvector_max1", tolerance: 1e-8)
  }

  @Test(arguments: PeerNetwork.all) func degreeAndStrength(_ peer: PeerNetwork) throws {
    let network = try peer.network()
    let values = try peer.values()
    let degrees = try ModuleRun(Degree.self, on: network).network
    if peer.directed {
      try values.expectEqual(degrees, "in_degree", "in_degree")
      try values.expectEqual(degrees, "out_degree", "out_degree")
    } else {
      try values.expectEqual(degrees, "degree", "degree")
    }
    try values.expectEqual(
      try ModuleRun(Strength.self, on: network).network, "strength", "strength")
  }

  @Test(arguments: PeerNetwork.all) func structure(_ peer: PeerNetwork) throws {
    let network = try peer.network()
    let values = try peer.values()
    let clustering = try ModuleRun(Clustering.self, on: network).network
    try values.expectEqual(clustering, "clustering", "local_clustering_undirected")
    try values.expectEqual(clustering, "triangles", "triangles_undirected")
    try values.expectEqual(try ModuleRun(KCore.self, on: network).network, "core", "core_number")
    let components = try ModuleRun(ConnectedComponents.self, on: network).network
    let strong = try ModuleRun(
      ConnectedComponents.self, on: network, with: ["kind": "strong"]
    ).network
    let reciprocity = try ModuleRun(Reciprocity.self, on: network).network
    let facts: [(String, Double)] = [
      ("transitivity_global", clustering.summary("clustering", "transitivity")),
      ("avg_local_clustering_zero", clustering.summary("clustering", "mean_clustering")),
      ("triangles", clustering.summary("clustering", "triangles")),
      ("components_weak", components.summary("connectedness", "components")),
      ("strong_components", strong.summary("connectedness", "components")),
      ("bridges", bridgeTies(components)),
      ("reciprocity", reciprocity.summary("reciprocity", "by_arcs")),
    ]
    for (name, ours) in facts {
      if let theirs = values.scalar(name) {
        #expect(
          abs(ours - theirs) <= 1e-9 * max(1, abs(theirs)), "\(name): \(ours), peers \(theirs)")
      }
    }
  }

  /// Pairs joined by a bridge; two arcs between the same nodes are one.
  private func bridgeTies(_ network: Network) -> Double {
    let bridges = network.edges["is_bridge"]
    let ties = Set(
      (0..<network.graph.edgeCount).filter { bridges?.number(at: $0) == 1 }.map { edge in
        let (a, b) = (network.graph.sources[edge], network.graph.targets[edge])
        return [min(a, b), max(a, b)]
      })
    return Double(ties.count)
  }

  @Test(arguments: PeerNetwork.all) func distances(_ peer: PeerNetwork) throws {
    let network = try peer.network()
    let values = try peer.values()
    let run = try ModuleRun(
      Distances.self, on: network, with: ["direction": peer.directed ? "all" : "out"]
    ).network
    for (theirs, ours) in [("lcc_diameter", "diameter"), ("lcc_radius", "radius")] {
      #expect(run.summary("chain_lengths", ours) == values.scalar(theirs))
    }
    if run.summary("chain_lengths", "components") == 1 {
      let mean = try #require(values.scalar("lcc_avg_path_length"))
      #expect(abs(run.summary("chain_lengths", "mean_links") - mean) < 1e-9)
    }
    if peer.directed,
      case .histogram(let pairs)? = values.scalars?["directed_distance_histogram_ordered_pairs"]
    {
      let along = try ModuleRun(Distances.self, on: network).network
      let rows = try #require(along.table("distances")?.rows)
      for row in 0..<rows.rowCount {
        let links = try #require(rows["links"]?.text(at: row))
        #expect(rows["pairs"]?.number(at: row) == pairs[links].map(Double.init))
      }
    }
  }

  /// Three conventions of the 90 % effective diameter, on the karate club and the kite.
  @Test func effectiveDiameters() throws {
    let expected = [("karate", 3.341, 3.318, 3.382), ("krackhardt-kite", 3.10, 3.00, 2.80)]
    for (name, ours, snap, people) in expected {
      let peer = try #require(PeerNetwork.all.first { $0.oracle == name })
      let run = try ModuleRun(Distances.self, on: peer.network(), with: ["people": true]).network
      #expect(abs(run.summary("chain_lengths", "effective_diameter") - ours) < 0.0005)
      #expect(abs(run.summary("chain_lengths", "effective_diameter_snap") - snap) < 0.0005)
      #expect(abs(run.summary("chain_lengths", "effective_diameter_people") - people) < 0.0005)
    }
  }
}

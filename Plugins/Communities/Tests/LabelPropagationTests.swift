import Communities
import Foundation
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

struct LabelPropagationTests {
  /// The two example graphs of LDBC Graphalytics with their reference output: 2 iterations.
  @Test(arguments: [true, false]) func reproducesLDBC(directed: Bool) throws {
    let name =
      ReferenceData.checkout + "/Tests/Resources/ldbc/example-"
      + (directed ? "directed" : "undirected")
    func rows(_ suffix: String) throws -> [[Substring]] {
      try String(contentsOfFile: name + suffix, encoding: .utf8)
        .split(whereSeparator: \.isNewline).map { $0.split(separator: " ") }
    }
    let ids = try rows(".v").compactMap { Int($0[0]) }.sorted()
    let edges = try rows(".e").map { row in
      row.prefix(2).compactMap { end in ids.firstIndex { $0 == Int(end) }.map(NodeID.init) }
    }
    let graph = try GraphBuilder(isDirected: directed).build(
      nodeCount: ids.count, sources: edges.map { $0[0] }, targets: edges.map { $0[1] }
    ).graph
    let labels = try synchronousLabels(
      of: graph, start: Array(0..<Int32(ids.count)), iterations: 2, on: .serial)
    let expected = try rows("-CDLP")
    #expect(expected.count == ids.count)
    for row in expected {
      let node = ids.firstIndex { $0 == Int(row[0]) } ?? 0
      #expect(ids[Int(labels[node])] == Int(row[1]), "vertex \(row[0])")
    }
  }

  /// The specification read off: a histogram per node.
  private func oracle(_ graph: Graph, iterations: Int) -> [Int32] {
    var labels = Array(0..<Int32(graph.nodeCount))
    for _ in 0..<iterations {
      var histograms = [[Int32: Int]](repeating: [:], count: labels.count)
      for edge in 0..<graph.edgeCount where graph.sources[edge] != graph.targets[edge] {
        let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
        histograms[a][labels[b], default: 0] += 1
        histograms[b][labels[a], default: 0] += 1
      }
      labels = labels.indices.map { node in
        histograms[node].min { (-$0.value, $0.key) < (-$1.value, $1.key) }?.key ?? labels[node]
      }
    }
    return labels
  }

  @Test(arguments: [1, 2, 10]) func synchronousEqualsOracle(iterations: Int) throws {
    let tiny =
      TinyGraphs.all(upTo: 4, directed: false) + TinyGraphs.all(upTo: 3, directed: true)
    for graph in tiny + RandomGraphs.spread {
      let found = try [1, 2, 7].map {
        try synchronousLabels(
          of: graph, start: Array(0..<Int32(graph.nodeCount)), iterations: iterations,
          on: Workers(threads: $0))
      }
      #expect(found[0] == oracle(graph, iterations: iterations))
      #expect(found[0] == found[1] && found[1] == found[2])
    }
  }

  /// Raghavan et al. 2007: at the end every node has as many ties to its own community as to any.
  @Test func asynchronousEndsWhenEveryNodeAgreesWithMostNeighbors() throws {
    for (seed, graph) in RandomGraphs.spread.enumerated() {
      for weights in [nil, RandomGraphs.weights(graph, seed: UInt64(seed))] {
        let found = try asynchronousLabels(
          of: graph, edgeWeights: weights, maxIterations: 1000, random: randoms(UInt64(seed))[0],
          on: .serial)
        #expect(found.converged)
        var weightTo = [[Int32: Double]](repeating: [:], count: graph.nodeCount)
        for edge in 0..<graph.edgeCount where graph.sources[edge] != graph.targets[edge] {
          let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
          weightTo[a][found.labels[b], default: 0] += weights?[edge] ?? 1
          weightTo[b][found.labels[a], default: 0] += weights?[edge] ?? 1
        }
        for node in 0..<graph.nodeCount {
          let own = weightTo[node][found.labels[node]] ?? 0
          #expect(own >= (weightTo[node].values.max() ?? 0) - 1e-9, "seed \(seed) node \(node)")
        }
      }
    }
  }

  @Test(arguments: EdgeCases.all) func survives(edgeCase: EdgeCases.Case) throws {
    let graph = edgeCase.network.graph
    let start = Array(0..<Int32(graph.nodeCount))
    let found = try asynchronousLabels(
      of: graph, edgeWeights: edgeCase.network.edgeWeights, maxIterations: 50,
      random: randoms(1)[0], on: .serial)
    #expect(found.labels.count == graph.nodeCount && found.converged)
    #expect(
      try synchronousLabels(of: graph, start: start, iterations: 3, on: .serial).count
        == graph.nodeCount)
  }

  @Test func smallestLabelIsTheSmallestNumberWhereIdsAreNumbers() {
    #expect(labelOrder(["1", "10", "2"]) == [0, 2, 1])
    #expect(labelOrder(["1", "10", "b"]) == [0, 1, 2])
    #expect(labelOrder([]) == [])
  }

  @Test func stopsWhenCancelled() {
    let cancellation = Cancellation()
    cancellation.cancel()
    let (graph, workers) = (
      Network(sketch: "a-b").graph, Workers(threads: 1, cancellation: cancellation)
    )
    #expect(throws: Cancelled.self) {
      try synchronousLabels(of: graph, start: [0, 1], iterations: 2, on: workers)
    }
    #expect(throws: Cancelled.self) {
      try asynchronousLabels(of: graph, maxIterations: 9, random: randoms(1)[0], on: workers)
    }
  }
}

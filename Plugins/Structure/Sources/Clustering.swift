// Watts & Strogatz, "Collective dynamics of 'small-world' networks", Nature 393, 1998; Newman, Strogatz
// & Watts, "Random graphs with arbitrary degree distributions", Physical Review E 64, 2001.

public import ModuleKit

/// `structure.clustering`
public struct Clustering: Module {
  public static let manual = Manual(
    name: "structure.clustering",
    summary: "Tells how often two contacts of a person know each other",
    details: """
      `clustering` of a node is the share of pairs of its neighbours that are joined; `triangles` how \
      many are. A node with fewer than two neighbours has 0. Direction is ignored unless `directed`, \
      which counts the arcs among the neighbours (in either direction) over k(k-1) ordered pairs, as \
      LDBC Graphalytics does. Self-loops are ignored. The table `clustering` holds the transitivity \
      (3 x triangles / pairs of neighbours, over the whole network) and the mean of the nodes' values \
      both with nodes of fewer than two neighbours as 0 and without them: three different numbers.
      """,
    writes: [
      .nodeColumn("clustering", .number, "share of joined pairs of neighbours"),
      .nodeColumn("triangles", .integer, "triangles through the node, direction ignored"),
      .table("clustering", "transitivity and mean clustering"),
    ],
    assumes: [.allTies],
    references: [
      "Watts, D. J. & Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks. Nature 393, 440-442. https://doi.org/10.1038/30918",
      "Newman, M. E. J., Strogatz, S. H. & Watts, D. J. (2001). Random graphs with arbitrary degree distributions and their applications. Physical Review E 64, 026118.",
    ],
    complexity: "O(sum over edges of the smaller degree)",
    examples: [
      Example(
        "A triangle with a tail", network: "a-b b-c c-a c-d",
        yaml: "- use: structure.clustering",
        expected: [
          .nodes("id,clustering,triangles\na,1,1\nb,1,1\nc,0.3333,1\nd,0,0\n"),
          .table(
            "clustering",
            "measure,value\ntransitivity,0.6\nmean_clustering,0.5833\nmean_clustering_defined,0.7778\ntriangles,1\n"
          ),
        ])
    ], version: 2)

  public struct Parameters: ParameterSet {
    @Param("Count arcs among neighbours instead of joined pairs") var directed = false
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    let graph = network.graph
    let undirected = graph.undirected
    let counts = try triangleCounts(undirected, context.workers)
    let degrees = counts.neighbors
    let pairs = degrees.map { Double($0) * Double($0 - 1) / 2 }
    let isByArcs = parameters.directed && graph.isDirected
    let linked =
      isByArcs
      ? try arcsAmongNeighbors(graph, undirected, context.workers).map { Double($0) / 2 }
      : counts.triangles.map(Double.init)
    let local = pairs.indices.map { pairs[$0] > 0 ? linked[$0] / pairs[$0] : 0 }
    let defined = pairs.indices.filter { pairs[$0] > 0 }
    let convention =
      (isByArcs ? "arcs among neighbours over k(k-1)" : "direction ignored")
      + ", 0 for fewer than two neighbours"
    network.nodes.set("clustering", .numbers(local), convention: convention)
    network.nodes.set(
      "triangles", .integers(counts.triangles), convention: "direction ignored")
    let (all, n) = (counts.triangles.reduce(0, +), Double(local.count))
    let sum = local.reduce(0, +)
    network.set(
      .summary(
        name: "clustering", title: "Clustering",
        [
          (
            "transitivity", pairs.reduce(0, +) > 0 ? Double(all) / pairs.reduce(0, +) : .nan,
            "3 x triangles / pairs of neighbours, direction ignored"
          ),
          ("mean_clustering", n > 0 ? sum / n : .nan, "fewer than two neighbours count as 0"),
          (
            "mean_clustering_defined", defined.isEmpty ? .nan : sum / Double(defined.count),
            "nodes with at least two neighbours only"
          ),
          ("triangles", Double(all / 3), "direction ignored"),
        ]))
    network.methods.append(
      MethodNote(
        .measure("clustering"), "Clustering: \(convention).",
        french: "Coefficient de regroupement : "
          + (isByArcs ? "arcs entre voisins sur k(k-1)" : "sans tenir compte du sens")
          + ", 0 pour moins de deux voisins.", caption: "clustering",
        reference: Self.manual.references.first))
  }
}

/// Arcs between neighbours (in either direction) of each node of a directed graph.
private func arcsAmongNeighbors(
  _ graph: Graph, _ undirected: Graph, _ workers: Workers
) throws(Cancelled) -> [Int] {
  var counts = [Int](repeating: 0, count: graph.nodeCount)
  let chunks = Chunks.edgeBalanced(undirected.outgoing, count: 64)
  try workers.fill(&counts, chunks) { rows, out in
    var isNeighbor = [Bool](repeating: false, count: graph.nodeCount)
    for row in rows {
      let around = undirected.outgoing.range(row)
      for arc in around { isNeighbor[Int(undirected.outgoing.neighbors[arc])] = true }
      isNeighbor[row] = false
      var count = 0
      for arc in around where undirected.outgoing.neighbors[arc] != row {
        let neighbor = Int(undirected.outgoing.neighbors[arc])
        for second in graph.outgoing.range(neighbor) {
          let third = Int(graph.outgoing.neighbors[second])
          if isNeighbor[third] && third != neighbor { count += 1 }
        }
      }
      out[row - rows.lowerBound] = count
      for arc in around { isNeighbor[Int(undirected.outgoing.neighbors[arc])] = false }
    }
  }
  return counts
}

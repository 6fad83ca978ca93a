public import ModuleKit

/// All small graphs, for holding a kernel against its oracle without exception.
public enum TinyGraphs {
  /// Every labelled simple graph on 0 to `limit` nodes: 1, 1, 2, 8, 64, 1024 undirected ones on
  /// 0 to 5 nodes, 1, 1, 4, 64, 4096 directed ones on 0 to 4.
  public static func all(upTo limit: Int, directed: Bool) -> [Graph] {
    (0...limit).flatMap { n in
      let pairs = (0..<n).flatMap { a in
        (0..<n).filter { directed ? $0 != a : $0 > a }.map { (NodeID(a), NodeID($0)) }
      }
      return (0..<(1 << pairs.count)).map { subset in
        let chosen = pairs.indices.filter { subset >> $0 & 1 == 1 }.map { pairs[$0] }
        return Graph(
          nodeCount: n, isDirected: directed, sources: chosen.map(\.0), targets: chosen.map(\.1))
      }
    }
  }
}

/// Seeded random graphs.
public enum RandomGraphs {
  /// Each of the possible edges with probability `p` (Gilbert 1959); loops only when asked for.
  public static func gilbert(
    nodes n: Int, probability p: Double, directed: Bool, loops: Bool = false, seed: UInt64
  ) -> Graph {
    var random = RandomSource(seed: seed, stream: "gilbert")
    var sources: [NodeID] = []
    var targets: [NodeID] = []
    for a in 0..<n {
      for b in (directed ? 0 : a)..<n where (a != b || loops) && random.unit() < p {
        sources.append(NodeID(a))
        targets.append(NodeID(b))
      }
    }
    return Graph(nodeCount: n, isDirected: directed, sources: sources, targets: targets)
  }

  /// A spread of sizes, densities and directions, 60 graphs of 5 to 60 nodes.
  public static let spread: [Graph] = (0..<60).map { index in
    gilbert(
      nodes: 5 + index * 55 / 59, probability: [0.03, 0.08, 0.2, 0.5][index % 4],
      directed: index % 3 == 0, loops: index % 5 == 0, seed: UInt64(index))
  }

  /// Positive weights for the edges of `graph`; small whole numbers give many ties.
  public static func weights(_ graph: Graph, seed: UInt64, whole: Bool = false) -> [Double] {
    var random = RandomSource(seed: seed, stream: "weights")
    return (0..<graph.edgeCount).map { _ in
      whole ? Double(1 + random.next(below: 4)) : 0.1 + random.unit()
    }
  }
}

/// The inputs that break algorithms.
public enum EdgeCases {
  public struct Case: Sendable, CustomStringConvertible {
    public let name: String
    public let network: Network
    public var description: String { name }
  }

  public static let all: [Case] = [
    Case(name: "null graph", network: Network()),
    Case(name: "one node", network: Network(sketch: "a")),
    Case(name: "no edges", network: Network(sketch: "a b c")),
    Case(name: "only a self-loop", network: Network(sketch: "a-a")),
    Case(name: "self-loops", network: Network(sketch: "a-a a-b b-b b-c d")),
    Case(name: "parallel edges", network: Network(sketch: "a-b a-b b-c:2 c-b:0.5")),
    Case(name: "one edge", network: Network(sketch: "a-b")),
    Case(name: "star", network: Network(sketch: "a-b a-c a-d a-e")),
    Case(name: "path", network: Network(sketch: "a-b b-c c-d d-e")),
    Case(
      name: "two triangles and an isolate", network: Network(sketch: "a-b b-c c-a d-e e-f f-d g")),
    Case(name: "weighted", network: Network(sketch: "a-b:0.5 b-c:2 c-a:10 c-d:1")),
    Case(name: "one arc", network: Network(sketch: "a>b")),
    Case(name: "directed cycle", network: Network(sketch: "a>b b>c c>a")),
    Case(name: "directed, acyclic, dangling", network: Network(sketch: "a>b a>c b>d c>d d>e f")),
    Case(name: "mutual arcs and a loop", network: Network(sketch: "a>b b>a b>b b>c:3 d>c")),
  ]
}

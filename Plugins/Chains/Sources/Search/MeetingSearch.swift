// Pohl, "Bi-directional search", Machine Intelligence 6, 1971.

internal import ModuleKit

/// Finds how far one person is from another, by growing balls around both until they meet.
///
/// In a network where everyone is near, the balls are about the square root of the whole when they do, and
/// the last step ends with the first arc that leads across.
struct MeetingSearch {
  private let graph: RankedGraph
  /// Who is in a ball of this search: `2 * stamp` around the first person, one more around the other.
  private var marks: [Int32]
  private var stamp: Int32 = 0
  private var balls: (Ball, Ball)
  /// Arcs looked at in all searches.
  private(set) var work = 0

  private struct Ball {
    /// In order of discovery.
    var nodes: [NodeID]
    var front = 0..<1
    var arcs = 0
  }

  init(_ graph: RankedGraph) {
    self.graph = graph
    marks = Array(repeating: 0, count: graph.nodes.count)
    let ball = Ball(nodes: Array(repeating: 0, count: graph.nodes.count))
    balls = (ball, ball)
  }

  /// Links of a shortest chain; nil when there is none.
  ///
  /// - Parameters:
  ///   - source, target: two different people, by rank.
  ///   - known: the links of some chain, when there is one.
  mutating func links(from source: NodeID, to target: NodeID, known: Int = .max) -> Int? {
    if stamp == .max / 2 - 1 {
      (marks, stamp) = (Array(repeating: 0, count: marks.count), 0)
    }
    stamp += 1
    Self.start(&balls.0, source, 2 * stamp, &marks, graph.along)
    Self.start(&balls.1, target, 2 * stamp + 1, &marks, graph.against)
    var links = 1
    while links < known {
      if balls.0.front.isEmpty || balls.1.front.isEmpty { return nil }
      let step =
        balls.0.arcs <= balls.1.arcs
        ? Self.grow(&balls.0, own: 2 * stamp, other: 2 * stamp + 1, &marks, graph.along)
        : Self.grow(&balls.1, own: 2 * stamp + 1, other: 2 * stamp, &marks, graph.against)
      work += step.work
      if step.meets { return links }
      links += 1
    }
    return known
  }

  private static func start(
    _ ball: inout Ball, _ node: NodeID, _ mark: Int32, _ marks: inout [Int32],
    _ rows: RankedGraph.Rows
  ) {
    ball.nodes[0] = node
    ball.front = 0..<1
    ball.arcs = rows.offsets[Int(node) + 1] - rows.offsets[Int(node)]
    marks[Int(node)] = mark
  }

  /// Follows the arcs of the outermost level; ends where one leads into the other ball.
  private static func grow(
    _ ball: inout Ball, own: Int32, other: Int32, _ marks: inout [Int32], _ rows: RankedGraph.Rows
  ) -> (meets: Bool, work: Int) {
    let (offsets, neighbors) = (rows.offsets.span, rows.neighbors.span)
    let front = ball.front
    var (end, work, arcs) = (front.upperBound, 0, 0)
    var nodes = ball.nodes.mutableSpan
    var marks = marks.mutableSpan
    for index in front {
      let node = Int(nodes[index])
      for arc in offsets[node]..<offsets[node + 1] {
        let neighbor = neighbors[arc]
        let mark = marks[Int(neighbor)]
        if mark == own { continue }
        if mark == other { return (true, work + arc - offsets[node] + 1) }
        marks[Int(neighbor)] = own
        nodes[end] = neighbor
        end += 1
        arcs += offsets[Int(neighbor) + 1] - offsets[Int(neighbor)]
      }
      work += offsets[node + 1] - offsets[node] + 1
    }
    ball.front = front.upperBound..<end
    ball.arcs = arcs
    return (false, work)
  }
}

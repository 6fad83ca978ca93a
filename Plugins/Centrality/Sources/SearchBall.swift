// Borassi & Natale, "KADABRA is an adaptive algorithm for betweenness via random approximation", ESA 2016.

internal import ModuleKit

/// What a search from one end of a pair has reached, level by level.
///
/// Both ends of a pair share `marks`: levels from the first end count 1, 2, 3, those from the other one
/// -1, -2, -3, and 0 is what nobody has reached.
struct SearchBall {
  /// Where arcs lead that the ball grows along, and where they come from.
  let along: Adjacency
  let against: Adjacency
  /// 1 or -1.
  let sign: Int32
  /// Reached nodes in order of discovery.
  private(set) var nodes: [NodeID]
  /// The outermost level within `nodes`.
  private(set) var front = 0..<0
  /// What `marks` shows in the outermost level.
  private(set) var mark: Int32 = 0
  /// Arcs to follow in the next step.
  private(set) var arcs = 0

  init(_ along: Adjacency, _ against: Adjacency, sign: Int32) {
    (self.along, self.against, self.sign) = (along, against, sign)
    nodes = Array(repeating: 0, count: along.nodeCount)
  }

  mutating func start(
    at node: Int, _ marks: inout [Int32], _ counts: inout [Double], _ paths: PathCounts
  ) {
    nodes[0] = NodeID(node)
    (front, mark, arcs) = (0..<1, sign, along.degree(node))
    marks[node] = sign
    counts[node] = paths.one
  }

  /// Forgets what was reached; `front` may have nodes behind it that were found when the balls met.
  mutating func clear(_ marks: inout [Int32]) {
    for index in 0..<front.upperBound { marks[Int(nodes[index])] = 0 }
    (front, arcs) = (0..<0, 0)
  }

  /// Follows the arcs of the outermost level.
  ///
  /// - Parameter crossing: gets, for each place of the outermost level, the number of shortest paths that
  ///   leave the ball there for the other one.
  /// - Returns: the sum of `crossing`. When it is not none, the front stays where it is.
  mutating func grow(
    _ marks: inout [Int32], _ counts: inout [Double], _ crossing: inout [Double],
    _ paths: PathCounts
  ) -> Double {
    let along = along
    let (offsets, neighbors) = (along.offsets.span, along.neighbors.span)
    let next = mark + sign
    let step = Self.follow(
      front, next, offsets, neighbors, &nodes, &marks, &counts, &crossing, paths)
    if step.total > paths.none {
      // What was found beside the other ball is not part of any shortest path.
      for index in front.upperBound..<step.end { marks[Int(nodes[index])] = 0 }
      return step.total
    }
    (front, mark) = (front.upperBound..<step.end, next)
    arcs = 0
    for index in front { arcs += along.degree(Int(nodes[index])) }
    return step.total
  }

  private static func follow(
    _ front: Range<Int>, _ next: Int32, _ offsets: Span<Int>, _ neighbors: Span<NodeID>,
    _ nodes: inout [NodeID], _ marks: inout [Int32], _ counts: inout [Double],
    _ crossing: inout [Double], _ paths: PathCounts
  ) -> (total: Double, end: Int) {
    var nodes = nodes.mutableSpan
    var marks = marks.mutableSpan
    var counts = counts.mutableSpan
    var crossing = crossing.mutableSpan
    var (total, end) = (paths.none, front.upperBound)
    for index in front {
      let node = Int(nodes[index])
      let count = counts[node]
      var across = paths.none
      for arc in offsets[node]..<offsets[node + 1] {
        let neighbor = Int(neighbors[arc])
        let mark = marks[neighbor]
        if mark == 0 {
          marks[neighbor] = next
          counts[neighbor] = count
          nodes[end] = NodeID(neighbor)
          end += 1
        } else if mark == next {
          counts[neighbor] = paths.sum(counts[neighbor], count)
        } else if (mark ^ next) < 0 {
          across = paths.sum(across, counts[neighbor])
        }
      }
      crossing[index] = paths.product(count, across)
      total = paths.sum(total, crossing[index])
    }
    return (total, end)
  }
}

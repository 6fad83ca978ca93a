internal import ModuleKit

/// Tells whether two nodes hang together, by a search from both that takes turns.
///
/// Where they are joined by a short way, or one of them has been cut off with a few others, that is
/// found after a few steps, whatever the size of the graph.
struct ConnectionSearch {
  /// Nodes that were reached, in order, from each of the two.
  private var queues: ([NodeID], [NodeID])
  /// The search that reached each node last, and from which of the two.
  private var marks: [Int32]
  private var mark: Int32 = 0
  /// Neighbours looked at so far.
  private(set) var work = 0

  init(nodeCount: Int) {
    let nodes = [NodeID](repeating: 0, count: nodeCount)
    queues = (nodes, nodes)
    marks = Array(repeating: 0, count: nodeCount)
  }

  mutating func joins(
    _ a: NodeID, _ b: NodeID, _ offsets: [Int], _ neighbors: [NodeID]
  ) -> Bool {
    if a == b { return true }
    if mark > .max - 2 {
      for node in marks.indices { marks[node] = 0 }
      mark = 0
    }
    let (mine, theirs) = (mark + 1, mark + 2)
    mark += 2
    (queues.0[0], queues.1[0]) = (a, b)
    (marks[Int(a)], marks[Int(b)]) = (mine, theirs)
    var (first, second) = (Side(mark: mine, other: theirs), Side(mark: theirs, other: mine))
    while true {
      let step =
        first.work <= second.work
        ? Self.step(&first, &queues.0, &marks, offsets, neighbors)
        : Self.step(&second, &queues.1, &marks, offsets, neighbors)
      if step == .goesOn { continue }
      work += first.work + second.work
      return step == .meets
    }
  }

  private struct Side {
    let mark: Int32
    let other: Int32
    var head = 0
    var tail = 1
    var work = 0
  }
  private enum Step { case goesOn, meets, ends }

  /// Looks around the next node of one side.
  private static func step(
    _ side: inout Side, _ queue: inout [NodeID], _ marks: inout [Int32], _ offsets: [Int],
    _ neighbors: [NodeID]
  ) -> Step {
    if side.head == side.tail { return .ends }
    let node = Int(queue[side.head])
    side.head += 1
    for end in offsets[node]..<offsets[node + 1] {
      let neighbor = neighbors[end]
      side.work += 1
      if marks[Int(neighbor)] == side.mark { continue }
      if marks[Int(neighbor)] == side.other { return .meets }
      marks[Int(neighbor)] = side.mark
      queue[side.tail] = neighbor
      side.tail += 1
    }
    return .goesOn
  }
}

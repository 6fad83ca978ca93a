internal import ModuleKit

/// What lengths are added up in: whole units or real numbers.
protocol PathLength: Comparable, SignedNumeric, Sendable {
  /// The length to where no path leads.
  static var beyond: Self { get }
}
extension Int: PathLength { static var beyond: Int { .max } }
extension Double: PathLength { static var beyond: Double { .infinity } }

/// The steps that chains may take, by the person they lead away from.
///
/// The steps of a person are in canonical order of the people they lead to, at most one to each.
struct ChainArcs<Length: PathLength>: Sendable {
  private(set) var offsets = [0]
  private(set) var ends: [NodeID] = []
  /// The edge of the network behind each step.
  private(set) var ties: [EdgeID] = []
  private(set) var lengths: [Length] = []

  var nodeCount: Int { offsets.count - 1 }
  func range(_ node: Int) -> Range<Int> { offsets[node]..<offsets[node + 1] }

  /// The step from one person to another, if there is one.
  func step(from node: Int, to end: NodeID) -> Int? {
    var (low, high) = (offsets[node], offsets[node + 1])
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] < end { low = middle + 1 } else { high = middle }
    }
    return low < offsets[node + 1] && ends[low] == end ? low : nil
  }

  /// - Parameters:
  ///   - lists: one list of neighbours per person, or two that are to be taken together.
  ///   - open: whether an edge may be used.
  fileprivate init(_ lists: [Adjacency], _ lengthOfTie: [Length], open: [Bool]) {
    let nodeCount = lists[0].nodeCount
    offsets.reserveCapacity(nodeCount + 1)
    let edges = lists.map(\.edges)
    for node in 0..<nodeCount {
      if lists.count == 1 {
        for arc in lists[0].range(node) where open[Int(edges[0][arc])] {
          append(lists[0].neighbors[arc], edges[0][arc], lengthOfTie)
        }
      } else {
        let start = ends.count
        var (a, b) = (lists[0].range(node).lowerBound, lists[1].range(node).lowerBound)
        let (endA, endB) = (lists[0].range(node).upperBound, lists[1].range(node).upperBound)
        while a < endA || b < endB {
          let takesA = b >= endB || (a < endA && lists[0].neighbors[a] <= lists[1].neighbors[b])
          let (list, arc) = takesA ? (0, a) : (1, b)
          if takesA { a += 1 } else { b += 1 }
          let (end, tie) = (lists[list].neighbors[arc], edges[list][arc])
          if !open[Int(tie)] { continue }
          // Of two arcs between two people the shorter is walked, else the first.
          if ends.count > start, ends[ends.count - 1] == end {
            let last = ties.count - 1
            if (lengthOfTie[Int(tie)], tie) < (lengths[last], ties[last]) {
              (ties[last], lengths[last]) = (tie, lengthOfTie[Int(tie)])
            }
          } else {
            append(end, tie, lengthOfTie)
          }
        }
      }
      offsets.append(ends.count)
    }
  }

  /// No nodes, to be added one after the other.
  init() {}

  /// Adds a step of the node that comes next.
  mutating func append(_ end: Int, _ tie: EdgeID, _ length: Length) {
    ends.append(NodeID(end))
    ties.append(tie)
    lengths.append(length)
  }

  /// Goes on to the next node.
  mutating func close() { offsets.append(ends.count) }

  private mutating func append(_ end: NodeID, _ tie: EdgeID, _ lengthOfTie: [Length]) {
    append(Int(end), tie, lengthOfTie[Int(tie)])
  }
}

/// The steps that chains may take, forwards and back.
struct ChainWays<Length: PathLength>: Sendable {
  let forward: ChainArcs<Length>
  let backward: ChainArcs<Length>

  init(forward: ChainArcs<Length>, backward: ChainArcs<Length>) {
    (self.forward, self.backward) = (forward, backward)
  }

  /// - Parameters:
  ///   - lengths: above 0, one per edge of the network.
  ///   - open: whether an edge may be used; self-loops never are.
  init(_ graph: Graph, _ direction: Direction, lengths: [Length], open: [Bool]) {
    var open = open
    for edge in open.indices where graph.sources[edge] == graph.targets[edge] {
      open[edge] = false
    }
    switch direction {
    case _ where !graph.isDirected:
      forward = ChainArcs([graph.outgoing], lengths, open: open)
      backward = forward
    case .all:
      forward = ChainArcs([graph.outgoing, graph.incoming], lengths, open: open)
      backward = forward
    case .out, .in:
      let out = ChainArcs([graph.outgoing], lengths, open: open)
      let back = ChainArcs([graph.incoming], lengths, open: open)
      (forward, backward) = direction == .out ? (out, back) : (back, out)
    }
  }
}

// Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1, 1959.
extension ChainArcs {
  private struct Entry: Comparable {
    let length: Length
    let node: NodeID
    static func < (a: Entry, b: Entry) -> Bool { (a.length, a.node) < (b.length, b.node) }
  }

  /// The length of the shortest path to each person; ``PathLength/beyond`` where there is none.
  ///
  /// - Parameter seeds: where paths begin, with the length they have there.
  func shortestLengths(from seeds: [(node: Int, length: Length)]) -> [Length] {
    var found = [Length](repeating: .beyond, count: nodeCount)
    var heap = BinaryHeap<Entry>()
    for seed in seeds where seed.length < found[seed.node] {
      found[seed.node] = seed.length
      heap.push(Entry(length: seed.length, node: NodeID(seed.node)))
    }
    while let entry = heap.pop() {
      let node = Int(entry.node)
      if found[node] < entry.length { continue }
      for arc in range(node) {
        let (end, length) = (Int(ends[arc]), entry.length + lengths[arc])
        if length < found[end] {
          found[end] = length
          heap.push(Entry(length: length, node: NodeID(end)))
        }
      }
    }
    return found
  }

  /// The number of links to each person from the nearest of several; `Int32.max` where nobody leads.
  func fewestLinks(from starts: [Int]) -> [Int32] {
    var links = [Int32](repeating: .max, count: nodeCount)
    for start in starts { links[start] = 0 }
    var queue = starts.map { NodeID($0) }
    var next = 0
    while next < queue.count {
      let node = Int(queue[next])
      next += 1
      for arc in range(node) where links[Int(ends[arc])] == .max {
        links[Int(ends[arc])] = links[node] + 1
        queue.append(ends[arc])
      }
    }
    return links
  }
}

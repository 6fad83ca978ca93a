// Dijkstra's method with several labels a node, one for each of the nearest sources: Ahuja, Magnanti & Orlin,
// Network Flows, 1993, chapter 4, and Yen's k shortest paths by first node.

internal import ModuleKit

/// For everybody, the shortest ways from one person by different people to begin with.
///
/// Complexity: O(k(n + m) log n) for k ways to each; memory 16 bytes for each way, 12 for each person.
struct NearestIntroducers {
  struct Way {
    let length: Int
    let introducer: NodeID
    /// Who comes before on the way: of several the first in canonical order.
    var before: NodeID
  }
  private struct Entry: Comparable {
    let length: Int
    /// The node above the introducer, for one comparison instead of two.
    let key: UInt64
    init(_ length: Int, _ node: NodeID, _ introducer: NodeID) {
      self.length = length
      key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: introducer))
    }
    var node: Int { Int(key >> 32) }
    var introducer: NodeID { NodeID(truncatingIfNeeded: key) }
    static func < (a: Entry, b: Entry) -> Bool {
      a.length != b.length ? a.length < b.length : a.key < b.key
    }
  }

  private let ways: ChainWays<Int>
  let starter: Int
  private let kept: Int
  private var found: [Way]
  private var counts: [Int]
  /// Who comes before on a shortest way, whoever it begins with.
  private var before: [NodeID]

  /// - Parameter kept: how many people to begin with are told for each.
  init(
    _ ways: ChainWays<Int>, from starter: Int, kept: Int, _ workers: Workers = .serial
  ) throws(Cancelled) {
    (self.ways, self.starter, self.kept) = (ways, starter, kept)
    let arcs = ways.forward
    found = Array(
      repeating: Way(length: .beyond, introducer: -1, before: -1), count: arcs.nodeCount * kept)
    counts = Array(repeating: 0, count: arcs.nodeCount)
    before = Array(repeating: -1, count: arcs.nodeCount)
    var heap = BinaryHeap<Entry>()
    for arc in arcs.range(starter) {
      offer(
        Way(length: arcs.lengths[arc], introducer: arcs.ends[arc], before: NodeID(starter)),
        to: arcs.ends[arc], &heap)
    }
    var settled = 0
    while let entry = heap.pop() {
      // A better way has taken its place.
      if !contains(entry) { continue }
      settled += 1
      if settled & 0xFFFF == 0 { try workers.checkCancelled() }
      for arc in arcs.range(entry.node) where Int(arcs.ends[arc]) != starter {
        offer(
          Way(
            length: entry.length + arcs.lengths[arc], introducer: entry.introducer,
            before: NodeID(entry.node)), to: arcs.ends[arc], &heap)
      }
    }
  }

  /// Keeps a way to `node` if it is among the shortest by different people so far.
  private mutating func offer(
    _ way: Way, to node: NodeID, _ heap: inout BinaryHeap<Entry>
  ) {
    let start = Int(node) * kept
    var count = counts[Int(node)]
    let best = count == 0 ? .beyond : found[start].length
    if way.length < best || way.length == best && way.before < before[Int(node)] {
      before[Int(node)] = way.before
    }
    func precedes(_ other: Way) -> Bool {
      (other.length, other.introducer) < (way.length, way.introducer)
    }
    if count == kept, precedes(found[start + count - 1]) { return }
    if let same = (start..<start + count).first(where: {
      found[$0].introducer == way.introducer
    }) {
      if found[same].length == way.length {
        found[same].before = min(found[same].before, way.before)
      }
      if found[same].length <= way.length { return }
      for place in same..<start + count - 1 { found[place] = found[place + 1] }
      count -= 1
    } else if count == kept {
      count -= 1
    }
    var place = start + count
    while place > start, !precedes(found[place - 1]) {
      found[place] = found[place - 1]
      place -= 1
    }
    found[place] = way
    counts[Int(node)] = count + 1
    heap.push(Entry(way.length, node, way.introducer))
  }

  private func contains(_ entry: Entry) -> Bool {
    let start = entry.node * kept
    return (start..<start + counts[entry.node]).contains {
      found[$0].introducer == entry.introducer && found[$0].length == entry.length
    }
  }

  /// The ways to a person, the shortest first; a way by the person themselves is their tie to the starter.
  func ways(to person: Int) -> ArraySlice<Way> {
    found[person * kept..<person * kept + counts[person]]
  }

  /// The length of the shortest way to everybody; 0 to the starter.
  var shortest: [Int] {
    counts.indices.map { person in
      person == starter ? 0 : counts[person] == 0 ? .beyond : found[person * kept].length
    }
  }

  /// The steps of the shortest way, back from `person` to the starter, as positions in `ways.backward`.
  ///
  /// Of equally short ways the one whose people come first in canonical order, compared from the end.
  ///
  /// - Parameter introducer: who the way begins with; nil for anybody.
  func steps(to person: Int, by introducer: NodeID? = nil) -> [Int] {
    let arcs = ways.backward
    var (node, steps) = (person, [Int]())
    while node != starter {
      guard let before = self.before(node, by: introducer),
        let arc = arcs.step(from: node, to: before)
      else { return [] }
      steps.append(arc)
      node = Int(before)
    }
    return steps
  }

  private func before(_ person: Int, by introducer: NodeID?) -> NodeID? {
    guard let introducer else { return counts[person] > 0 ? before[person] : nil }
    return ways(to: person).first { $0.introducer == introducer }?.before
  }
}

/// Edges that exchange ends.
///
/// Undirected edges stand in either order.
struct SwitchedEdges: Sendable {
  let nodeCount: Int
  let isDirected: Bool
  /// Tail and head of each edge, in turn.
  private var ends: [NodeID]
  private let loops: [NodeID]
  private var joined: EdgeSet
  /// Where the arcs of each node begin: tails never change place in a directed graph.
  private let firstArc: [Int]
  /// Where each edge stands among the neighbours of its ends; nil when nobody wants to walk.
  private var walk: HalfEdges?
  private(set) var switches = 0
  /// What was done since ``forget()``, to be taken back.
  private var log: [Step] = []

  private struct Step {
    let first: Int32
    let second: Int32
    /// Whether the second edge was turned before.
    let isTurned: Bool
  }

  /// Two edges that were drawn, and one end of the second.
  private struct Choice {
    let first: Int
    let second: Int
    /// For undirected edges: the other end of the second is given away.
    let isOther: Bool
  }

  init(_ graph: Graph, keepsConnected: Bool) {
    (nodeCount, isDirected) = (graph.nodeCount, graph.isDirected)
    var (ends, loops) = ([NodeID](), [NodeID]())
    ends.reserveCapacity(2 * graph.edgeCount)
    for edge in 0..<graph.edgeCount {
      let (tail, head) = (graph.sources[edge], graph.targets[edge])
      if tail == head {
        loops += [tail, head]
      } else {
        ends.append(tail)
        ends.append(head)
      }
    }
    let count = ends.count / 2
    joined = EdgeSet(capacity: count)
    var firstArc = [Int](repeating: 0, count: graph.isDirected ? graph.nodeCount + 1 : 0)
    for edge in 0..<count {
      let (tail, head) = (ends[2 * edge], ends[2 * edge + 1])
      joined.insert(graph.isDirected ? EdgeSet.arc(tail, head) : EdgeSet.tie(tail, head))
      if graph.isDirected { firstArc[Int(tail) + 1] += 1 }
    }
    for node in firstArc.indices.dropFirst() { firstArc[node] += firstArc[node - 1] }
    (self.ends, self.loops, self.firstArc) = (ends, loops, firstArc)
    if keepsConnected {
      walk = HalfEdges(nodeCount: nodeCount, ends: ends)
      log.reserveCapacity(2 * count)
    }
  }

  var count: Int { ends.count / 2 }

  @inline(__always) private func tail(_ edge: Int) -> NodeID { ends[2 * edge] }
  @inline(__always) private func head(_ edge: Int) -> NodeID { ends[2 * edge + 1] }
  @inline(__always) private func key(_ a: NodeID, _ b: NodeID) -> UInt64 {
    isDirected ? EdgeSet.arc(a, b) : EdgeSet.tie(a, b)
  }

  // MARK: Attempts

  /// Makes attempts, some of them drawn ahead, so that what they will look up is on its way from memory.
  mutating func attempt(
    _ count: Int, smallest: Int = 0, _ random: inout RandomSource, on workers: Workers,
    tell: (_ share: Double) -> Void = { _ in }
  ) throws(Cancelled) {
    let ahead = 16
    var choices: [Choice] = []
    choices.reserveCapacity(ahead)
    var done = 0
    while done < count {
      if done & 0xffff == 0 {
        try workers.checkCancelled()
        tell(Double(done) / Double(count))
      }
      choices.removeAll(keepingCapacity: true)
      for _ in 0..<min(ahead, count - done) {
        let choice = draw(&random)
        ends.span.prefetch(2 * choice.first)
        ends.span.prefetch(2 * choice.second)
        choices.append(choice)
      }
      for choice in choices { prefetchPairs(choice) }
      for choice in choices { attempt(choice, &random, smallest: smallest) }
      done += choices.count
    }
  }

  /// Draws two edges with equal chances; they may be one.
  private func draw(_ random: inout RandomSource) -> Choice {
    let first = random.next(below: count)
    let second = random.next(below: 2 * count)
    return Choice(first: first, second: second >> 1, isOther: second & 1 == 1)
  }

  /// Asks for the memory of all pairs that an attempt will look up.
  private func prefetchPairs(_ choice: Choice) {
    let (a, b) = (tail(choice.first), head(choice.first))
    let isTurned = !isDirected && choice.isOther
    let c = isTurned ? head(choice.second) : tail(choice.second)
    let d = isTurned ? tail(choice.second) : head(choice.second)
    joined.prefetch(key(a, d))
    joined.prefetch(key(c, b))
    joined.prefetch(key(a, b))
    joined.prefetch(key(c, d))
  }

  /// Asks two edges to exchange ends.
  ///
  /// - Parameter smallest: refuses to cut off a component of less nodes; 0 does not look.
  private mutating func attempt(_ choice: Choice, _ random: inout RandomSource, smallest: Int) {
    let (first, second) = (choice.first, choice.second)
    if isDirected, choice.isOther, random.next() & 7 == 0 { return turnCycle(first, &random) }
    let isTurned = !isDirected && choice.isOther
    let (a, b) = (tail(first), head(first))
    let c = isTurned ? head(second) : tail(second)
    let d = isTurned ? tail(second) : head(second)
    // Nothing would change, or a loop would be made.
    if a == c || b == d || a == d || b == c { return }
    if joined.contains(key(a, d)) || joined.contains(key(c, b)) { return }
    if isTurned { turn(second) }
    exchange(first, second)
    switches += 1
    if walk != nil {
      log.append(Step(first: Int32(first), second: Int32(second), isTurned: isTurned))
      if smallest > 0, isCutOff(a, smallest) || isCutOff(c, smallest) {
        undoLast()
        switches -= 1
      }
    }
  }

  /// Turns a cycle of three arcs around, if `first` and an arc drawn behind it are on one.
  ///
  /// Out-degrees stay, so that the cycle is found as easily as the one it becomes.
  private mutating func turnCycle(_ first: Int, _ random: inout RandomSource) {
    let (a, b) = (tail(first), head(first))
    let arcs = firstArc[Int(b)]..<firstArc[Int(b) + 1]
    if arcs.isEmpty { return }
    let second = arcs.lowerBound + random.next(below: arcs.count)
    let c = head(second)
    guard c != a, joined.contains(EdgeSet.arc(c, a)), !joined.contains(EdgeSet.arc(a, c)),
      !joined.contains(EdgeSet.arc(c, b)), !joined.contains(EdgeSet.arc(b, a)),
      let third = (firstArc[Int(c)]..<firstArc[Int(c) + 1]).first(where: { head($0) == a })
    else { return }
    // In between, the second arc is a loop.
    exchange(first, second)
    exchange(second, third)
    switches += 1
    if walk == nil { return }
    log.append(Step(first: Int32(first), second: Int32(second), isTurned: false))
    log.append(Step(first: Int32(second), second: Int32(third), isTurned: false))
  }

  // MARK: Changing

  private mutating func turn(_ edge: Int) {
    ends.swapAt(2 * edge, 2 * edge + 1)
    walk?.turn(edge)
  }

  private mutating func exchange(_ first: Int, _ second: Int) {
    let (a, b, c, d) = (tail(first), head(first), tail(second), head(second))
    joined.remove(key(a, b))
    joined.remove(key(c, d))
    ends[2 * first + 1] = d
    ends[2 * second + 1] = b
    joined.insert(key(a, d))
    joined.insert(key(c, b))
    walk?.exchangeHeads(first, second, (a, b), (c, d))
  }

  /// What has been done so far stays done.
  mutating func forget() { log.removeAll(keepingCapacity: true) }

  /// Takes back all that was done since ``forget()``, before which there were `switches`.
  mutating func undoAll(switches before: Int) {
    while !log.isEmpty { undoLast() }
    switches = before
  }

  private mutating func undoLast() {
    guard let step = log.popLast() else { return }
    exchange(Int(step.first), Int(step.second))
    if step.isTurned { turn(Int(step.second)) }
  }

  // MARK: Walking

  /// Neighbours looked at so far.
  var work: Int { walk?.work ?? 0 }

  /// The number of weak components, or more than `limit` when there are more.
  mutating func components(limit: Int) -> Int { walk?.components(limit: limit) ?? 0 }

  private mutating func isCutOff(_ node: NodeID, _ smallest: Int) -> Bool {
    walk?.isCutOff(node, limit: smallest) ?? false
  }

  func graph(on workers: Workers) throws(Cancelled) -> Graph {
    let builder = GraphBuilder(isDirected: isDirected, parallel: .sum, loops: .keep)
    do {
      let lists = [PairList(ends: ends), PairList(ends: loops)]
      return try builder.build(nodeCount: nodeCount, lists, on: workers).graph
    } catch {
      // Loops and parallel edges are allowed, and there are as many edges as before.
      throw Cancelled()
    }
  }
}

// Cox, L. H., "Suppression methodology and statistical disclosure control", Journal of the American
// Statistical Association 75, 1980; Hundepool et al., "Statistical Disclosure Control", Wiley, 2012, chapter 4.

internal import ModuleKit

/// Decides which counts of a table are left out, so that no small one can be computed from the others.
///
/// Every count is an arc of a network and every total says that as much flows into a node as out of it.
/// What a reader can still think of a hidden count is then how far the flow through its arc can change
/// while other hidden arcs make up for it. The grand total is taken as known to everybody: it follows
/// from the account of what was read.
struct Suppression {
  struct Count {
    let tail: Int
    let head: Int
    let value: Int
    /// What it costs to leave the count out.
    let cost: Int
  }
  private struct Step {
    let arc: Int
    let node: Int
    let isForward: Bool
  }

  private let counts: [Count]
  private let least: Int
  /// Arcs at each node, all and those hidden.
  private var arcs: [[Int32]]
  private var hiddenArcs: [[Int32]]
  private(set) var isHidden: [Bool]
  /// Changes tried out in the search under way.
  private var change: [Int]
  private var stamp: [Int]
  private var arrival: [Step?]
  private var search = 0

  /// - Parameters:
  ///   - least: the smallest count that may be published; 0 is no secret.
  ///   - hidden: counts that are left out in any case.
  init(_ counts: [Count], nodeCount: Int, least: Int, hidden: [Bool]? = nil) {
    (self.counts, self.least) = (counts, least)
    arcs = Array(repeating: [], count: nodeCount)
    hiddenArcs = arcs
    isHidden = Array(repeating: false, count: counts.count)
    change = Array(repeating: 0, count: counts.count)
    stamp = Array(repeating: 0, count: nodeCount)
    arrival = Array(repeating: nil, count: nodeCount)
    // What is 0 stays 0: a reader may know that nobody can be there.
    for (arc, count) in counts.enumerated() where count.value > 0 {
      arcs[count.tail].append(Int32(arc))
      arcs[count.head].append(Int32(arc))
    }
    for (arc, count) in counts.enumerated() {
      if count.value < least || hidden?[arc] == true { hide(arc) }
    }
  }

  /// Hides more until the reader of what is left cannot tell any small count to within `least`.
  ///
  /// Where that cannot be had, all is hidden.
  mutating func protect(on workers: Workers) throws(Cancelled) {
    for (arc, count) in counts.enumerated() where count.value > 0 && count.value < least {
      try workers.checkCancelled()
      if isProtected(arc) { continue }
      guard let path = cheapestPath(around: arc) else {
        for arc in counts.indices { hide(arc) }
        return
      }
      for arc in path { hide(arc) }
    }
  }

  private mutating func hide(_ arc: Int) {
    if isHidden[arc] { return }
    isHidden[arc] = true
    if counts[arc].value == 0 { return }
    hiddenArcs[counts[arc].tail].append(Int32(arc))
    hiddenArcs[counts[arc].head].append(Int32(arc))
  }

  /// Whether the largest and the smallest possible value of a hidden count are `least` apart.
  private mutating func isProtected(_ arc: Int) -> Bool {
    let (tail, head) = (counts[arc].tail, counts[arc].head)
    let up = flow(from: head, to: tail, without: arc, atMost: least)
    if up >= least { return true }
    let down = flow(from: tail, to: head, without: arc, atMost: min(counts[arc].value, least - up))
    return up + down >= least
  }

  /// How much can go from one node to another over hidden arcs.
  private mutating func flow(from source: Int, to sink: Int, without arc: Int, atMost: Int) -> Int {
    var (total, touched) = (0, [Int]())
    while total < atMost, let path = path(from: source, to: sink, without: arc) {
      var amount = atMost - total
      for step in path where !step.isForward {
        amount = min(amount, counts[step.arc].value + change[step.arc])
      }
      for step in path {
        change[step.arc] += step.isForward ? amount : -amount
        touched.append(step.arc)
      }
      total += amount
    }
    for arc in touched { change[arc] = 0 }
    return total
  }

  private mutating func path(from source: Int, to sink: Int, without forbidden: Int) -> [Step]? {
    search += 1
    stamp[source] = search
    var queue = [source]
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      for number in hiddenArcs[node] where Int(number) != forbidden {
        let arc = Int(number)
        let isForward = counts[arc].tail == node
        if !isForward && counts[arc].value + change[arc] == 0 { continue }
        let end = isForward ? counts[arc].head : counts[arc].tail
        if stamp[end] == search { continue }
        stamp[end] = search
        arrival[end] = Step(arc: arc, node: node, isForward: isForward)
        if end == sink { return steps(from: source, to: sink) }
        queue.append(end)
      }
    }
    return nil
  }

  private func steps(from source: Int, to sink: Int) -> [Step] {
    var (steps, node) = ([Step](), sink)
    while node != source, let step = arrival[node] {
      steps.append(step)
      node = step.node
    }
    return steps
  }

  /// The counts to hide, at least cost, that let the one of `arc` be larger by `least`.
  private mutating func cheapestPath(around arc: Int) -> [Int]? {
    let (source, sink) = (counts[arc].head, counts[arc].tail)
    var cost = [Int](repeating: .max, count: arcs.count)
    var queue = CostQueue()
    cost[source] = 0
    queue.add(cost: 0, node: source)
    while let (reached, node) = queue.takeCheapest() {
      if node == sink { return steps(from: source, to: sink).map(\.arc) }
      if reached > cost[node] { continue }
      for number in arcs[node] where Int(number) != arc {
        let next = Int(number)
        let isForward = counts[next].tail == node
        if !isForward && counts[next].value < least { continue }
        let end = isForward ? counts[next].head : counts[next].tail
        let total = reached + (isHidden[next] ? 0 : counts[next].cost)
        if total >= cost[end] { continue }
        cost[end] = total
        arrival[end] = Step(arc: next, node: node, isForward: isForward)
        queue.add(cost: total, node: end)
      }
    }
    return nil
  }
}

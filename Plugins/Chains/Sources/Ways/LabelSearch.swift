// Hart, Nilsson & Raphael, "A formal basis for the heuristic determination of minimum cost paths", IEEE
// Transactions on Systems Science and Cybernetics 4, 1968; with a limit on links, labels as in Desrochers &
// Soumis, "A generalized permanent labelling algorithm for the shortest path problem with time windows",
// INFOR 26, 1988.

internal import ModuleKit

/// Finds the shortest chain from a state to the end, around people who are taken already.
///
/// The way left is known for each state, so that only people on nearly shortest chains are looked at.
struct LabelSearch {
  private struct Entry: Comparable {
    let bound, length: Double
    let links, state: Int32
    static func < (a: Entry, b: Entry) -> Bool {
      if a.bound != b.bound { return a.bound < b.bound }
      if a.links != b.links { return a.links < b.links }
      return (a.state, a.length) < (b.state, b.length)
    }
  }
  /// A way to a state that no other undercuts in both length and links.
  struct Label {
    let length: Double
    let links, state: Int32
    /// The label of the state that was made before, which is shorter and has more links.
    let before: Int32
  }

  let states: ChainStates
  /// In order of settling.
  private(set) var labels: [Label] = []
  private var lastLabel: [Int32]
  private var heap = BinaryHeap<Entry>()
  /// People whom the chain must not meet.
  var isBlocked: [Bool]

  init(_ states: ChainStates) {
    self.states = states
    lastLabel = Array(repeating: -1, count: states.stateCount)
    isBlocked = Array(repeating: false, count: states.personCount)
  }

  /// The states of the best chain from `start` to the end, both included, with the steps between.
  ///
  /// - Parameters:
  ///   - taken: links that lead to `start`, and count where links are limited.
  ///   - banned: people who must not be the next.
  mutating func path(
    from start: Int, taken: Int = 0, banned: [NodeID] = []
  ) -> (states: [Int], steps: [Step])? {
    guard let best = settle(from: start, taken: taken, banned: banned) else { return nil }
    return trace(to: start, best, budget: (states.limit ?? .max) - taken, banned)
  }

  /// A step of a chain: the tie and its length.
  struct Step {
    let tie: EdgeID
    let length: Double
  }

  /// Settles all states on shortest chains; the length of these.
  mutating func settle(from start: Int, taken: Int = 0, banned: [NodeID] = []) -> Double? {
    for label in labels { lastLabel[Int(label.state)] = -1 }
    labels.removeAll(keepingCapacity: true)
    heap.removeAll()
    let arcs = states.ways.forward
    guard states.lengthLeft[start].isFinite else { return nil }
    let banned = Set(banned)
    heap.push(
      Entry(bound: states.lengthLeft[start], length: 0, links: 0, state: Int32(start)))
    var best = Double.infinity
    while let entry = heap.pop(), best.isInfinite || isAsShort(entry.bound, as: best) {
      let state = Int(entry.state)
      if isUndercut(state, entry.links) { continue }
      labels.append(
        Label(
          length: entry.length, links: entry.links, state: entry.state, before: lastLabel[state]))
      lastLabel[state] = Int32(labels.count - 1)
      if state == states.end {
        best = min(best, entry.length)
        continue
      }
      for arc in arcs.range(states.person(state)) {
        let person = Int(arcs.ends[arc])
        if isBlocked[person] || (state == start && banned.contains(arcs.ends[arc])) { continue }
        let next = states.step(from: state, to: person)
        // A chain that comes to its end too early would have to come back.
        if person == states.target && next != states.end { continue }
        let links = entry.links + 1
        if let limit = states.limit, !fits(Int(links) + taken, person, limit) { continue }
        if !states.lengthLeft[next].isFinite || isUndercut(next, links) { continue }
        let length = entry.length + arcs.lengths[arc]
        heap.push(
          Entry(
            bound: length + states.lengthLeft[next], length: length, links: links,
            state: Int32(next)))
      }
    }
    return best.isFinite ? best : nil
  }

  private func fits(_ links: Int, _ person: Int, _ limit: Int) -> Bool {
    links + Int(states.linksLeft[person]) <= limit
  }

  private func isUndercut(_ state: Int, _ links: Int32) -> Bool {
    let label = lastLabel[state]
    return label >= 0 && (states.limit == nil || labels[Int(label)].links <= links)
  }

  /// The shortest length to a state in at most so many links.
  func length(of state: Int, within links: Int) -> Double? {
    var label = lastLabel[state]
    while label >= 0 {
      let found = labels[Int(label)]
      // Labels made later are longer, and have fewer links.
      if found.before < 0 || Int(labels[Int(found.before)].links) > links {
        return Int(found.links) <= links ? found.length : nil
      }
      label = found.before
    }
    return nil
  }

  /// Walks back from the end, always to the first person in canonical order who is on a shortest chain.
  private func trace(
    to start: Int, _ best: Double, budget: Int, _ banned: [NodeID]
  ) -> (states: [Int], steps: [Step])? {
    let back = states.ways.backward
    let banned = Set(banned)
    // A person can stand for two states: before and after the one the chain must lead through.
    var layers: [[(state: Int, length: Double)]] = [[(states.end, best)]]
    var steps: [Step] = []
    var links = budget
    while let layer = layers.last, !layer.contains(where: { $0.state == start }) {
      links -= 1
      var next: [(state: Int, length: Double)] = []
      let here = states.person(layer[0].state)
      for arc in back.range(here) where next.isEmpty {
        let before = Int(back.ends[arc])
        for (state, length) in layer {
          for previous in states.states(of: before, before: state) {
            if previous == start && banned.contains(NodeID(here)) { continue }
            guard let found = self.length(of: previous, within: links), found < length,
              isAsShort(found + back.lengths[arc], as: length),
              !next.contains(where: { $0.state == previous })
            else { continue }
            next.append((previous, found))
          }
        }
        if !next.isEmpty { steps.append(Step(tie: back.ties[arc], length: back.lengths[arc])) }
      }
      if next.isEmpty { return nil }
      layers.append(next)
    }
    return (statesAlong(layers.reversed(), start), steps.reversed())
  }

  /// Which of its two states each person on the way has.
  private func statesAlong(_ layers: [[(state: Int, length: Double)]], _ start: Int) -> [Int] {
    var path = [start]
    for layer in layers.dropFirst() {
      path.append(states.step(from: path[path.count - 1], to: states.person(layer[0].state)))
    }
    return path
  }
}

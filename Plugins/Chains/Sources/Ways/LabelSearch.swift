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
  /// People who must not be the next after the start.
  private var isBanned: [Bool]

  init(_ states: ChainStates) {
    self.states = states
    lastLabel = Array(repeating: -1, count: states.stateCount)
    isBlocked = Array(repeating: false, count: states.personCount)
    isBanned = isBlocked
  }

  /// The states of the best chain from `start` to the end, both included, with the steps between.
  ///
  /// - Parameters:
  ///   - taken: links that lead to `start`, and count where links are limited.
  ///   - banned: people who must not be the next.
  mutating func path(
    from start: Int, taken: Int = 0, banned: [NodeID] = []
  ) -> (states: [Int], steps: [Step])? {
    // Hubs have many to be asked about, so that they are marked.
    for person in banned { isBanned[Int(person)] = true }
    defer { for person in banned { isBanned[Int(person)] = false } }
    guard settle(from: start, taken: taken) != nil else { return nil }
    return trace(to: start, budget: (states.limit ?? .max) - taken)
  }

  /// A step of a chain: the tie and its length.
  struct Step {
    let tie: EdgeID
    let length: Double
  }

  /// Settles all states on shortest chains; the length of these.
  mutating func settle(from start: Int, taken: Int = 0) -> Double? {
    for label in labels { lastLabel[Int(label.state)] = -1 }
    labels.removeAll(keepingCapacity: true)
    heap.removeAll()
    let arcs = states.ways.forward
    guard states.lengthLeft[start].isFinite else { return nil }
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
        if isBlocked[person] || (state == start && isBanned[person]) { continue }
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

  /// The shortest label of a state in at most so many links; nil where there is none.
  func label(of state: Int, within links: Int = .max) -> Int32? {
    var (label, found) = (lastLabel[state], Int32?.none)
    // Labels made later are longer, and have fewer links.
    while label >= 0, Int(labels[Int(label)].links) <= links {
      found = label
      label = labels[Int(label)].before
    }
    return found
  }

  /// Whether a tie between people on shortest chains is so short that lengths with and without it are equal.
  ///
  /// - Parameter best: the length of the shortest chain.
  func hasVanishingTie(beside best: Double) -> Bool {
    let arcs = states.ways.forward
    return labels.contains { label in
      arcs.range(states.person(Int(label.state))).contains { arc in
        isAsShort(best + arcs.lengths[arc], as: best) && lastLabel[Int(arcs.ends[arc])] >= 0
      }
    }
  }

  /// Whether a chain can come from one label to the other, so that no walk back goes in circles.
  ///
  /// A tie that is absorbed by the length before it (1 + 1e-17 is 1) makes both ends equally far: then the one
  /// that was settled first leads to the other. So there is always a way back, however small a tie is.
  func precedes(_ before: Int32, _ label: Int32) -> Bool {
    (labels[Int(before)].length, before) < (labels[Int(label)].length, label)
  }

  /// The shortest label of a state from which a step of this length makes `label`.
  private func origin(
    of label: Int32, in state: Int, _ step: Double, within links: Int
  ) -> Int32? {
    var (before, found) = (lastLabel[state], Int32?.none)
    while before >= 0 {
      let candidate = labels[Int(before)]
      if Int(candidate.links) <= links, precedes(before, label),
        isAsShort(candidate.length + step, as: labels[Int(label)].length)
      {
        found = before
      }
      before = candidate.before
    }
    return found
  }

  /// Walks back from the end, always to the first person in canonical order who is on a shortest chain.
  private func trace(to start: Int, budget: Int) -> (states: [Int], steps: [Step])? {
    let back = states.ways.backward
    guard let arrival = label(of: states.end, within: budget) else { return nil }
    // A person can stand for two states: before and after the one the chain must lead through.
    var layers: [[(state: Int, label: Int32)]] = [[(states.end, arrival)]]
    var steps: [Step] = []
    var links = budget
    while let layer = layers.last, !layer.contains(where: { $0.state == start }) {
      links -= 1
      var next: [(state: Int, label: Int32)] = []
      let here = states.person(layer[0].state)
      for arc in back.range(here) where next.isEmpty {
        let before = Int(back.ends[arc])
        for (state, label) in layer {
          for previous in states.states(of: before, before: state) {
            if previous == start && isBanned[here] { continue }
            guard !next.contains(where: { $0.state == previous }),
              let found = origin(of: label, in: previous, back.lengths[arc], within: links)
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
  private func statesAlong(_ layers: [[(state: Int, label: Int32)]], _ start: Int) -> [Int] {
    var path = [start]
    for layer in layers.dropFirst() {
      path.append(states.step(from: path[path.count - 1], to: states.person(layer[0].state)))
    }
    return path
  }
}

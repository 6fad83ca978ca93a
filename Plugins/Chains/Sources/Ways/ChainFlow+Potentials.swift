// Global updates of prices: Goldberg, "An efficient implementation of a scaling minimum-cost flow algorithm",
// Journal of Algorithms 22, 1997.

internal import ModuleKit

extension ChainFlow {
  /// Makes all potentials exact: the shortest ways to the sink, and to chains that may be given up, from every
  /// state, in what capacity is left.
  ///
  /// Searches look around much where potentials lag behind, as where many are beyond the load.
  mutating func updatePotentials() {
    forget()
    work = 0
    for arc in stepsInto.of(sink) where flow[arc] < arcCapacity[arc] {
      let state = Self.left(source(of: arc))
      if potential[state] == .beyond { continue }
      reach(state, max(0, arcs.lengths[arc] - potential[state]), from: -1, via: arc)
    }
    if let worth {
      for person in isServed.indices where isServed[person] {
        let state = Self.left(person)
        reach(state, max(0, worth - potential[state]), from: -1, via: Self.inside)
      }
    }
    while let entry = heap.pop() {
      let state = Int(entry.state)
      if isSettled[state] { continue }
      isSettled[state] = true
      reachBack(from: state, entry.length)
    }
    for state in potential.indices where state / 2 != sink {
      if isSettled[state] {
        potential[state] += distance[state]
        if let worth { potential[state] = min(potential[state], worth) }
      } else {
        potential[state] = worth ?? .beyond
      }
    }
  }

  /// Tells the states from which a step leads to `state` how far the sink is from there.
  private mutating func reachBack(from state: Int, _ length: Length) {
    let (person, here) = (state / 2, potential[state])
    func way(_ before: Int, _ step: Length) -> Length? {
      if potential[before] == .beyond { return nil }
      let total = length + max(0, step + here - potential[before])
      // Beyond what a chain is worth all are the same; at that length a chain can still be taken back.
      if let worth, potential[before] + total > worth { return nil }
      return total
    }
    if state == Self.left(person) {
      let entered = Self.entered(person)
      if use[person] < personCapacity[person], let total = way(entered, 0) {
        reach(entered, total, from: -1, via: Self.inside)
      }
      // A chain from here to the next can be taken back.
      for arc in arcs.range(person) where flow[arc] > 0 && Int(arcs.ends[arc]) != sink {
        let next = Self.entered(Int(arcs.ends[arc]))
        if let total = way(next, -arcs.lengths[arc]) { reach(next, total, from: -1, via: ~arc) }
      }
    } else {
      let left = Self.left(person)
      if use[person] > 0, let total = way(left, 0) {
        reach(left, total, from: -1, via: Self.inside)
      }
      for arc in stepsInto.of(person) where flow[arc] < arcCapacity[arc] {
        let before = Self.left(source(of: arc))
        if let total = way(before, arcs.lengths[arc]) { reach(before, total, from: -1, via: arc) }
      }
    }
  }
}

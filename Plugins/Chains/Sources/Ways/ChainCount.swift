internal import ModuleKit

extension LabelSearch {
  /// How many chains from the source to the target are as short as the shortest; exact to 2^53.
  ///
  /// Chains that must lead through somebody are not counted here: a walk may meet a person twice. Nor are
  /// they where a tie vanishes beside the length of the whole: each detour along such ties is a chain as
  /// short, and to count paths among them all is #P-hard (Valiant 1979).
  mutating func countShortest() -> Double? {
    guard let best = settle(from: states.source) else { return 0 }
    if hasVanishingTie(beside: best) { return nil }
    return states.limit == nil ? countAll() : countLimited(best)
  }

  /// One label a state, taken in order of length: all before it are counted when it is its turn.
  private func countAll() -> Double {
    let back = states.ways.backward
    var counts = [Int: Double](minimumCapacity: labels.count)
    counts[states.source] = 1
    for index in labels.indices.map(Int32.init).sorted(by: precedes) {
      let label = labels[Int(index)]
      let state = Int(label.state)
      if state == states.source { continue }
      counts[state] = back.range(state).reduce(0) { sum, arc in
        let before = Int(back.ends[arc])
        guard let count = counts[before], let found = self.label(of: before),
          precedes(found, index),
          isAsShort(labels[Int(found)].length + back.lengths[arc], as: label.length)
        else { return sum }
        return sum + count
      }
    }
    return counts[states.end] ?? 0
  }

  /// Counts chains by their exact number of links, one number after the other.
  ///
  /// What comes before a person on a shortest chain is itself the shortest within its number of links.
  private func countLimited(_ best: Double) -> Double {
    let (forward, back) = (states.ways.forward, states.ways.backward)
    var counts = [states.source: 1.0]
    var total = 0.0
    for links in 0...(states.limit ?? 0) {
      if let end = label(of: states.end, within: links),
        isAsShort(labels[Int(end)].length, as: best)
      {
        total += counts[states.end] ?? 0
      }
      var next: [Int: Double] = [:]
      // Only those one step further can have chains of one link more.
      let reached = Set(
        counts.keys.flatMap { state in forward.range(state).map { Int(forward.ends[$0]) } })
      for state in reached.sorted() {
        guard let label = label(of: state, within: links + 1) else { continue }
        let count = back.range(state).reduce(0.0) { sum, arc in
          let before = Int(back.ends[arc])
          guard let count = counts[before], let found = self.label(of: before, within: links),
            precedes(found, label),
            isAsShort(
              labels[Int(found)].length + back.lengths[arc], as: labels[Int(label)].length)
          else { return sum }
          return sum + count
        }
        if count > 0 { next[state] = count }
      }
      if next.isEmpty { break }
      counts = next
    }
    return total
  }
}

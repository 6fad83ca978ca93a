internal import ModuleKit

extension LabelSearch {
  /// How many chains from the source to the target are as short as the shortest; exact to 2^53.
  ///
  /// Chains that must lead through somebody are not counted here: a walk may meet a person twice.
  mutating func countShortest() -> Double {
    guard let best = settle(from: states.source) else { return 0 }
    return states.limit == nil ? countAll() : countLimited(best)
  }

  /// One label a state, taken in order of length: all before it are counted when it is its turn.
  private func countAll() -> Double {
    let back = states.ways.backward
    var counts = [Int: Double](minimumCapacity: labels.count)
    counts[states.source] = 1
    let ordered = labels.sorted { ($0.length, $0.state) < ($1.length, $1.state) }
    for label in ordered where label.state != states.source {
      let state = Int(label.state)
      counts[state] = back.range(state).reduce(0) { sum, arc in
        let before = Int(back.ends[arc])
        guard let count = counts[before], let length = length(of: before, within: .max),
          length < label.length, isAsShort(length + back.lengths[arc], as: label.length)
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
      if let length = length(of: states.end, within: links), isAsShort(length, as: best) {
        total += counts[states.end] ?? 0
      }
      var next: [Int: Double] = [:]
      // Only those one step further can have chains of one link more.
      let reached = Set(
        counts.keys.flatMap { state in forward.range(state).map { Int(forward.ends[$0]) } })
      for state in reached.sorted() {
        guard let length = length(of: state, within: links + 1) else { continue }
        let count = back.range(state).reduce(0.0) { sum, arc in
          let before = Int(back.ends[arc])
          guard let count = counts[before], let found = self.length(of: before, within: links),
            found < length, isAsShort(found + back.lengths[arc], as: length)
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

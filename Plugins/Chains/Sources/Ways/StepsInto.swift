internal import ModuleKit

/// The steps that lead to each person.
struct StepsInto {
  let sources: [NodeID]
  private var offsets: [Int]
  private var steps: [Int32]

  init<Length>(_ arcs: ChainArcs<Length>) {
    var counts = [Int](repeating: 0, count: arcs.nodeCount + 1)
    for end in arcs.ends { counts[Int(end) + 1] += 1 }
    for person in 0..<arcs.nodeCount { counts[person + 1] += counts[person] }
    offsets = counts
    var sources = [NodeID](repeating: 0, count: arcs.ends.count)
    steps = Array(repeating: 0, count: arcs.ends.count)
    for person in 0..<arcs.nodeCount {
      for arc in arcs.range(person) {
        sources[arc] = NodeID(person)
        steps[counts[Int(arcs.ends[arc])]] = Int32(arc)
        counts[Int(arcs.ends[arc])] += 1
      }
    }
    self.sources = sources
  }

  func of(_ person: Int) -> some Sequence<Int> { range(person).lazy.map { step($0) } }

  /// The places of the steps to a person, for ``step(_:)``.
  func range(_ person: Int) -> Range<Int> { offsets[person]..<offsets[person + 1] }
  func step(_ place: Int) -> Int { Int(steps[place]) }
}

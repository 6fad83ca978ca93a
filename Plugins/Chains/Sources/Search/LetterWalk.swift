internal import ModuleKit

/// Carries letters from holder to holder, one after the other, with reused memory.
///
/// A holder sees whom he knows, how many people each of them can forward to, what the columns tell of them
/// and of the target, and nothing else. Nobody throws a letter away here.
struct LetterWalk {
  private let graph: RankedGraph
  private let rule: ForwardingRule
  private let memory: LetterMemory
  private let steps: Int
  private let nearness: Nearness?
  private let nearerOnly: Bool
  /// The letter that each person has held last.
  private var held: [Int32]
  private var letter: Int32 = 0
  /// How far those whom the holder knows are from the target.
  private var distances: [Double] = []
  /// All holders of the last letter by rank, the starter first.
  private(set) var path: [NodeID] = []

  init(
    _ graph: RankedGraph, _ rule: ForwardingRule, _ memory: LetterMemory, steps: Int,
    _ nearness: Nearness?, nearerOnly: Bool
  ) {
    (self.graph, self.rule, self.memory, self.steps) = (graph, rule, memory, steps)
    (self.nearness, self.nearerOnly) = (nearness, nearerOnly)
    held = Array(unset: memory == .letter ? graph.nodes.count : 0)
    for person in held.indices { held[person] = 0 }
  }

  /// - Parameter random: the letter's own.
  mutating func run(
    from starter: NodeID, to target: NodeID, _ random: inout RandomSource
  ) -> LetterEnd {
    if letter == .max { (held, letter) = (Array(repeating: 0, count: held.count), 0) }
    letter += 1
    let parts = nearness?.parts(for: target) ?? []
    path.removeAll(keepingCapacity: true)
    take(starter)
    while let holder = path.last, holder != target {
      if path.count > steps { return .stepLimit }
      if row(of: holder).isEmpty { return .noContacts }
      if knows(holder, target) {
        take(target)
        continue
      }
      switch choose(for: holder, target, parts, &random) {
      case .person(let next): take(next)
      case .nobody(let end): return end
      }
    }
    return .arrived
  }

  private enum Choice {
    case person(NodeID)
    case nobody(LetterEnd)
  }

  private mutating func take(_ person: NodeID) {
    path.append(person)
    if memory == .letter { held[Int(person)] = letter }
  }

  private func row(of holder: NodeID) -> Range<Int> {
    graph.along.offsets[Int(holder)]..<graph.along.offsets[Int(holder) + 1]
  }

  private func knows(_ holder: NodeID, _ target: NodeID) -> Bool {
    let row = row(of: holder)
    var (low, high) = (row.lowerBound, row.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if graph.along.neighbors[middle] < target { low = middle + 1 } else { high = middle }
    }
    return low < row.upperBound && graph.along.neighbors[low] == target
  }

  /// Who gave the letter to the holder; -1 when that does not matter.
  private var giver: NodeID {
    memory == .holder && path.count > 1 ? path[path.count - 2] : -1
  }

  private mutating func choose(
    for holder: NodeID, _ target: NodeID, _ parts: [Nearness.Part], _ random: inout RandomSource
  ) -> Choice {
    let (row, giver) = (row(of: holder), giver)
    switch rule {
    case .highestDegree:
      // Neighbours come in order of degree.
      for arc in row where isOpen(graph.along.neighbors[arc], giver) {
        return .person(graph.along.neighbors[arc])
      }
      return .nobody(.nobodyLeft)
    case .random:
      return anyone(in: row, giver, &random)
    case .closest, .lattice:
      return nearest(in: row, holder, target, giver, parts)
    }
  }

  private func isOpen(_ person: NodeID, _ giver: NodeID) -> Bool {
    person != giver && (memory != .letter || held[Int(person)] != letter)
  }

  /// Everyone who may get the letter is equally likely.
  private func anyone(
    in row: Range<Int>, _ giver: NodeID, _ random: inout RandomSource
  ) -> Choice {
    // Most are open, so that one is soon found; else they are listed.
    for _ in 0..<8 {
      let person = graph.along.neighbors[row.lowerBound + random.next(below: row.count)]
      if isOpen(person, giver) { return .person(person) }
    }
    let open = row.filter { isOpen(graph.along.neighbors[$0], giver) }
    if open.isEmpty { return .nobody(.nobodyLeft) }
    return .person(graph.along.neighbors[open[random.next(below: open.count)]])
  }

  /// The first among those who are nearest; distances that agree to a relative 1e-9 are equal.
  private mutating func nearest(
    in row: Range<Int>, _ holder: NodeID, _ target: NodeID, _ giver: NodeID,
    _ parts: [Nearness.Part]
  ) -> Choice {
    guard let nearness else { return .nobody(.nobodyLeft) }
    if distances.count < row.count { distances = Array(repeating: 0, count: 2 * row.count) }
    nearness.measure(row, to: target, parts, &distances)
    var place = leastPlace(row.count)
    // Few have held the letter: whether anybody has is asked when one of them would get it.
    if !isOpen(person(place, in: row), giver) {
      for other in 0..<row.count where !isOpen(person(other, in: row), giver) {
        distances[other] = .infinity
      }
      place = leastPlace(row.count)
    }
    let least = distances[place]
    if least == .infinity { return .nobody(.nobodyLeft) }
    if nearerOnly,
      least >= nearness.distance(of: holder, to: target, parts) * (1 - 1e-9)
    {
      return .nobody(.nobodyNearer)
    }
    let bound = least * (1 + 1e-9)
    for other in 0..<place where distances[other] <= bound {
      if isOpen(person(other, in: row), giver) { return .person(person(other, in: row)) }
    }
    return .person(person(place, in: row))
  }

  private func person(_ place: Int, in row: Range<Int>) -> NodeID {
    graph.along.neighbors[row.lowerBound + place]
  }

  /// The first place of the least distance.
  private func leastPlace(_ count: Int) -> Int {
    let distances = distances.span
    var place = 0
    for index in 1..<max(1, count) where distances[index] < distances[place] { place = index }
    return place
  }
}

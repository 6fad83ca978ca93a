// Traag, Waltman & van Eck 2019, appendix A: RefinePartition and MergeNodesSubset.

internal import Foundation
internal import ModuleKit

/// Splits communities into well-connected parts by merging their nodes anew.
///
/// Every node starts alone. A node that is still alone and well connected to its community joins a
/// well-connected part of it that does not lower the objective, at random, a gain of g being
/// exp(g / theta) times as likely as none. Parts are joined along ties only, so they are connected.
/// Communities do not see each other: they are refined side by side, each node with a random number
/// of its own.
///
/// - Parameter groups: the communities.
/// - Returns: the part of each node, named after one of its members.
func refine(
  _ groups: Groups, _ level: Level, _ theta: Double, _ random: inout RandomSource,
  on workers: Workers
) throws(Cancelled) -> [Int32] {
  let n = level.nodeCount
  let order = n < BatchedMoving.leastNodes ? shuffled(groups, &random) : groups.members
  var place = [Int32](repeating: 0, count: n)
  for (position, node) in order.enumerated() { place[Int(node)] = Int32(position) }
  let (placeOf, seed) = (place, random.next())
  let chunks = groups.chunks(level)
  let positions = chunks.map { groups.offsets[$0.lowerBound]..<groups.offsets[$0.upperBound] }
  let starts = Dictionary(
    uniqueKeysWithValues: zip(positions.map(\.lowerBound), chunks))
  var partAt = [Int32](repeating: 0, count: n)
  try workers.fill(&partAt, positions) { range, out in
    guard let communities = starts[range.lowerBound] else { return }
    var merging = Merging(order, placeOf, level, theta: theta * level.unit, seed: seed)
    for community in communities {
      let members = groups.offsets[community]..<groups.offsets[community + 1]
      merging.run(members)
      for position in members {
        let leader = members.lowerBound + Int(merging.parts[position - members.lowerBound].part)
        out[position - range.lowerBound] = order[leader]
      }
    }
  }
  let named = partAt
  return place.map { named[Int($0)] }
}

/// The members of each group in random order.
private func shuffled(_ groups: Groups, _ random: inout RandomSource) -> [Int32] {
  var members = groups.members
  for group in 0..<groups.count {
    let start = groups.offsets[group]
    for index in stride(from: groups.offsets[group + 1] - 1, to: start, by: -1) {
      members.swapAt(index, start + random.next(below: index - start + 1))
    }
  }
  return members
}

/// The parts of one community while they grow; a part is named after the place of its first node.
private struct Merging {
  struct Part {
    var part: Int32
    var size: Int32 = 1
    var mass: Mass
    /// The weight between the part and the rest of its community.
    var toRest = 0.0
  }
  private(set) var parts: [Part] = []
  private let order: [Int32]
  private let place: [Int32]
  private let level: Level
  private let theta: Double
  private let seed: UInt64
  private var community = Mass()
  /// Scratch: the weight from the node at hand to each part in `touched`; 0 elsewhere.
  private var weightTo: [Double] = []
  private var touched: [Int32] = []
  private var choices: [(part: Int32, gain: Double)] = []

  init(_ order: [Int32], _ place: [Int32], _ level: Level, theta: Double, seed: UInt64) {
    (self.order, self.place, self.level) = (order, place, level)
    (self.theta, self.seed) = (theta, seed)
  }

  /// - Parameter members: the places of the nodes of the community.
  mutating func run(_ members: Range<Int>) {
    start(members)
    if members.count == 1 { return }
    for index in 0..<members.count {
      if parts[index].part != Int32(index) || parts[index].size > 1 || !isWellConnected(index) {
        continue
      }
      let node = Int(order[members.lowerBound + index])
      weighChoices(of: node, members)
      if let target = pick(node) { join(index, Int(target)) }
      for part in touched { weightTo[Int(part)] = 0 }
      touched.removeAll(keepingCapacity: true)
    }
  }

  private mutating func start(_ members: Range<Int>) {
    parts.removeAll(keepingCapacity: true)
    community = Mass()
    for position in members {
      let node = Int(order[position])
      var part = Part(part: Int32(position - members.lowerBound), mass: level.mass[node])
      community = community + part.mass
      if members.count > 1 {
        for arc in level.offsets[node]..<level.offsets[node + 1]
        where members.contains(Int(place[Int(level.neighbors[arc])])) {
          part.toRest += level.weights[arc]
        }
      }
      parts.append(part)
    }
    while weightTo.count < members.count { weightTo.append(0) }
  }

  /// Whether splitting `part` off its community would not raise the objective.
  private func isWellConnected(_ part: Int) -> Bool {
    let mass = parts[part].mass
    return parts[part].toRest >= level.penalty * (mass * (community - mass)) - level.tolerance
  }

  /// The parts that `node` may join, with what each adds to the objective.
  private mutating func weighChoices(of node: Int, _ members: Range<Int>) {
    choices.removeAll(keepingCapacity: true)
    for arc in level.offsets[node]..<level.offsets[node + 1] {
      let position = Int(place[Int(level.neighbors[arc])])
      if !members.contains(position) { continue }
      let part = parts[position - members.lowerBound].part
      if weightTo[Int(part)] == 0 { touched.append(part) }
      weightTo[Int(part)] += level.weights[arc]
    }
    let mass = level.mass[node]
    for other in touched where isWellConnected(Int(other)) {
      let gain = weightTo[Int(other)] - level.penalty * (mass * parts[Int(other)].mass)
      if gain >= -level.tolerance { choices.append((other, gain)) }
    }
  }

  /// Draws in proportion to exp(gain / theta); staying alone has gain 0 and gives nil.
  private func pick(_ node: Int) -> Int32? {
    var most = 0.0
    for choice in choices where choice.gain > most { most = choice.gain }
    var total = odds(0, most)
    for choice in choices { total += odds(choice.gain, most) }
    var mixer = SplitMix64(state: seed ^ UInt64(node))
    var rest = Double(mixer.next() >> 11) * 0x1p-53 * total - odds(0, most)
    if rest < 0 { return nil }
    for choice in choices {
      rest -= odds(choice.gain, most)
      if rest < 0 { return choice.part }
    }
    return choices.last?.part
  }

  /// Less than e^-40 of 1 or more is lost in rounding anyway.
  @inline(__always) private func odds(_ gain: Double, _ most: Double) -> Double {
    let exponent = (gain - most) / theta
    return exponent == 0 ? 1 : exponent < -40 ? 0 : exp(exponent)
  }

  /// Puts the node at `index`, whose choices have just been weighed, into `target`.
  private mutating func join(_ index: Int, _ target: Int) {
    parts[target].mass = parts[target].mass + parts[index].mass
    parts[target].toRest += parts[index].toRest - 2 * weightTo[target]
    parts[target].size += 1
    parts[index].size = 0
    parts[index].part = Int32(target)
  }
}

// Traag, Waltman & van Eck 2019, appendix A: MergeNodesSubset.

internal import Foundation
internal import ModuleKit

/// The parts of one community while they grow; a part is named after the place of its first node.
struct MergeNodes {
  private struct Part {
    var size: Int32 = 1
    var mass: Mass
    /// The weight between the part and the rest of its community.
    var toRest: Double
  }
  /// The part of each member, counted from the first member; behind them, one for all other nodes.
  private(set) var part: [Int32] = []
  private var parts: [Part] = []
  private let order: [Int32]
  private let place: [Int32]
  private let level: Level
  private let theta: Double
  private let seed: UInt64
  private var community = Mass()
  /// Scratch: the weight from the node at hand to each part in `touched`; 0 elsewhere.
  private var weightTo: [Double] = []
  private var touched: [Int32]
  private var choices: [(part: Int32, gain: Double)] = []

  init(_ order: [Int32], _ place: [Int32], _ level: Level, theta: Double, seed: UInt64) {
    (self.order, self.place, self.level) = (order, place, level)
    (self.theta, self.seed) = (theta, seed)
    touched = Array(repeating: 0, count: level.mostTies + 1)
  }

  /// - Parameter members: the places of the nodes of the community.
  mutating func run(_ members: Range<Int>) {
    part = Array(0...Int32(members.count))
    if members.count == 1 { return }
    start(members)
    for index in 0..<members.count {
      if part[index] != Int32(index) || parts[index].size > 1 || !isWellConnected(index) {
        continue
      }
      let node = Int(order[members.lowerBound + index])
      let count = weighParts(around: node, members)
      weighChoices(of: node, count)
      if let target = pick(node) { join(index, Int(target)) }
      for index in 0..<count { weightTo[Int(touched[index])] = 0 }
    }
  }

  /// Sets the weight from a node to each part around it; returns how many parts are `touched`.
  private mutating func weighParts(around node: Int, _ members: Range<Int>) -> Int {
    weightsToParts(level, node, members, place, part, &weightTo, &touched)
  }

  private mutating func start(_ members: Range<Int>) {
    parts.removeAll(keepingCapacity: true)
    community = Mass()
    for position in members {
      let node = Int(order[position])
      let mass = level.mass[node]
      community = community + mass
      parts.append(Part(mass: mass, toRest: weightInside(level, node, members, place.span)))
    }
    weightTo = Array(repeating: 0, count: members.count + 1)
    // Never touched.
    weightTo[members.count] = 1
  }

  /// Whether splitting `part` off its community would not raise the objective.
  private func isWellConnected(_ part: Int) -> Bool {
    let mass = parts[part].mass
    return parts[part].toRest >= level.penalty * (mass * (community - mass)) - level.tolerance
  }

  /// The parts that `node` may join, with what each adds to the objective.
  private mutating func weighChoices(of node: Int, _ count: Int) {
    choices.removeAll(keepingCapacity: true)
    let mass = level.mass[node]
    for index in 0..<count {
      let other = Int(touched[index])
      let gain = weightTo[other] - level.penalty * (mass * parts[other].mass)
      if gain >= -level.tolerance, isWellConnected(other) {
        choices.append((touched[index], gain))
      }
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
    part[index] = Int32(target)
  }
}

/// The weight from a node to the members of its community.
private func weightInside(
  _ level: Level, _ node: Int, _ members: Range<Int>, _ place: Span<Int32>
) -> Double {
  let (neighbors, weights) = (level.neighbors.span, level.weights.span)
  let (first, count) = (members.lowerBound, UInt(members.count))
  var inside = 0.0
  for arc in level.row(node) {
    // Without a branch: whether a neighbour is inside cannot be predicted.
    let index = UInt(bitPattern: Int(place[Int(neighbors[arc])]) &- first)
    inside += index < count ? (weights.isEmpty ? 1 : weights[arc]) : 0
  }
  return inside
}

/// Sets the weight from a node to each part around it; returns how many parts are `touched`.
private func weightsToParts(
  _ level: Level, _ node: Int, _ members: Range<Int>, _ place: [Int32], _ part: [Int32],
  _ weightTo: inout [Double], _ touched: inout [Int32]
) -> Int {
  let (place, part) = (place.span, part.span)
  let (neighbors, weights) = (level.neighbors.span, level.weights.span)
  let (first, outside) = (members.lowerBound, UInt(members.count))
  var weightTo = weightTo.mutableSpan
  var touched = touched.mutableSpan
  var count = 0
  for arc in level.row(node) {
    let index = min(UInt(bitPattern: Int(place[Int(neighbors[arc])]) &- first), outside)
    let own = part[Int(index)]
    touched[count] = own
    count &+= weightTo[Int(own)] == 0 ? 1 : 0
    weightTo[Int(own)] += weights.isEmpty ? 1 : weights[arc]
  }
  return count
}

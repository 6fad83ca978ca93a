// Traag, Waltman & van Eck 2019, appendix A: MergeNodesSubset.

internal import Foundation
internal import ModuleKit

/// The parts of one community while they grow; a part is named after the place of its first node.
struct MergeNodes {
  private struct Part {
    var size: Int32 = 1
    var mass: Mass
    /// The weight between the part and the rest of its community; NaN until it is asked for, which can
    /// be of nodes that are alone only.
    var toRest = Double.nan
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
    for index in 0..<members.count where part[index] == Int32(index) && parts[index].size == 1 {
      let count = weighParts(around: Int(order[members.lowerBound + index]), members)
      parts[index].toRest = (0..<count).reduce(0) { $0 + weightTo[Int(touched[$1])] }
      if isWellConnected(index), let target = pick(index, count, members) {
        join(index, Int(target))
      }
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
      parts.append(Part(mass: mass))
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

  /// Draws a part to join; nil when the node stays alone.
  ///
  /// Whether a part is well connected is asked when it was drawn: to ask all would take a second look at
  /// the ties of nearly all nodes. Only when it is not, all are asked, and drawn from again, so that the
  /// odds are those of a draw among the well-connected.
  private mutating func pick(_ index: Int, _ count: Int, _ members: Range<Int>) -> Int32? {
    weighChoices(of: index, count)
    var mixer = SplitMix64(state: seed ^ UInt64(order[members.lowerBound + index]))
    guard let target = draw(&mixer) else { return nil }
    lookAtRest(of: Int(target), members)
    if isWellConnected(Int(target)) { return target }
    for choice in choices { lookAtRest(of: Int(choice.part), members) }
    choices = choices.filter { isWellConnected(Int($0.part)) }
    return draw(&mixer)
  }

  /// The parts around a node that do not lower the objective, with what each adds to it.
  private mutating func weighChoices(of index: Int, _ count: Int) {
    choices.removeAll(keepingCapacity: true)
    let mass = parts[index].mass
    for index in 0..<count {
      let other = Int(touched[index])
      let gain = weightTo[other] - level.penalty * (mass * parts[other].mass)
      if gain >= -level.tolerance { choices.append((touched[index], gain)) }
    }
  }

  private mutating func lookAtRest(of part: Int, _ members: Range<Int>) {
    if !parts[part].toRest.isNaN { return }
    parts[part].toRest = weightInside(
      level, Int(order[members.lowerBound + part]), members, place.span)
  }

  /// Draws in proportion to exp(gain / theta); staying alone has gain 0 and gives nil.
  private func draw(_ mixer: inout SplitMix64) -> Int32? {
    var most = 0.0
    for choice in choices where choice.gain > most { most = choice.gain }
    var total = odds(0, most)
    for choice in choices { total += odds(choice.gain, most) }
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

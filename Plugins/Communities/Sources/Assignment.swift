internal import ModuleKit

/// Which community every node of a level is in, with what is needed to weigh a move.
struct Assignment: Sendable {
  /// One community per node, from 0 ..< the number of nodes; some may be empty.
  private(set) var community: [Int32]
  private(set) var total: [Mass]
  private(set) var size: [Int32]
  private var empty: [Int32] = []

  init(_ community: [Int32], _ level: Level) {
    let n = level.nodeCount
    self.community = community
    total = Array(repeating: Mass(), count: n)
    size = Array(repeating: 0, count: n)
    for node in 0..<n {
      let own = Int(community[node])
      total[own] = total[own] + level.mass[node]
      size[own] += 1
    }
    for index in 0..<n where size[index] == 0 { empty.append(Int32(index)) }
  }

  /// Every node alone.
  init(aloneIn level: Level) {
    community = Array(0..<Int32(level.nodeCount))
    total = level.mass
    size = Array(repeating: 1, count: level.nodeCount)
  }

  /// The number of communities that have members.
  var communityCount: Int { community.count - empty.count }

  /// A community without members, if there is one.
  var spare: Int32? { empty.last }

  @inline(__always) mutating func move(_ node: Int, to target: Int32, in level: Level) {
    let (old, new) = (Int(community[node]), Int(target))
    total[old] = total[old] - level.mass[node]
    size[old] -= 1
    if size[new] == 0 { empty.removeLast() }
    if size[old] == 0 {
      total[old] = Mass()
      empty.append(Int32(old))
    }
    total[new] = total[new] + level.mass[node]
    size[new] += 1
    community[node] = target
  }

  /// Makes a move if it still raises the objective, but for moves of neighbours since it was weighed.
  ///
  /// - Returns: by how much it does; nil when it was not made.
  @inline(__always) mutating func make(_ move: Proposal, _ level: Level) -> Double? {
    let node = Int(move.node)
    let own = Int(community[node])
    let mass = level.mass[node]
    var change = mass * (total[own] - mass)
    var target = move.target
    if target == Proposal.alone {
      guard size[own] > 1, let spare else { return 0 }
      target = spare
    } else {
      // Its last member has just left.
      if size[Int(target)] == 0 { return nil }
      change = change - mass * total[Int(target)]
    }
    let gain = move.weightGain + level.penalty * change
    if gain <= level.tolerance { return nil }
    self.move(node, to: target, in: level)
    return gain
  }
}

/// A move that raises the objective, as the communities were when it was weighed.
struct Proposal: Sendable {
  /// Stands for a community of its own.
  static let alone: Int32 = -1

  var node: Int32
  var target: Int32
  /// The weight to the target less the weight to the node's community.
  var weightGain: Double
}

/// Where a node adds most to the objective, if that is truly better than where it is.
///
/// - Parameter mayLeave: whether a community of its own is a choice.
@inline(__always) func bestMove(
  of node: Int, _ level: Level, _ community: Span<Int32>, _ total: Span<Mass>, _ size: Span<Int32>,
  mayLeave: Bool, _ weights: inout NeighborWeights
) -> Proposal? {
  let own = community[node]
  let mass = level.mass[node]
  weights.add(node, level, community)
  var (best, bestGain, bestWeight) = (own, -Double.infinity, 0.0)
  for index in 0..<weights.count {
    let (other, weight) = weights[index]
    let gain = weight - level.penalty * (mass * total[Int(other)])
    if gain > bestGain, other != own { (best, bestGain, bestWeight) = (other, gain, weight) }
  }
  let weightToOwn = weights.weight(to: own)
  weights.clear()
  let ownGain = weightToOwn - level.penalty * (mass * (total[Int(own)] - mass))
  if mayLeave, max(ownGain, bestGain) < -level.tolerance, size[Int(own)] > 1 {
    return Proposal(node: Int32(node), target: Proposal.alone, weightGain: -weightToOwn)
  }
  if bestGain <= ownGain + level.tolerance { return nil }
  return Proposal(node: Int32(node), target: best, weightGain: bestWeight - weightToOwn)
}

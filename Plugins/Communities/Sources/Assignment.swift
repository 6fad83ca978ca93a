internal import ModuleKit

/// Which community every node of a level is in, with what is needed to weigh a move.
struct Assignment {
  /// One community per node, from 0 ..< the number of nodes; some may be empty.
  private(set) var community: [Int32]
  private var outTotal: [Double]
  private var inTotal: [Double]
  private var size: [Int32]
  private var empty: [Int32] = []
  /// Scratch: the weight from the node at hand to each community in `touched`; 0 elsewhere.
  private var weightTo: [Double]
  private var touched: [Int32] = []

  init(_ community: [Int32], _ level: Level) {
    let n = level.nodeCount
    self.community = community
    outTotal = Array(repeating: 0, count: n)
    inTotal = outTotal
    weightTo = outTotal
    size = Array(repeating: 0, count: n)
    for node in 0..<n {
      let own = Int(community[node])
      outTotal[own] += level.outMass[node]
      inTotal[own] += level.inMass[node]
      size[own] += 1
    }
    for index in 0..<n where size[index] == 0 { empty.append(Int32(index)) }
  }

  /// The number of communities that have members.
  var communityCount: Int { community.count - empty.count }

  /// Where `node` adds most to the objective: its own community unless another is truly better.
  ///
  /// - Parameter mayLeave: whether a community of its own is a choice.
  mutating func best(for node: Int, in level: Level, mayLeave: Bool) -> Int32 {
    let (out, into) = (level.outMass[node], level.inMass[node])
    let own = community[node]
    for arc in level.offsets[node]..<level.offsets[node + 1] {
      let other = community[Int(level.neighbors[arc])]
      if weightTo[Int(other)] == 0 { touched.append(other) }
      weightTo[Int(other)] += level.weights[arc]
    }
    var best = own
    let (outRest, inRest) = (outTotal[Int(own)] - out, inTotal[Int(own)] - into)
    var bestGain = weightTo[Int(own)] - level.penalty * (out * inRest + into * outRest)
    for other in touched {
      let index = Int(other)
      let loss = level.penalty * (out * inTotal[index] + into * outTotal[index])
      let gain = weightTo[index] - loss
      weightTo[index] = 0
      if other != own, gain > bestGain + level.tolerance { (best, bestGain) = (other, gain) }
    }
    touched.removeAll(keepingCapacity: true)
    if mayLeave, size[Int(own)] > 1, bestGain < -level.tolerance, let spare = empty.last {
      return spare
    }
    return best
  }

  mutating func move(_ node: Int, to target: Int32, in level: Level) {
    let (old, new) = (Int(community[node]), Int(target))
    outTotal[old] -= level.outMass[node]
    inTotal[old] -= level.inMass[node]
    size[old] -= 1
    if size[new] == 0 { empty.removeLast() }
    if size[old] == 0 {
      (outTotal[old], inTotal[old]) = (0, 0)
      empty.append(Int32(old))
    }
    outTotal[new] += level.outMass[node]
    inTotal[new] += level.inMass[node]
    size[new] += 1
    community[node] = target
  }
}

// Traag, Waltman & van Eck 2019, appendix A: RefinePartition and MergeNodesSubset.

internal import Foundation
internal import ModuleKit

/// Splits communities into well-connected parts by merging their nodes anew.
///
/// Every node starts alone. A node that is still alone and well connected to its community joins a
/// well-connected part of it that does not lower the objective, at random, a gain of g being
/// exp(g / theta) times as likely as none. Parts are joined along ties only, so they are connected.
func refine(
  _ partition: [Int32], _ level: Level, _ theta: Double, _ random: inout RandomSource
) -> [Int32] {
  var order = Array(0..<Int32(level.nodeCount))
  random.shuffle(&order)
  var parts = Parts(partition, level)
  var choices: [(part: Int32, gain: Double)] = []
  for node in order where parts.isAlone(node) && parts.isWellConnected(node, level) {
    parts.weighChoices(of: node, level, &choices)
    let part = pick(choices, theta: theta * level.unit, own: node, &random)
    if part != node { parts.join(node, part, level) }
    parts.forgetChoices()
  }
  return parts.part
}

/// Draws in proportion to exp(gain / theta); staying alone has gain 0.
private func pick(
  _ choices: [(part: Int32, gain: Double)], theta: Double, own: Int32,
  _ random: inout RandomSource
) -> Int32 {
  var most = 0.0
  for choice in choices where choice.gain > most { most = choice.gain }
  var total = exp(-most / theta)
  for choice in choices { total += exp((choice.gain - most) / theta) }
  var rest = random.unit() * total - exp(-most / theta)
  if rest < 0 { return own }
  for choice in choices {
    rest -= exp((choice.gain - most) / theta)
    if rest < 0 { return choice.part }
  }
  return choices.last?.part ?? own
}

/// The parts of every community while they grow; a part is named after a node.
private struct Parts {
  let community: [Int32]
  private(set) var part: [Int32]
  private var size: [Int32]
  private var outTotal: [Double]
  private var inTotal: [Double]
  /// The weight between a part and the rest of its community.
  private var toRest: [Double]
  private var outCommunity: [Double]
  private var inCommunity: [Double]
  /// Scratch: the weight from the node at hand to each part in `touched`; 0 elsewhere.
  private var weightTo: [Double]
  private var touched: [Int32] = []

  init(_ community: [Int32], _ level: Level) {
    let n = level.nodeCount
    let zeros = [Double](repeating: 0, count: n)
    self.community = community
    part = Array(0..<Int32(n))
    size = Array(repeating: 1, count: n)
    (outTotal, inTotal) = (level.outMass, level.inMass)
    (toRest, outCommunity, inCommunity, weightTo) = (zeros, zeros, zeros, zeros)
    for node in 0..<n {
      let own = community[node]
      outCommunity[Int(own)] += level.outMass[node]
      inCommunity[Int(own)] += level.inMass[node]
      for arc in level.offsets[node]..<level.offsets[node + 1]
      where community[Int(level.neighbors[arc])] == own {
        toRest[node] += level.weights[arc]
      }
    }
  }

  func isAlone(_ node: Int32) -> Bool { part[Int(node)] == node && size[Int(node)] == 1 }

  /// Whether splitting `part` off its community would not raise the objective.
  func isWellConnected(_ part: Int32, _ level: Level) -> Bool {
    let (index, own) = (Int(part), Int(community[Int(part)]))
    let (out, into) = (outTotal[index], inTotal[index])
    let expected =
      level.penalty * (out * (inCommunity[own] - into) + into * (outCommunity[own] - out))
    return toRest[index] >= expected - level.tolerance
  }

  /// The parts that `node` may join, with what each adds to the objective.
  mutating func weighChoices(
    of node: Int32, _ level: Level, _ choices: inout [(part: Int32, gain: Double)]
  ) {
    choices.removeAll(keepingCapacity: true)
    let own = community[Int(node)]
    let (out, into) = (level.outMass[Int(node)], level.inMass[Int(node)])
    for arc in level.offsets[Int(node)]..<level.offsets[Int(node) + 1] {
      let neighbor = Int(level.neighbors[arc])
      if community[neighbor] != own { continue }
      if weightTo[Int(part[neighbor])] == 0 { touched.append(part[neighbor]) }
      weightTo[Int(part[neighbor])] += level.weights[arc]
    }
    for other in touched where isWellConnected(other, level) {
      let index = Int(other)
      let gain =
        weightTo[index] - level.penalty * (out * inTotal[index] + into * outTotal[index])
      if gain >= -level.tolerance { choices.append((other, gain)) }
    }
  }

  mutating func forgetChoices() {
    for other in touched { weightTo[Int(other)] = 0 }
    touched.removeAll(keepingCapacity: true)
  }

  /// Puts `node`, whose choices have just been weighed, into `target`.
  mutating func join(_ node: Int32, _ target: Int32, _ level: Level) {
    let (index, into) = (Int(node), Int(target))
    outTotal[into] += level.outMass[index]
    inTotal[into] += level.inMass[index]
    toRest[into] += toRest[index] - 2 * weightTo[into]
    size[into] += 1
    size[index] = 0
    part[index] = target
  }
}

internal import ModuleKit

/// A chain of people, and the ties it runs along.
struct Chain: Equatable, Sendable {
  let nodes: [Int]
  /// Edges of the network, one less than nodes.
  let edges: [Int]
  let length: Double
}

/// What a search for chains walks over: people, and, where a chain must lead through somebody, whether it
/// has done so.
///
/// A person is state `person`, and `person + personCount` once the chain has been through.
struct ChainStates: Sendable {
  let ways: ChainWays<Double>
  let source: Int
  let target: Int
  /// The people of whom one must stand between the ends; empty when nobody must.
  let isWaypoint: [Bool]
  /// The most links of a chain; nil for any number.
  let limit: Int?
  /// The length of the shortest way on to the target, from each state.
  let lengthLeft: [Double]
  /// The fewest links on to the target, from each person; empty when any number will do.
  let linksLeft: [Int32]

  var personCount: Int { ways.forward.nodeCount }
  var stateCount: Int { lengthLeft.count }
  var end: Int { isWaypoint.isEmpty ? target : target + personCount }
  func person(_ state: Int) -> Int { state < personCount ? state : state - personCount }

  init(
    _ ways: ChainWays<Double>, from source: Int, to target: Int, through waypoints: [Int]? = nil,
    links limit: Int? = nil
  ) {
    (self.ways, self.source, self.target) = (ways, source, target)
    let count = ways.forward.nodeCount
    self.limit = limit.flatMap { $0 < count - 1 ? $0 : nil }
    linksLeft = self.limit == nil ? [] : ways.backward.fewestLinks(from: [target])
    let plain = ways.backward.shortestLengths(from: [(target, 0)])
    guard let waypoints else {
      (isWaypoint, lengthLeft) = ([], plain)
      return
    }
    var marks = [Bool](repeating: false, count: count)
    for node in waypoints where node != source && node != target { marks[node] = true }
    isWaypoint = marks
    let seeds = marks.indices.filter { marks[$0] && plain[$0].isFinite }
    lengthLeft = ways.backward.shortestLengths(from: seeds.map { ($0, plain[$0]) }) + plain
  }

  /// Where a step to `person` leads from `state`.
  func step(from state: Int, to person: Int) -> Int {
    if isWaypoint.isEmpty { return person }
    return state >= personCount || isWaypoint[person] ? person + personCount : person
  }

  /// The states of `person` from which a step leads to `state`.
  func states(of person: Int, before state: Int) -> [Int] {
    if isWaypoint.isEmpty { return [person] }
    if state < personCount { return [person] }
    let after = person + personCount
    return isWaypoint[self.person(state)] ? [person, after] : [after]
  }
}

/// Whether `length` is as short as `best`: lengths that agree to a relative 1e-9 are equal.
func isAsShort(_ length: Double, as best: Double) -> Bool { length - best <= 1e-9 * best }

// Dinic, "Algorithm for solution of a problem of maximum flow in networks with power estimation", Soviet
// Mathematics Doklady 11, 1970; on unit capacities: Even & Tarjan, "Network flow and testing graph
// connectivity", SIAM Journal on Computing 4, 1975.

internal import ModuleKit

/// How many chains there are from one person to another that share no step, or nobody between.
///
/// Menger's number, whatever the lengths: chains of the least length are sought one by one, which takes long
/// where there are thousands, and few are listed.
///
/// Complexity: O(m √m), sharing nobody O(m √n).
struct DisjointCount {
  private let arcs: ChainArcs<Double>
  private let into: StepsInto
  private let start, sink: Int
  private let sharesNobody: Bool
  private var isUsed: [Bool]
  /// Chains that meet the person.
  private var use: [Int32]
  /// Steps to a state from the start; -1 where none leads. A person is two states, entered and left.
  private var level: [Int32]
  /// How many ways on from a state have been tried.
  private var tried: [Int32]

  /// - Parameter arcs: steps towards `sink`.
  init(
    _ arcs: ChainArcs<Double>, from start: Int, to sink: Int, sharingNobody: Bool,
    _ workers: Workers = .serial
  ) throws(Cancelled) {
    (self.arcs, self.start, self.sink, sharesNobody) = (arcs, start, sink, sharingNobody)
    into = StepsInto(arcs)
    isUsed = Array(repeating: false, count: arcs.ends.count)
    use = Array(repeating: 0, count: arcs.nodeCount)
    level = Array(repeating: -1, count: 2 * arcs.nodeCount)
    tried = Array(repeating: 0, count: 2 * arcs.nodeCount)
    while reachesSink() {
      try workers.checkCancelled()
      for state in tried.indices { tried[state] = 0 }
      while addChain() { value += 1 }
    }
  }

  private(set) var value = 0

  /// The states to which a step leads with what is left, by number: the other state of the person first.
  private func next(_ state: Int, _ number: Int) -> (state: Int?, isLast: Bool) {
    let (person, isLeft) = (state / 2, state % 2 == 1)
    if number == 0 {
      let isOpen = isLeft ? use[person] > 0 : !sharesNobody || use[person] == 0
      return (isOpen ? state ^ 1 : nil, false)
    }
    if isLeft {
      let range = arcs.range(person)
      if number > range.count { return (nil, true) }
      let arc = range.lowerBound + number - 1
      return (isUsed[arc] ? nil : 2 * Int(arcs.ends[arc]), false)
    }
    let range = into.range(person)
    if number > range.count { return (nil, true) }
    let arc = into.step(range.lowerBound + number - 1)
    return (isUsed[arc] ? 2 * Int(into.sources[arc]) + 1 : nil, false)
  }

  private mutating func reachesSink() -> Bool {
    for state in level.indices { level[state] = -1 }
    var queue = [2 * start + 1]
    level[queue[0]] = 0
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      if state == 2 * sink { return true }
      for number in 0... {
        let (end, isLast) = next(state, number)
        if isLast { break }
        if let end, level[end] < 0 {
          level[end] = level[state] + 1
          queue.append(end)
        }
      }
    }
    return false
  }

  /// Adds a chain along which every step leads one level on, if there is one.
  private mutating func addChain() -> Bool {
    var path = [2 * start + 1]
    while let state = path.last {
      if state == 2 * sink {
        for (from, to) in zip(path, path.dropFirst()) { send(from, to) }
        return true
      }
      let (end, isLast) = next(state, Int(tried[state]))
      if isLast {
        path.removeLast()
        // What leads to a dead end is not tried again.
        if let before = path.last { tried[before] += 1 }
      } else if let end, level[end] == level[state] + 1 {
        path.append(end)
      } else {
        tried[state] += 1
      }
    }
    return false
  }

  private mutating func send(_ from: Int, _ to: Int) {
    if from / 2 == to / 2 {
      use[from / 2] += from % 2 == 0 ? 1 : -1
      return
    }
    // The way just tried is the one that was taken.
    let number = Int(tried[from]) - 1
    if from % 2 == 1 {
      isUsed[arcs.range(from / 2).lowerBound + number] = true
    } else {
      isUsed[into.step(into.range(from / 2).lowerBound + number)] = false
    }
  }
}

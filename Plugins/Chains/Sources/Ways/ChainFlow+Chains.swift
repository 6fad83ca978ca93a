internal import ModuleKit

extension ChainFlow {
  /// Takes out what runs along a tie in both directions.
  ///
  /// Such a flow is never the least where ties have a length, but can look so where one is absorbed by rounding.
  mutating func cancelOpposites() {
    for person in 0..<arcs.nodeCount {
      for arc in arcs.range(person) where flow[arc] > 0 {
        let end = Int(arcs.ends[arc])
        if let back = arcs.step(from: end, to: NodeID(person)), flow[back] > 0 {
          take(arc)
          take(back)
        }
      }
    }
  }

  /// Takes one chain from `start` out of the flow: its steps, always to the first person in canonical order.
  mutating func removeChain(from start: Int) -> [Int]? {
    var (node, chain) = (start, [Int]())
    while node != sink {
      guard let arc = arcs.range(node).first(where: { flow[$0] > 0 }) else { return nil }
      take(arc)
      chain.append(arc)
      node = Int(arcs.ends[arc])
    }
    return chain
  }

  /// Takes these steps out of the flow, if all are in it.
  mutating func remove(_ chain: [Int]) -> Bool {
    guard chain.allSatisfy({ flow[$0] > 0 }) else { return false }
    for arc in chain { take(arc) }
    return true
  }
}

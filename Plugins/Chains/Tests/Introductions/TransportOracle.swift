import ModuleKit

/// Introductions as a transport problem between introducers and prospects, solved slowly.
struct TransportOracle {
  private let graph: Graph
  private let lengths: [Int]
  private let starter: Int
  private static let far = 1 << 50

  init(_ graph: Graph, _ lengths: [Int], from starter: Int) {
    (self.graph, self.lengths, self.starter) = (graph, lengths, starter)
  }

  /// The least total of chains, no introducer having more than `load`, nobody's chain costing `worth`.
  func optimum(to prospects: [Int], load: Int, worth: Int) -> Int {
    let first = graph.outgoing.range(starter)
    let introducers = first.map { Int(graph.outgoing.neighbors[$0]) }
    let costs = first.enumerated().map { index, arc -> [Int] in
      let ways = distances(from: introducers[index])
      return prospects.map { lengths[Int(graph.outgoing.edges[arc])] + ways[$0] }
    }
    // 0 is the source, then prospects, introducers, and the sink, to which prospects can also go by themselves.
    let sink = prospects.count + introducers.count + 1
    var arcs: [(from: Int, to: Int, cost: Int, capacity: Int)] = []
    func join(_ from: Int, _ to: Int, _ cost: Int, _ capacity: Int) {
      arcs.append((from, to, cost, capacity))
      arcs.append((to, from, -cost, 0))
    }
    for index in prospects.indices {
      join(0, 1 + index, 0, 1)
      join(1 + index, sink, worth, 1)
      for (other, row) in costs.enumerated() where row[index] <= worth {
        join(1 + index, 1 + prospects.count + other, row[index], 1)
      }
    }
    for other in introducers.indices { join(1 + prospects.count + other, sink, 0, load) }
    var total = 0
    for _ in prospects {
      var (distance, via) = (
        [Int](repeating: Self.far, count: sink + 1), [Int](repeating: -1, count: sink + 1)
      )
      distance[0] = 0
      var isChanged = true
      while isChanged {
        isChanged = false
        for (index, arc) in arcs.enumerated()
        where arc.capacity > 0 && distance[arc.from] + arc.cost < distance[arc.to] {
          (distance[arc.to], via[arc.to], isChanged) = (distance[arc.from] + arc.cost, index, true)
        }
      }
      total += distance[sink]
      var node = sink
      while node != 0 {
        let arc = via[node]
        arcs[arc].capacity -= 1
        arcs[arc ^ 1].capacity += 1
        node = arcs[arc].from
      }
    }
    return total
  }

  /// Around the starter.
  private func distances(from start: Int) -> [Int] {
    var distances = [Int](repeating: Self.far, count: graph.nodeCount)
    distances[start] = 0
    var isChanged = true
    while isChanged {
      isChanged = false
      for edge in lengths.indices {
        let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
        if a == starter || b == starter { continue }
        for (from, to) in graph.isDirected ? [(a, b)] : [(a, b), (b, a)]
        where distances[from] + lengths[edge] < distances[to] {
          (distances[to], isChanged) = (distances[from] + lengths[edge], true)
        }
      }
    }
    return distances
  }
}

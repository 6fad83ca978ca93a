import Foundation
import ModuleKit

/// Networks of the papers on search, made here so that tests owe nothing to a generator of the product.
enum SmallWorlds {
  /// Kleinberg (2000): a torus of side² people, each with the four next to it and one long tie to somebody
  /// at lattice distance d with probability proportional to d^-r; directed.
  static func kleinberg(side: Int, exponent r: Double, seed: UInt64) throws -> Network {
    var random = RandomSource(seed: seed, stream: "kleinberg \(side) \(r)")
    // How many places there are at each distance, by the shares of the axes.
    let steps = (0..<side).map { min($0, side - $0) }
    var rings = [[Int]](repeating: [], count: side + 1)
    for x in 0..<side { for y in 0..<side { rings[steps[x] + steps[y]].append(x * side + y) } }
    var sums = [0.0]
    for distance in 1...side {
      let share = rings[distance].isEmpty ? 0 : pow(Double(distance), -r)
      sums.append(sums[distance - 1] + share * Double(rings[distance].count))
    }
    var (sources, targets): ([NodeID], [NodeID]) = ([], [])
    for x in 0..<side {
      for y in 0..<side {
        for (dx, dy) in [(1, 0), (side - 1, 0), (0, 1), (0, side - 1)] {
          sources.append(NodeID(x * side + y))
          targets.append(NodeID((x + dx) % side * side + (y + dy) % side))
        }
        let drawn = random.unit() * sums[side]
        var distance = 1
        var (low, high) = (1, side)
        while low < high {
          let middle = (low + high) / 2
          if sums[middle] > drawn { high = middle } else { low = middle + 1 }
        }
        distance = low
        let place = rings[distance][random.next(below: rings[distance].count)]
        sources.append(NodeID(x * side + y))
        targets.append(
          NodeID((x + place / side) % side * side + (y + place % side) % side))
      }
    }
    let built = try GraphBuilder(isDirected: true).build(
      nodeCount: side * side, sources: sources, targets: targets)
    let width = String(side * side).count
    var network = Network(
      graph: built.graph,
      ids: (0..<side * side).map { String(repeating: "0", count: width - "\($0)".count) + "\($0)" })
    network.nodes.set("x", .integers((0..<side * side).map { $0 / side }))
    network.nodes.set("y", .integers((0..<side * side).map { $0 % side }))
    return network
  }

  /// Watts, Dodds & Newman (2002): people in groups of `size` at the leaves of `dimensions` binary
  /// hierarchies of 2^depth groups, ties as many as a group has others, at ultrametric distance x with
  /// probability proportional to exp(-alpha x).
  static func hierarchies(
    _ dimensions: Int, depth: Int, size: Int, alpha: Double, seed: UInt64
  ) throws -> Network {
    var random = RandomSource(seed: seed, stream: "hierarchies \(dimensions) \(alpha)")
    let groups = 1 << depth
    let count = groups * size
    var group: [[Int]] = []
    var members: [[[Int]]] = []
    for _ in 0..<dimensions {
      var order = Array(0..<count)
      random.shuffle(&order)
      var ofPerson = [Int](repeating: 0, count: count)
      for (place, person) in order.enumerated() { ofPerson[person] = place / size }
      group.append(ofPerson)
      members.append((0..<groups).map { Array(order[($0 * size)..<(($0 + 1) * size)]) })
    }
    let chances = (1...depth + 1).map { exp(-alpha * Double($0)) }
    let total = chances.reduce(0, +)
    var (sources, targets): ([NodeID], [NodeID]) = ([], [])
    while sources.count < count * (size - 1) / 2 {
      let (person, dimension) = (random.next(below: count), random.next(below: dimensions))
      var (drawn, distance) = (random.unit() * total, 0)
      while distance < depth && drawn >= chances[distance] {
        drawn -= chances[distance]
        distance += 1
      }
      var other = group[dimension][person]
      if distance > 0 {
        // The other side of the branching that many levels up, any group below it.
        other = (other >> (distance - 1) ^ 1) << (distance - 1)
        other += random.next(below: 1 << (distance - 1))
      }
      let friend = members[dimension][other][random.next(below: size)]
      if friend == person { continue }
      sources.append(NodeID(person))
      targets.append(NodeID(friend))
    }
    let built = try GraphBuilder(isDirected: false).build(
      nodeCount: count, sources: sources, targets: targets)
    var network = Network(graph: built.graph, ids: (0..<count).map { "p\(1_000_000 + $0)" })
    for dimension in 0..<dimensions {
      network.nodes.set(
        "h\(dimension)",
        .texts(
          group[dimension].map { group in
            (0..<depth).reversed().map { "\(group >> $0 & 1)" }.joined(separator: "/")
          }))
    }
    return network
  }
}

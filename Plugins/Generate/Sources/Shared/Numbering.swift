internal import ModuleKit

/// Nodes that a model numbers from 0, named by their numbers.
///
/// Names stand in the order of their bytes, 10 before 2, as all names do.
struct Numbering: Sendable {
  let count: Int
  /// The number of each node.
  let numbers: [Int32]
  /// The node of each number.
  let nodes: [NodeID]

  init(_ count: Int) {
    self.count = count
    numbers = Self.byBytes(count)
    var nodes = [NodeID](repeating: 0, count: count)
    for (node, number) in numbers.enumerated() { nodes[Int(number)] = NodeID(node) }
    self.nodes = nodes
  }

  /// Whole numbers below `count`, each followed by those that begin with it.
  private static func byBytes(_ count: Int) -> [Int32] {
    var numbers: [Int32] = []
    numbers.reserveCapacity(count)
    if count > 0 { numbers.append(0) }
    var current = 1
    while numbers.count < count {
      numbers.append(Int32(current))
      if current * 10 < count {
        current *= 10
        continue
      }
      while current % 10 == 9 || current + 1 >= count && current > 0 { current /= 10 }
      current += 1
    }
    return numbers
  }

  func ids(on workers: Workers) throws(Cancelled) -> [String] {
    try workers.map(Chunks.even(count, count: 64)) { range in
      range.map { String(numbers[$0]) }
    }.flatMap(\.self)
  }

  /// Pairs of numbers as pairs of nodes.
  ///
  /// - Parameter rows: both ends of each pair, in turn, in lists of any length.
  func pairs(_ rows: [[Int32]], on workers: Workers) throws(Cancelled) -> [PairList] {
    // Long lists are cut, so that all threads have something to do.
    let parts = rows.flatMap { list in
      Chunks.even(list.count / 2, count: max(1, list.count >> 17)).map {
        list[(2 * $0.lowerBound)..<(2 * $0.upperBound)]
      }
    }
    return try workers.map(parts) { part in
      PairList(ends: part.map { nodes[Int($0)] })
    }
  }

  /// A column of values that the model has by number.
  func column(_ values: [Int]) -> Column { .integers(numbers.map { values[Int($0)] }) }
}

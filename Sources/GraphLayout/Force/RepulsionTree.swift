// Barnes & Hut, "A hierarchical O(N log N) force-calculation algorithm", Nature 324, 1986.

internal import GraphCore

/// A quadtree over the places of a level, in depth-first order: the first part of square `i` is square
/// `i + 1`.
package struct RepulsionTree {
  package private(set) var order: MortonOrder
  /// Places and masses in Morton order, filled up to whole groups of ``lanes`` with masses of 0.
  private(set) var x: [Float]
  private(set) var y: [Float]
  private(set) var mass: [Float]
  private(set) var squares: [Square] = []

  struct Square {
    /// Where it balances.
    var x, y: Float
    var mass: Float
    /// The square of the longer side of the box around its places.
    var extent: Float
    /// Its places in the Morton order.
    var start, end: Int32
    /// The first square that is no part of it.
    var next: Int32
    /// Without parts.
    var isLeaf: Bool
  }

  /// Nodes whose repulsion is computed side by side.
  static let lanes = 8
  /// How large a square may be to count as one node, as a share of the distance between the group and
  /// its centre. Smaller values changed nothing that stress or neighbourhoods show.
  static let opening: Float = 1.4
  /// The most nodes of a square without parts.
  private static let leaf = 8

  package var groupCount: Int { x.count / Self.lanes }

  package init(count: Int) {
    order = MortonOrder(count: count)
    let padded = (count + Self.lanes - 1) / Self.lanes * Self.lanes
    x = [Float](repeating: 0, count: padded)
    (y, mass) = (x, x)
  }

  package mutating func build(_ places: Places, masses: [Float]) {
    order.sort(places)
    let count = places.count
    for index in 0..<count {
      let node = Int(order.nodes[index])
      (x[index], y[index], mass[index]) = (places.x[node], places.y[node], masses[node])
    }
    for index in count..<x.count { (x[index], y[index]) = (x[count - 1], y[count - 1]) }
    squares.removeAll(keepingCapacity: true)
    _ = addSquare(0, count)
  }

  /// The box around a square's places.
  private struct Box {
    var low, high: SIMD2<Float>
    init(_ place: SIMD2<Float>) { (low, high) = (place, place) }
    mutating func add(_ other: Box) {
      low = pointwiseMin(low, other.low)
      high = pointwiseMax(high, other.high)
    }
  }

  /// The sums of mass * place and of mass.
  private struct Moment {
    var sum = SIMD2<Float>()
    var mass: Float = 0
  }

  private mutating func addSquare(_ start: Int, _ end: Int) -> (box: Box, moment: Moment) {
    let square = squares.count
    // The uppermost bits in which the first and the last code differ tell the level to part at.
    let difference = order.codes[start] ^ order.codes[end - 1]
    let isLeaf = end - start <= Self.leaf || difference == 0
    squares.append(
      Square(
        x: 0, y: 0, mass: 0, extent: 0, start: Int32(start), end: Int32(end), next: 0,
        isLeaf: isLeaf))
    let (box, moment) = isLeaf ? weigh(start, end) : divide(start, end, difference)
    let size = box.high - box.low
    squares[square].mass = moment.mass
    squares[square].x = moment.mass > 0 ? moment.sum.x / moment.mass : x[start]
    squares[square].y = moment.mass > 0 ? moment.sum.y / moment.mass : y[start]
    squares[square].extent = max(size.x, size.y) * max(size.x, size.y)
    squares[square].next = Int32(squares.count)
    return (box, moment)
  }

  private func weigh(_ start: Int, _ end: Int) -> (Box, Moment) {
    var box = Box(SIMD2(x[start], y[start]))
    var moment = Moment()
    for index in start..<end {
      let place = SIMD2(x[index], y[index])
      box.add(Box(place))
      moment.sum += place * mass[index]
      moment.mass += mass[index]
    }
    return (box, moment)
  }

  private mutating func divide(
    _ start: Int, _ end: Int, _ difference: UInt32
  ) -> (Box, Moment) {
    let shift = UInt32(31 - difference.leadingZeroBitCount) & ~1
    var box = Box(SIMD2(x[start], y[start]))
    var moment = Moment()
    var begin = start
    while begin < end {
      let quarter = order.codes[begin] >> shift
      // Codes ascend: halve the range.
      var (low, high) = (begin + 1, end)
      while low < high {
        let middle = (low + high) / 2
        if order.codes[middle] >> shift == quarter { low = middle + 1 } else { high = middle }
      }
      let part = addSquare(begin, low)
      box.add(part.box)
      moment.sum += part.moment.sum
      moment.mass += part.moment.mass
      begin = low
    }
    return (box, moment)
  }
}

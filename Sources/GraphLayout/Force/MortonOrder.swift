package import GraphCore

/// Nodes along a curve that keeps neighbours in the plane close to each other (Morton 1966).
package struct MortonOrder {
  /// Two bits per level of the quadtree, the uppermost level first.
  package private(set) var codes: [UInt32] = []
  package private(set) var nodes: [NodeID] = []
  private var spareCodes: [UInt32] = []
  private var spareNodes: [NodeID] = []
  private var counts = [Int](repeating: 0, count: Self.radix)

  /// Levels of squares that codes tell apart.
  static let levels = 16
  private static let digit = 11
  private static let radix = 1 << digit

  package init(count: Int) {
    codes = [UInt32](repeating: 0, count: count)
    nodes = [NodeID](repeating: 0, count: count)
    (spareCodes, spareNodes) = (codes, nodes)
  }

  /// Sorts anew; equal squares keep the order of the nodes.
  package mutating func sort(_ places: Places) {
    let count = places.count
    guard let low = places.x.min(), let high = places.x.max(), let bottom = places.y.min(),
      let top = places.y.max()
    else { return }
    let side = max(high - low, top - bottom, 1e-6)
    let scale = Float(1 << Self.levels) * 0.99999 / side
    for node in 0..<count {
      let column = UInt32((places.x[node] - low) * scale)
      let row = UInt32((places.y[node] - bottom) * scale)
      codes[node] = Self.spread(column) | Self.spread(row) << 1
      nodes[node] = NodeID(node)
    }
    for pass in 0..<3 { sortDigit(shift: UInt32(pass * Self.digit)) }
  }

  private mutating func sortDigit(shift: UInt32) {
    let mask = UInt32(Self.radix - 1)
    for value in counts.indices { counts[value] = 0 }
    for code in codes { counts[Int(code >> shift & mask)] += 1 }
    var start = 0
    for value in counts.indices {
      let count = counts[value]
      counts[value] = start
      start += count
    }
    for index in codes.indices {
      let digit = Int(codes[index] >> shift & mask)
      spareCodes[counts[digit]] = codes[index]
      spareNodes[counts[digit]] = nodes[index]
      counts[digit] += 1
    }
    swap(&codes, &spareCodes)
    swap(&nodes, &spareNodes)
  }

  /// The lower 16 bits, a free bit after each.
  private static func spread(_ value: UInt32) -> UInt32 {
    var bits = value & 0xffff
    bits = (bits | bits << 8) & 0x00ff_00ff
    bits = (bits | bits << 4) & 0x0f0f_0f0f
    bits = (bits | bits << 2) & 0x3333_3333
    return (bits | bits << 1) & 0x5555_5555
  }
}

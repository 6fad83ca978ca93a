/// The weights from one node to each community around it: a hash table with open addressing.
///
/// A row of few ties uses a short start of the table, which stays in the nearest cache whatever the
/// number of communities. Ends of probes are predictable at a load of a quarter at most.
struct NeighborWeights: Sendable {
  /// A community and the weight to it; -1 is none.
  struct Slot: Sendable {
    var community: Int32 = -1
    var weight = 0.0
  }
  private(set) var slots: [Slot]
  /// The slots in use, in the order in which their communities were met.
  private(set) var touched: [Int32]
  private(set) var count = 0

  /// - Parameter most: how many communities are met between two calls of `clear`, at most.
  init(most: Int) {
    slots = Array(repeating: Slot(), count: 1 << Self.bits(most))
    touched = Array(repeating: 0, count: most + 1)
  }

  /// Room for four times as many.
  private static func bits(_ communities: Int) -> Int {
    Int.bitWidth - communities.leadingZeroBitCount + 2
  }

  /// Adds the ties of a row.
  ///
  /// - Parameter most: how many communities will be met until `clear`, at most; the same for all
  ///   rows in between.
  @inline(__always) mutating func add(
    _ arcs: Range<Int>, of most: Int, _ neighbors: Span<Int32>, _ weights: Span<Double>,
    _ community: Span<Int32>, except own: Int32 = -1
  ) {
    scatter(
      arcs, bits: Self.bits(most), neighbors, weights, community, except: own, &slots, &touched,
      &count)
  }

  @inline(__always) subscript(index: Int) -> Slot { slots[Int(touched[index])] }

  @inline(__always) mutating func clear() {
    for index in 0..<count { slots[Int(touched[index])] = Slot() }
    count = 0
  }
}

@inline(__always) private func scatter(
  _ arcs: Range<Int>, bits: Int, _ neighbors: Span<Int32>, _ weights: Span<Double>,
  _ community: Span<Int32>, except own: Int32, _ slots: inout [NeighborWeights.Slot],
  _ touched: inout [Int32], _ count: inout Int
) {
  let shift = UInt32(truncatingIfNeeded: 32 - bits)
  let mask = (1 << bits) - 1
  var slots = slots.mutableSpan
  var touched = touched.mutableSpan
  var used = count
  for arc in arcs {
    let other = community[Int(neighbors[arc])]
    if other == own { continue }
    var slot = Int((UInt32(bitPattern: other) &* 0x9e37_79b9) &>> shift)
    while slots[slot].community != other, slots[slot].community >= 0 { slot = (slot &+ 1) & mask }
    touched[used] = Int32(truncatingIfNeeded: slot)
    used &+= slots[slot].community < 0 ? 1 : 0
    slots[slot] = NeighborWeights.Slot(
      community: other, weight: slots[slot].weight + weights[arc])
  }
  count = used
}

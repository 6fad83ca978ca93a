/// Pairs of nodes, row by row.
public struct PairList: Sendable {
  private let sources: [NodeID]
  private let targets: [NodeID]
  private let stride: Int
  private let offset: Int
  public let count: Int

  public init(sources: [NodeID], targets: [NodeID]) {
    precondition(sources.count == targets.count)
    (self.sources, self.targets, stride, offset) = (sources, targets, 1, 0)
    count = sources.count
  }

  /// - Parameter ends: source and target of each row, in turn.
  public init(ends: [NodeID]) {
    precondition(ends.count.isMultiple(of: 2))
    (sources, targets, stride, offset) = (ends, ends, 2, 1)
    count = ends.count / 2
  }

  @inline(__always) public func source(_ row: Int) -> NodeID { sources[row * stride] }
  @inline(__always) public func target(_ row: Int) -> NodeID { targets[row * stride + offset] }
}

/// Two nodes and the row that joins them.
struct PairRow: BitwiseCopyable, Sendable {
  var low: NodeID
  var high: NodeID
  var row: Int32
}

/// Orders pairs of nodes by (low, high), equal pairs by row.
///
/// One pass deals the pairs out to ranges of `low`, small enough for the cache of a core; each range
/// is then sorted by itself, digit by digit. Complexity: O(pairs + nodes); 24 bytes a pair.
struct PairSort: Sendable {
  let nodeCount: Int
  /// True when the pairs come in ascending order of `high`, so that `low` alone has to be sorted.
  var highsAscend = false
  /// False leaves out pairs of a node with itself.
  var keepsLoops = true
  /// Puts the smaller node first.
  var swapsEnds = false

  struct Sorted: Sendable {
    /// Ranges of the sorted rows that share no `low`.
    let ranges: [Range<Int>]
    /// Rows that were left out, ascending.
    let loops: [Int32]
  }

  /// Puts the pairs of `lists` into `rows`, in order.
  ///
  /// - Parameter rows: what is in it is lost; its memory is used again, because clearing new memory
  ///   takes as long as filling it.
  func sort(
    _ lists: [PairList], into rows: inout [PairRow], on workers: Workers
  ) throws(Cancelled) -> Sorted {
    let (chunks, total) = Self.chunks(of: lists)
    let dealing = Dealing(self, total: total)
    let counted = try workers.map(chunks) { dealing.count($0) }
    // The place of the first pair that each chunk deals to each range.
    var next = counted.map(\.counts)
    var bounds = [0]
    var place = 0
    for bucket in 0..<dealing.buckets {
      for chunk in next.indices {
        let count = next[chunk][bucket]
        next[chunk][bucket] = place
        place += count
      }
      bounds.append(place)
    }
    let (firsts, ends) = (next, bounds)
    if rows.count >= place {
      rows.removeLast(rows.count - place)
    } else {
      rows = [PairRow](unset: place)
    }
    try rows.withSlots { slots throws(Cancelled) in
      _ = try workers.map(Array(chunks.indices)) { index in
        dealing.deal(chunks[index], firsts[index], slots)
      }
    }
    // Several ranges of nodes to a task, with about equal work.
    let ranges = Chunks.balanced(offsets: bounds, count: 64).map {
      ends[$0.lowerBound]..<ends[$0.upperBound]
    }
    try workers.fill(&rows, ranges) { range, rows in
      dealing.sortBuckets(&rows, ends, in: range)
    }
    return Sorted(ranges: ranges, loops: counted.flatMap(\.loops))
  }

  private static func chunks(of lists: [PairList]) -> ([Chunk], total: Int) {
    var chunks: [Chunk] = []
    var total = 0
    for list in lists {
      chunks += Chunks.even(list.count, count: max(1, list.count >> 16)).map {
        Chunk(list: list, range: $0, firstRow: total)
      }
      total += list.count
    }
    return (chunks, total)
  }

  fileprivate struct Chunk: Sendable {
    let list: PairList
    let range: Range<Int>
    /// The row of the list's first pair.
    let firstRow: Int
  }
}

/// How pairs are dealt out and sorted: which bits of a node say what.
private struct Dealing: Sendable {
  private let order: PairSort
  /// Nodes that differ in their last `shift` bits only go to one range.
  private let shift: Int
  private let highBits: Int
  let buckets: Int

  init(_ order: PairSort, total: Int) {
    self.order = order
    highBits = Self.bits(order.nodeCount)
    // Ranges of 2^14 pairs lie in the cache twice; beyond 1024 ranges the dealing itself misses it.
    let wanted = min(10, Self.bits(total >> 14))
    shift = max(0, highBits - wanted)
    buckets = (max(0, order.nodeCount - 1) >> shift) + 1
  }

  private static func bits(_ count: Int) -> Int { Int.bitWidth - count.leadingZeroBitCount }

  @inline(__always)
  private func pair(_ chunk: PairSort.Chunk, _ index: Int) -> (low: NodeID, high: NodeID) {
    let (a, b) = (chunk.list.source(index), chunk.list.target(index))
    return order.swapsEnds && a > b ? (b, a) : (a, b)
  }

  func count(_ chunk: PairSort.Chunk) -> (counts: [Int], loops: [Int32]) {
    var counts = [Int](repeating: 0, count: buckets)
    var loops: [Int32] = []
    for index in chunk.range {
      let (low, high) = pair(chunk, index)
      if low == high, !order.keepsLoops {
        loops.append(Int32(chunk.firstRow + index))
        continue
      }
      counts[Int(low) >> shift] += 1
    }
    return (counts, loops)
  }

  func deal(_ chunk: PairSort.Chunk, _ firsts: [Int], _ slots: Slots<PairRow>) {
    var next = firsts
    for index in chunk.range {
      let (low, high) = pair(chunk, index)
      if low == high, !order.keepsLoops { continue }
      let bucket = Int(low) >> shift
      let row = Int32(chunk.firstRow + index)
      slots.set(next[bucket], PairRow(low: low, high: high, row: row))
      next[bucket] += 1
    }
  }

  /// Sorts each bucket within `range`, which `rows` is.
  func sortBuckets(_ rows: inout MutableSpan<PairRow>, _ bounds: [Int], in range: Range<Int>) {
    var spare: [PairRow] = []
    var start = range.lowerBound
    // Buckets are found by their bounds: several may be empty.
    var bucket = bounds.firstIndex { $0 >= start } ?? 0
    while start < range.upperBound {
      while bounds[bucket] <= start { bucket += 1 }
      let end = bounds[bucket]
      if spare.count < end - start {
        spare = Array(unset: end - start)
      }
      sort(&rows, (start - range.lowerBound)..<(end - range.lowerBound), &spare)
      start = end
    }
  }

  /// One stable counting pass per digit, from the last.
  private func sort(
    _ rows: inout MutableSpan<PairRow>, _ range: Range<Int>, _ spare: inout [PairRow]
  ) {
    if range.count < 2 { return }
    let keyBits = shift + (order.highsAscend ? 0 : highBits)
    let passes = (keyBits + 10) / 11
    if passes == 0 { return }
    let width = (keyBits + passes - 1) / passes
    var next = [Int](repeating: 0, count: (1 << width) + 1)
    for pass in 0..<passes {
      if pass > 0 { for index in next.indices { next[index] = 0 } }
      let (first, mask) = (pass * width, (1 << width) - 1)
      for index in range { next[(key(rows[index]) >> first & mask) + 1] += 1 }
      for index in 0..<mask { next[index + 1] += next[index] }
      for index in range {
        let row = rows[index]
        let digit = key(row) >> first & mask
        spare[next[digit]] = row
        next[digit] += 1
      }
      for index in range { rows[index] = spare[index - range.lowerBound] }
    }
  }

  @inline(__always) private func key(_ row: PairRow) -> Int {
    let low = Int(row.low) & ((1 << shift) - 1)
    return order.highsAscend ? low : low << highBits | Int(row.high)
  }
}

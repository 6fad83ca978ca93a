// Batagelj & Brandes, "Efficient generation of large random networks", Physical Review E 71, 2005: from
// one chosen pair to the next by a geometric number.

internal import Foundation
internal import ModuleKit

/// Chooses each of `total` things with the same chance, at the cost of those chosen.
struct Skipping: Sendable {
  let total: Int
  let chance: Double

  /// Ranges of about 65,536 chosen things, each to be drawn with random numbers of its own.
  var chunks: [Range<Int>] {
    if total == 0 || chance <= 0 { return [] }
    let count = min(total, max(1, Int((Double(total) * chance / 65536).rounded(.up))))
    // By quotient and remainder, because the product of total and count may be too large.
    let (length, rest) = total.quotientAndRemainder(dividingBy: count)
    return (0..<count).map { index in
      let start = length * index + min(index, rest)
      return start..<(start + length + (index < rest ? 1 : 0))
    }
  }

  /// Calls `body` with each thing chosen, ascending.
  @inline(__always)
  func visit(_ range: Range<Int>, _ random: inout RandomSource, _ body: (Int) -> Void) {
    if chance >= 1 {
      for index in range { body(index) }
      return
    }
    let scale = 1 / log1p(-chance)
    var index = range.lowerBound
    while true {
      // The logarithm of a number in (0, 1].
      let skip = log(1 - random.unit()) * scale
      if skip >= Double(range.upperBound - index) { return }
      index += Int(skip)
      body(index)
      index += 1
      if index >= range.upperBound { return }
    }
  }

  /// Both ends of each pair chosen, in turn, by chunks.
  func pairs(
    _ context: StageContext, _ use: String,
    _ pair: @Sendable (Int) -> (Int32, Int32)?
  ) throws(Cancelled) -> [[Int32]] {
    let chunks = Array(chunks.enumerated())
    return try context.workers.map(chunks) { number, range in
      var random = context.random(use, replicate: number)
      var ends: [Int32] = []
      ends.reserveCapacity(2 * min(range.count, 1 << 17))
      visit(range, &random) { index in
        guard let (a, b) = pair(index) else { return }
        ends.append(a)
        ends.append(b)
      }
      return ends
    }
  }
}

/// Pairs of different numbers below `count`, themselves numbered.
package struct PairNumbers: Sendable {
  let count: Int
  let isDirected: Bool

  package init(count: Int, isDirected: Bool = false) {
    (self.count, self.isDirected) = (count, isDirected)
  }

  package var total: Int { isDirected ? count * max(0, count - 1) : count * max(0, count - 1) / 2 }
  /// The same for counts that may be absurd.
  static func total(_ count: Double, isDirected: Bool) -> Double {
    max(0, count * (count - 1) / (isDirected ? 1 : 2))
  }

  /// The pair of a number; of undirected pairs the smaller comes second.
  @inline(__always)
  package func pair(_ number: Int) -> (Int, Int) {
    if isDirected {
      let (from, to) = number.quotientAndRemainder(dividingBy: count - 1)
      return (from, to < from ? to : to + 1)
    }
    // Row r has r pairs, so that r (r - 1) / 2 come before it. The root is off by one at most.
    var row = Int((1 + (1 + 8 * Double(number)).squareRoot()) / 2)
    while row * (row - 1) / 2 > number { row -= 1 }
    while row * (row + 1) / 2 <= number { row += 1 }
    return (row, number - row * (row - 1) / 2)
  }
}

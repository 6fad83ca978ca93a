import Diagrams
import GraphvizKit
import ModuleKit
import Testing

/// Order and places of blocks and ribbons, of flows and alluvial pictures alike.
struct RibbonTests {
  private func permutations(_ count: Int, fixed: Int) -> [[Int]] {
    func all(_ left: [Int]) -> [[Int]] {
      left.isEmpty
        ? [[]]
        : left.flatMap { first in all(left.filter { $0 != first }).map { [first] + $0 } }
    }
    return all(Array(0..<(count - fixed))).map { $0 + Array((count - fixed)..<count) }
  }

  /// Every pair of ribbons looked at by itself, by the signs of their ends.
  private func crossings(_ orders: [[Int]], _ ribbons: [[Ribbon]]) -> Double {
    var sum = 0.0
    for (gap, own) in ribbons.enumerated() {
      for (i, a) in own.enumerated() {
        for b in own[(i + 1)...] {
          let left = (orders[gap].firstIndex(of: a.from)!, orders[gap].firstIndex(of: b.from)!)
          let right = (orders[gap + 1].firstIndex(of: a.to)!, orders[gap + 1].firstIndex(of: b.to)!)
          if left.0 < left.1 && right.0 > right.1 || left.0 > left.1 && right.0 < right.1 {
            sum += a.value * b.value
          }
        }
      }
    }
    return sum
  }

  private func ribbons(_ counts: [Int], density: Double, _ random: inout RandomSource) -> [[Ribbon]]
  {
    zip(counts, counts.dropFirst()).map { left, right in
      (0..<left).flatMap { a in
        (0..<right).compactMap { b in
          random.unit() < density ? Ribbon(a, b, Double(1 + random.next(below: 9))) : nil
        }
      }
    }
  }

  @Test(arguments: [0, 1]) func crossingsAreFewAndNeverMoreThanGiven(fixed: Int) {
    var best = 0
    let runs = 120
    for seed in 0..<UInt64(runs) {
      var random = RandomSource(seed: seed)
      let counts = (0..<(2 + random.next(below: 2))).map { _ in 2 + random.next(below: 3) }
      let all = ribbons(counts, density: 0.5, &random)
      let order = RibbonOrder(
        counts: counts, ribbons: all, fixed: counts.map { _ in fixed })
      let found = order.best()
      for (own, count) in zip(found, counts) {
        #expect(own.sorted() == Array(0..<count))
        #expect(own.suffix(fixed) == Array(0..<count).suffix(fixed))
      }
      let value = crossings(found, all)
      #expect(value <= crossings(counts.map { Array(0..<$0) }, all) + 1e-9)
      // Every order of all columns.
      let columns = counts.map { permutations($0, fixed: fixed) }
      let everything = columns.reduce([[]]) { result, own in
        result.flatMap { head in own.map { head + [$0] } }
      }
      let least = everything.map { crossings($0, all) }.min() ?? 0
      #expect(value <= 1.6 * least + 12, "seed \(seed): \(value) against \(least)")
      if value <= least + 1e-9 { best += 1 }
    }
    #expect(best >= runs * 9 / 10, "\(best) of \(runs) have the fewest crossings there can be")
  }

  @Test func aLargePictureIsOrderedAlikeAndBetter() {
    var random = RandomSource(seed: 4)
    let counts = [20, 22, 22, 20]
    let all = ribbons(counts, density: 0.3, &random)
    let order = RibbonOrder(counts: counts, ribbons: all, fixed: [0, 1, 2, 0])
    let found = order.best()
    #expect(found == order.best())
    let given = crossings(counts.map { Array(0..<$0) }, all)
    #expect(crossings(found, all) < 0.9 * given)
  }

  // MARK: Places

  @Test func heightsShowValues() {
    for seed in 0..<60 as Range<UInt64> {
      var random = RandomSource(seed: seed)
      let counts = (0..<(2 + random.next(below: 5))).map { _ in 1 + random.next(below: 22) }
      // The same people in every column, dealt at random.
      let people = 1 + random.next(below: 2000)
      let groups = counts.map { count in
        (0..<people).map { _ in random.next(below: 1 + random.next(below: count)) }
      }
      let values = zip(groups, counts).map { own, count in
        (0..<count).map { block in Double(own.count { $0 == block }) }
      }
      let all = (1..<counts.count).map { column in
        (0..<counts[column - 1]).flatMap { a in
          (0..<counts[column]).compactMap { b in
            let both = (0..<people).count { groups[column - 1][$0] == a && groups[column][$0] == b }
            return both > 0 ? Ribbon(a, b, Double(both)) : nil
          }
        }
      }
      let orders = counts.map { Array((0..<$0).reversed()) }
      let area = Rect(100, 40, 800, 440)
      let layout = RibbonLayout(values: values, orders: orders, ribbons: all, area: area, bar: 12)
      for (column, rects) in layout.blocks.enumerated() {
        let shown = rects.indices.filter { values[column][$0] > 0 }
        for block in shown {
          #expect(area.grown(1e-6).contains(rects[block]))
          #expect(abs(rects[block].height - values[column][block] * layout.scale) < 1e-6)
          for other in shown where other != block {
            #expect(rects[block].overlap(with: rects[other]) == 0)
            let apart = (rects[block].center.y - rects[other].center.y).magnitude
            #expect(apart >= RibbonLayout.pitch - 1e-6, "each has room for a name")
          }
        }
      }
      for (gap, bands) in layout.bands.enumerated() {
        for (isLeft, column) in [(true, gap), (false, gap + 1)] {
          for (block, rect) in layout.blocks[column].enumerated() {
            // Ribbons fill their block from its head to its foot, without a gap.
            let own = bands.filter { (isLeft ? $0.from : $0.to) == block }
              .map { ((isLeft ? $0.start : $0.end).y, $0.height) }.sorted { $0.0 > $1.0 }
            var top = rect.maxY
            for (head, height) in own {
              #expect(abs(head - top) < 1e-6)
              top -= height
            }
            #expect(abs(top - rect.minY) < 1e-6)
          }
        }
      }
    }
  }
}

extension Rect {
  fileprivate func grown(_ by: Double) -> Rect { Rect(minX - by, minY - by, maxX + by, maxY + by) }
}

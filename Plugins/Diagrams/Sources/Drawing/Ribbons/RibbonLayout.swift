package import GraphvizKit

/// Where blocks and ribbons lie: heights in proportion to values, one scale for all columns.
package struct RibbonLayout {
  /// A ribbon as it is drawn; both ends have the height ``height``.
  package struct Band: Hashable {
    package let from, to: Int
    package let start, end: Point
    package let height: Double
    package let value: Double
  }

  /// By column and block; a block without value has no height.
  package let blocks: [[Rect]]
  /// By gap, in the order of the ribbons given.
  package let bands: [[Band]]
  /// Points to a unit of value.
  package let scale: Double

  /// The least distance between the middles of two blocks, so that each has room for a name.
  package static let pitch = 16.0

  /// - Parameters:
  ///   - values: of each block.
  ///   - orders: the blocks of each column from above to below.
  ///   - ribbons: from each column to the next.
  ///   - area: the outer edges of the first and the last column's bars.
  package init(
    values: [[Double]], orders: [[Int]], ribbons: [[Ribbon]], area: Rect, bar: Double
  ) {
    let most = Double(values.map(\.count).max() ?? 0)
    let gap = min(12, max(5, area.height * 0.22 / max(1, most)))
    let scale = Self.scale(values, gap: gap, height: area.height)
    let step = (area.width - bar) / Double(max(1, values.count - 1))
    let blocks = values.indices.map { column in
      Self.stacked(
        values[column], orders[column], scale, gap, area,
        left: area.minX + step * Double(column), bar)
    }
    bands = ribbons.indices.map { column in
      Self.bands(
        ribbons[column], from: (blocks[column], orders[column]),
        to: (blocks[column + 1], orders[column + 1]), scale)
    }
    (self.blocks, self.scale) = (blocks, scale)
  }

  /// The height that a block and what is free around it take; nothing for a block that is not drawn.
  private static func slot(_ value: Double, _ scale: Double, _ gap: Double) -> Double {
    value > 0 ? max(value * scale + gap, pitch) : 0
  }

  /// The largest scale at which the fullest column fits.
  private static func scale(_ values: [[Double]], gap: Double, height: Double) -> Double {
    let totals = values.map { $0.reduce(0, +) }
    guard let total = totals.max(), total > 0, total.isFinite else { return 0 }
    var (low, high) = (0.0, height / total)
    for _ in 0..<100 {
      let middle = (low + high) / 2
      let needed = values.map { $0.reduce(-gap) { $0 + slot($1, middle, gap) } }.max() ?? 0
      if needed <= height { low = middle } else { high = middle }
    }
    return low
  }

  /// One under another, the column in the middle of the area.
  private static func stacked(
    _ values: [Double], _ order: [Int], _ scale: Double, _ gap: Double, _ area: Rect,
    left: Double, _ bar: Double
  ) -> [Rect] {
    let slots = values.map { slot($0, scale, gap) }
    var rects = [Rect](repeating: Rect(left, 0, left + bar, 0), count: values.count)
    var top = area.center.y + slots.reduce(0, +) / 2
    for block in order {
      let middle = top - slots[block] / 2
      let half = values[block] * scale / 2
      rects[block] = Rect(left, middle - half, left + bar, middle + half)
      top -= slots[block]
    }
    return rects
  }

  /// At each block ribbons lie in the order of their other ends, so that those of one block never cross.
  private static func bands(
    _ ribbons: [Ribbon], from left: (blocks: [Rect], order: [Int]),
    to right: (blocks: [Rect], order: [Int]), _ scale: Double
  ) -> [Band] {
    func places(_ order: [Int]) -> [Int] {
      var places = Array(repeating: 0, count: order.count)
      for (place, block) in order.enumerated() { places[block] = place }
      return places
    }
    let (lefts, rights) = (places(left.order), places(right.order))
    var (starts, ends) = (
      [Double](repeating: 0, count: ribbons.count), [Double](repeating: 0, count: ribbons.count)
    )
    var tops = left.blocks.map(\.maxY)
    for index in ribbons.indices.sorted(by: {
      (lefts[ribbons[$0].from], rights[ribbons[$0].to]) < (
        lefts[ribbons[$1].from], rights[ribbons[$1].to]
      )
    }) {
      starts[index] = tops[ribbons[index].from]
      tops[ribbons[index].from] -= ribbons[index].value * scale
    }
    tops = right.blocks.map(\.maxY)
    for index in ribbons.indices.sorted(by: {
      (rights[ribbons[$0].to], lefts[ribbons[$0].from]) < (
        rights[ribbons[$1].to], lefts[ribbons[$1].from]
      )
    }) {
      ends[index] = tops[ribbons[index].to]
      tops[ribbons[index].to] -= ribbons[index].value * scale
    }
    return ribbons.indices.map { index in
      let ribbon = ribbons[index]
      return Band(
        from: ribbon.from, to: ribbon.to,
        start: Point(left.blocks[ribbon.from].maxX, starts[index]),
        end: Point(right.blocks[ribbon.to].minX, ends[index]),
        height: ribbon.value * scale, value: ribbon.value)
    }
  }
}

// Lorensen & Cline, "Marching cubes", SIGGRAPH 1987, in the plane.

package import GraphvizKit

/// The lines along which a field has one depth, as closed polygons with what is deeper at their left.
package struct Contours {
  private let field: GroundField
  private let depth: Double
  /// For each side of a cell that a line enters by, the side it leaves by; -1 for none. The side to the
  /// right of a grid point has twice its number, the one above it one more.
  private var next: [Int32]

  package init(_ field: GroundField, depth: Double) {
    (self.field, self.depth) = (field, depth)
    next = Array(repeating: -1, count: 2 * field.columns * field.rows)
    for row in 0..<(field.rows - 1) {
      for column in 0..<(field.columns - 1) { cross(column, row) }
    }
  }

  private func value(_ column: Int, _ row: Int) -> Double {
    field.depths[row * field.columns + column] - depth
  }

  private mutating func cross(_ column: Int, _ row: Int) {
    let corners = [
      value(column, row), value(column + 1, row), value(column + 1, row + 1),
      value(column, row + 1),
    ]
    let inside = corners.enumerated().reduce(0) { $1.element > 0 ? $0 | 1 << $1.offset : $0 }
    if inside == 0 || inside == 15 { return }
    let start = 2 * (row * field.columns + column)
    let (bottom, left) = (start, start + 1)
    let (right, top) = (start + 3, start + 2 * field.columns)
    func join(_ from: Int, _ to: Int) { next[from] = Int32(to) }
    let isMiddleInside = corners.reduce(0, +) > 0
    switch inside {
    case 1: join(bottom, left)
    case 2: join(right, bottom)
    case 3: join(right, left)
    case 4: join(top, right)
    case 6: join(top, bottom)
    case 7: join(top, left)
    case 8: join(left, top)
    case 9: join(bottom, top)
    case 11: join(right, top)
    case 12: join(left, right)
    case 13: join(bottom, right)
    case 14: join(left, bottom)
    case 5:
      join(bottom, isMiddleInside ? right : left)
      join(top, isMiddleInside ? left : right)
    default:
      join(left, isMiddleInside ? bottom : top)
      join(right, isMiddleInside ? top : bottom)
    }
  }

  /// Where the line crosses a side.
  private func point(_ side: Int) -> Point {
    let (row, column) = (side / 2).quotientAndRemainder(dividingBy: field.columns)
    let isUp = side % 2 == 1
    let (a, b) = (value(column, row), value(isUp ? column : column + 1, isUp ? row + 1 : row))
    let share = a / (a - b)
    let from = field.point(column, row)
    return isUp
      ? Point(from.x, from.y + share * GroundField.cell)
      : Point(from.x + share * GroundField.cell, from.y)
  }

  /// Every closed line, once.
  private var loops: [[Point]] {
    var rest = next
    var loops: [[Point]] = []
    for first in rest.indices where rest[first] >= 0 {
      var loop: [Point] = []
      var side = first
      while rest[side] >= 0 {
        loop.append(point(side))
        let following = Int(rest[side])
        rest[side] = -1
        side = following
      }
      if loop.count > 2 { loops.append(loop) }
    }
    return loops
  }

  /// Polygons that can be filled one by one: each hole is joined to what surrounds it by a slit.
  package var polygons: [[Point]] {
    let loops = loops
    var outer = loops.filter { Self.area($0) > 0 }
    for hole in loops where Self.area(hole) <= 0 {
      let around = outer.indices.filter { Self.isInside(hole[0], outer[$0]) }
        .min { (Self.area(outer[$0]), $0) < (Self.area(outer[$1]), $1) }
      if let around { outer[around] = Self.joined(outer[around], hole) }
    }
    return outer
  }

  private static func joined(_ outer: [Point], _ hole: [Point]) -> [Point] {
    var best = (distance: Double.infinity, outer: 0, hole: 0)
    for (i, a) in outer.enumerated() {
      for (j, b) in hole.enumerated() where a.distance(to: b) < best.distance {
        best = (a.distance(to: b), i, j)
      }
    }
    return Array(outer[...best.outer]) + hole[best.hole...] + hole[...best.hole]
      + outer[best.outer...]
  }

  /// Positive when the inside lies at the left.
  package static func area(_ loop: [Point]) -> Double {
    var sum = 0.0
    for (a, b) in zip(loop, loop.dropFirst() + loop.prefix(1)) { sum += a.x * b.y - b.x * a.y }
    return sum / 2
  }

  private static func isInside(_ point: Point, _ loop: [Point]) -> Bool {
    Canvas.PlacedFill(corners: loop, color: .black).contains(point)
  }
}

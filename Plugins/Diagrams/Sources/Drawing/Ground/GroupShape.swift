package import GraphvizKit

/// The tinted ground of a group: discs around its members, joined where they are near.
///
/// One polygon, whatever it is joined of, so that files stay small. The outline is the same shape, a little
/// larger and darker, drawn before.
package struct GroupShape {
  let points: [Point]
  let radii: [Double]
  /// Nodes of other groups, which the shape should not sweep over.
  let foreign: [Point]
  let reach: Double
  var padding = 15.0

  package init(points: [Point], radii: [Double], foreign: [Point], reach: Double) {
    (self.points, self.radii, self.foreign, self.reach) = (points, radii, foreign, reach)
  }

  static func draw(_ field: GroundField, on scene: inout Scene, color: Color) {
    for (share, growth) in [(0.34, 1.1), (0.10, 0.0)] {
      let tint = color.tint(share, over: scene.theme.background)
      for polygon in Contours(field, depth: -growth).polygons {
        scene.background.polygon(polygon, fill: tint)
      }
    }
  }

  /// How deep points lie within the shape.
  package var field: GroundField {
    let wide = (radii.max() ?? 0) + 2 * padding
    let (xs, ys) = (points.map(\.x), points.map(\.y))
    var field = GroundField(
      Rect(
        (xs.min() ?? 0) - wide, (ys.min() ?? 0) - wide, (xs.max() ?? 0) + wide,
        (ys.max() ?? 0) + wide))
    for (point, radius) in zip(points, radii) {
      field.add(from: point, to: point, halfWidth: radius + padding)
    }
    let links = links
    for (i, j) in links.near + links.tree {
      field.add(from: points[i], to: points[j], halfWidth: padding * 1.2)
    }
    for (i, j, k) in triangles(of: links.near) {
      field.fill(points[i], points[j], points[k], depth: padding)
    }
    return field
  }

  /// Near pairs, and a shortest tree that keeps the shape in one piece.
  private var links: (near: [(Int, Int)], tree: [(Int, Int)]) {
    var near: [(Int, Int)] = []
    for i in points.indices {
      for j in points.indices where j > i && points[i].distance(to: points[j]) < reach {
        if isClear(points[i], points[j]) { near.append((i, j)) }
      }
    }
    return (near, spanningTree())
  }

  private func isClear(_ a: Point, _ b: Point) -> Bool {
    let line = b - a
    let squared = max(line.x * line.x + line.y * line.y, 1e-9)
    return foreign.allSatisfy { point in
      let offset = point - a
      let share = ((offset.x * line.x + offset.y * line.y) / squared).clamped(0, 1)
      return (offset - line * share).length >= padding + 6
    }
  }

  private func triangles(of near: [(Int, Int)]) -> [(Int, Int, Int)] {
    var isNear = [[Bool]](
      repeating: Array(repeating: false, count: points.count), count: points.count)
    for (i, j) in near {
      isNear[i][j] = true
      isNear[j][i] = true
    }
    return near.flatMap { i, j in
      (j + 1..<max(j + 1, points.count)).filter { isNear[i][$0] && isNear[j][$0] }.map {
        (i, j, $0)
      }
    }
  }

  /// Prim's minimum spanning tree on the complete graph of places.
  private func spanningTree() -> [(Int, Int)] {
    guard points.count > 1 else { return [] }
    var best = points.indices.map { (distance: points[0].distance(to: points[$0]), from: 0) }
    var isIn = [Bool](repeating: false, count: points.count)
    isIn[0] = true
    var tree: [(Int, Int)] = []
    for _ in 1..<points.count {
      guard
        let next = points.indices.filter({ !isIn[$0] }).min(by: {
          (best[$0].distance, $0) < (best[$1].distance, $1)
        })
      else { break }
      isIn[next] = true
      tree.append((best[next].from, next))
      for index in points.indices where !isIn[index] {
        let distance = points[next].distance(to: points[index])
        if distance < best[index].distance { best[index] = (distance, next) }
      }
    }
    return tree
  }
}

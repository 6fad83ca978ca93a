internal import Foundation
package import GraphvizKit
internal import ModuleKit

/// How much the edges of a scene cover, and how often they cross.
package struct SceneLines {
  private let edges: [EdgeMark]
  private let nodes: [NodeMark]

  package init(_ scene: Scene) { (edges, nodes) = (scene.edges, scene.nodes) }

  /// A cell is as wide as a thin line and its neighbour can be told apart.
  private static let cell = 2.0

  /// The share of the drawing, as far as its nodes reach, that nodes and visible edges cover; NaN without
  /// edges.
  package var ink: Double {
    guard !edges.isEmpty, let area else { return .nan }
    let columns = max(1, Int((area.width / Self.cell).rounded(.up)))
    let rows = max(1, Int((area.height / Self.cell).rounded(.up)))
    var covered = [Bool](repeating: false, count: columns * rows)
    func cover(_ x: Double, _ y: Double) {
      let column = Int((x - area.minX) / Self.cell)
      let row = Int((y - area.minY) / Self.cell)
      if (0..<columns).contains(column), (0..<rows).contains(row) {
        covered[row * columns + column] = true
      }
    }
    for node in nodes {
      let (halfWidth, halfHeight) = (node.size.width / 2, node.size.height / 2)
      for dy in stride(from: -halfHeight, through: halfHeight, by: Self.cell) {
        let reach =
          halfWidth * max(0, 1 - dy * dy / max(1e-9, halfHeight * halfHeight)).squareRoot()
        for dx in stride(from: -reach, through: reach, by: Self.cell) {
          cover(node.center.x + dx, node.center.y + dy)
        }
      }
    }
    for edge in edges where edge.stroke.color.alpha >= 16 {
      let length = hypot(
        edge.curve.end.x - edge.curve.start.x, edge.curve.end.y - edge.curve.start.y)
      let steps = max(1, Int(length / Self.cell))
      for step in 0...steps {
        let point = edge.curve.point(at: Double(step) / Double(steps))
        cover(point.x, point.y)
      }
    }
    return Double(covered.count { $0 }) / Double(covered.count)
  }

  private var area: Rect? {
    guard let first = nodes.first else { return nil }
    return nodes.dropFirst().reduce(Self.box(first)) { area, node in
      let box = Self.box(node)
      return Rect(
        min(area.minX, box.minX), min(area.minY, box.minY), max(area.maxX, box.maxX),
        max(area.maxY, box.maxY))
    }
  }

  private static func box(_ node: NodeMark) -> Rect {
    Rect(center: node.center, width: node.size.width, height: node.size.height)
  }

  /// How many pairs are looked at; of more edges pairs are drawn at random, always the same.
  private static let mostPairs = 1_000_000

  /// Crossings of an edge with others, on average, as if all were straight; NaN with fewer than two.
  ///
  /// Edges that meet in a node do not cross.
  package var crossingsPerEdge: Double {
    let count = edges.count
    if count < 2 { return .nan }
    let pairs = Double(count) * Double(count - 1) / 2
    var crossings = 0
    if count <= 1400 {
      for first in 0..<count {
        for second in (first + 1)..<count where cross(first, second) { crossings += 1 }
      }
      return 2 * Double(crossings) / Double(count)
    }
    var random = RandomSource(seed: 1, stream: "crossings")
    for _ in 0..<Self.mostPairs {
      let first = Int.random(in: 0..<count, using: &random)
      let second = Int.random(in: 0..<(count - 1), using: &random)
      if cross(first, second < first ? second : second + 1) { crossings += 1 }
    }
    return 2 * Double(crossings) / Double(Self.mostPairs) * pairs / Double(count)
  }

  private func cross(_ first: Int, _ second: Int) -> Bool {
    let (a, b) = (edges[first], edges[second])
    if a.from == b.from || a.from == b.to || a.to == b.from || a.to == b.to { return false }
    func side(_ line: CubicBezier, _ point: Point) -> Double {
      (line.end.x - line.start.x) * (point.y - line.start.y)
        - (line.end.y - line.start.y) * (point.x - line.start.x)
    }
    return side(a.curve, b.curve.start) * side(a.curve, b.curve.end) < 0
      && side(b.curve, a.curve.start) * side(b.curve, a.curve.end) < 0
  }
}

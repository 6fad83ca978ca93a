import Diagrams
import Foundation
import GraphCore
import GraphvizKit
import ModuleKit
import Testing

/// The tinted grounds of groups: one polygon, exactly where discs and lines lie.
struct GroundTests {
  private typealias Line = (a: Point, b: Point, halfWidth: Double)

  private func depth(_ lines: [Line], _ point: Point) -> Double {
    lines.map { line in
      let (dx, dy) = (line.b.x - line.a.x, line.b.y - line.a.y)
      let length = max(dx * dx + dy * dy, 1e-9)
      let share = max(
        0, min(1, ((point.x - line.a.x) * dx + (point.y - line.a.y) * dy) / length))
      let (x, y) = (point.x - line.a.x - share * dx, point.y - line.a.y - share * dy)
      return line.halfWidth - (x * x + y * y).squareRoot()
    }.max() ?? -1
  }

  private func field(_ lines: [Line]) -> GroundField {
    let (xs, ys) = (lines.flatMap { [$0.a.x, $0.b.x] }, lines.flatMap { [$0.a.y, $0.b.y] })
    var field = GroundField(
      Rect(xs.min()! - 40, ys.min()! - 40, xs.max()! + 40, ys.max()! + 40))
    for line in lines { field.add(from: line.a, to: line.b, halfWidth: line.halfWidth) }
    return field
  }

  @Test func aDiscIsRound() throws {
    let center = Point(x: 103.3, y: 77.7)
    let polygons = Contours(field([(center, center, 25)]), depth: 0).polygons
    #expect(polygons.count == 1)
    #expect(abs(Contours.area(polygons[0]) - .pi * 625) < 0.005 * .pi * 625)
    for corner in polygons[0] { #expect(abs(corner.distance(to: center) - 25) < 0.1) }
    let larger = Contours(field([(center, center, 25)]), depth: -1.1).polygons
    #expect(abs(Contours.area(larger[0]) - .pi * 26.1 * 26.1) < 12)
  }

  /// Any tangle of lines, holes too: a point lies on the polygons when it lies on a line.
  @Test(arguments: 1...20) func polygonsCoverWhatTheLinesCover(seed: UInt64) {
    var random = RandomSource(seed: seed)
    func point() -> Point {
      Point(
        x: Double.random(in: 50...350, using: &random),
        y: Double.random(in: 50...350, using: &random))
    }
    let lines = (0..<9).map { _ in
      (a: point(), b: point(), halfWidth: Double.random(in: 8...22, using: &random))
    }
    let polygons = Contours(field(lines), depth: 0).polygons
      .map { Canvas.PlacedFill(corners: $0, color: .black) }
    for _ in 0..<3000 {
      let point = point()
      let depth = depth(lines, point)
      // On the line itself either answer is right; two rims meet in corners that a grid rounds.
      if abs(depth) < 1.2 { continue }
      let isCovered = polygons.count { $0.contains(point) } % 2 == 1
      #expect(isCovered == (depth > 0), "\(point) \(depth)")
    }
  }

  @Test func aRingKeepsItsHole() {
    let corners = (0..<12).map { step in
      let angle = Double(step) * .pi / 6
      return Point(x: 200 + 100 * cos(angle), y: 200 + 100 * sin(angle))
    }
    let lines = corners.indices.map { (a: corners[$0], b: corners[($0 + 1) % 12], halfWidth: 15.0) }
    let polygons = Contours(field(lines), depth: 0).polygons
    #expect(polygons.count == 1)
    let ground = Canvas.PlacedFill(corners: polygons[0], color: .black)
    #expect(!ground.contains(Point(x: 200, y: 200)) && ground.contains(Point(x: 200, y: 298)))
  }

  /// Forty members near each other were thousands of triangles.
  @Test func aCrowdIsOnePolygon() {
    var random = RandomSource(seed: 4)
    let points = (0..<40).map { _ in
      Point(
        x: Double.random(in: 100...220, using: &random),
        y: Double.random(in: 100...220, using: &random))
    }
    let shape = GroupShape(
      points: points, radii: points.map { _ in 4 }, foreign: [], reach: 128)
    let polygons = Contours(shape.field, depth: 0).polygons
    #expect(polygons.count == 1)
    let ground = Canvas.PlacedFill(corners: polygons[0], color: .black)
    #expect(points.allSatisfy(ground.contains))
    #expect(polygons[0].count < 600)
    #expect(
      GroupShape(points: [], radii: [], foreign: [], reach: 1).field.depths.allSatisfy { $0 < 0 })
  }
}

import GraphvizKit
import Testing

@Suite struct GeometryTests {
  private let arc = CubicBezier(from: Point(x: 0, y: 0), to: Point(x: 100, y: 0), bend: 0.2)

  @Test func arcsBendToTheLeft() {
    let middle = arc.point(at: 0.5)
    #expect(abs(middle.x - 50) < 1e-9)
    #expect(abs(middle.y - 10) < 1e-9)
    let straight = CubicBezier(from: Point(x: 0, y: 0), to: Point(x: 9, y: 9))
    #expect(abs(straight.point(at: 0.3).x - straight.point(at: 0.3).y) < 1e-9)
  }

  @Test func partsLieOnTheCurve() {
    let part = arc.part(from: 0.2, to: 0.7)
    for step in 0...10 {
      let share = Double(step) / 10
      let expected = arc.point(at: 0.2 + 0.5 * share)
      #expect(part.point(at: share).distance(to: expected) < 1e-9)
    }
  }

  @Test func trimmedCurvesKeepTheirDistance() {
    let trimmed = arc.trimmed(startGap: 12, endGap: 7)
    #expect(abs(trimmed.start.distance(to: arc.start) - 12) < 0.2)
    #expect(abs(trimmed.end.distance(to: arc.end) - 7) < 0.2)
    #expect(arc.trimmed(startGap: 0, endGap: 0) == arc)
    #expect(arc.trimmed(startGap: 80, endGap: 80) == arc)
    #expect(arc.trimmed(startGap: 500, endGap: 0) == arc)
  }
}

import Diagrams
import GraphvizKit
import ModuleKit
import Testing

struct CountCirclesTests {
  /// As large as neighbours allow: none covers another, and a hair more would be too much.
  @Test func neighboursTouchAtTheMost() {
    var random = RandomSource(seed: 5)
    for _ in 0..<50 {
      let circles = (0..<30).map { index in
        (
          center: Point(x: Double(index % 6) * 60 + 20 * random.unit(), y: 70 * Double(index / 6)),
          count: 1 + random.next(below: 400)
        )
      }.sorted { ($0.center.x, $0.center.y) < ($1.center.x, $1.center.y) }
      let most = Double(circles.map(\.count).max() ?? 1)
      let radius = CountCircles.largest(circles)
      var tightest = Double.infinity
      for a in circles.indices {
        for b in circles.indices where a != b {
          let sum = [a, b].reduce(0) { $0 + (Double(circles[$1].count) / most).squareRoot() }
          tightest = min(tightest, circles[a].center.distance(to: circles[b].center) / sum)
        }
      }
      #expect(abs(radius - max(4, min(22, 1.08 * tightest))) < 1e-9)
    }
  }

  @Test func oneAloneIsLarge() {
    #expect(CountCircles.largest([(Point(x: 0, y: 0), 3)]) == 22)
    #expect(CountCircles.largest([]) == 22)
  }
}

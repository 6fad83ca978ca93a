import Diagrams
import GraphvizKit
import ModuleKit
import Testing

struct CountCirclesTests {
  /// Five rows of six, from left to right.
  private func drawn(_ random: inout RandomSource) -> [(center: Point, count: Int)] {
    var circles: [(center: Point, count: Int)] = []
    for index in 0..<30 {
      let x: Double = 60 * Double(index % 6) + 20 * random.unit()
      let y = Double(70 * (index / 6))
      circles.append((Point(x: x, y: y), 1 + random.next(below: 400)))
    }
    return circles.sorted { ($0.center.x, $0.center.y) < ($1.center.x, $1.center.y) }
  }

  /// As large as neighbours allow: none covers another, and a hair more would be too much.
  @Test func neighboursTouchAtTheMost() {
    var random = RandomSource(seed: 5)
    for _ in 0..<50 {
      let circles = drawn(&random)
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

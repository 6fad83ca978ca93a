import Diagrams
import GraphvizKit
import ModuleKit
import ModuleTesting
import Testing

/// Names beside their circles: nobody takes one for the name of another.
struct NamePlacementTests {
  private typealias Circle = (center: Point, radius: Double)
  private let panel = Rect(20, 30, 708, 460)

  private func circles(_ count: Int, _ random: inout RandomSource, most: Double = 12) -> [Circle] {
    (0..<count).map { _ in
      (
        center: Point(x: 60 + random.unit() * 600, y: 60 + random.unit() * 360),
        radius: 3 + random.unit() * most
      )
    }
  }

  private func rim(_ rect: Rect, _ circle: Circle) -> Double {
    rect.distance(to: circle.center) - circle.radius
  }

  /// Among thousands of dots a name covers some, but none that somebody is called by.
  @Test func dotsWithNamesAreNotCovered() {
    var random = RandomSource(seed: 9)
    for _ in 0..<20 {
      let all = circles(2000, &random, most: 1)
      let items = all.prefix(14).map {
        NamePlacement.Item(
          center: $0.center, radius: $0.radius, size: Size(width: 45, height: 14))
      }
      let placement = NamePlacement(circles: all, edges: [], panel: panel, isCrowded: true)
      for (index, place) in placement.places(for: items).enumerated() {
        guard let place else { continue }
        for other in items.indices where other != index {
          #expect(rim(place.rect, all[other]) > 0)
        }
      }
    }
  }

  @Test func aNameWithoutALineIsNearestToItsOwn() {
    var random = RandomSource(seed: 5)
    var (beside, off) = (0, 0)
    for _ in 0..<30 {
      let all = circles(50, &random)
      let items = all.map {
        NamePlacement.Item(
          center: $0.center, radius: $0.radius,
          size: Size(width: 20 + random.unit() * 60, height: 12))
      }
      let places = NamePlacement(circles: all, edges: [], panel: panel).places(for: items)
      for (index, place) in places.enumerated() {
        guard let place else { continue }
        #expect(panel.contains(place.rect))
        #expect(
          all.allSatisfy {
            rim(place.rect, $0) >= 0 || (place.line != nil && $0.radius <= NamePlacement.large)
          }, "a name lies on a circle")
        for other in places[..<index].compactMap({ $0 }) {
          #expect(place.rect.overlap(with: other.rect) == 0)
        }
        guard let line = place.line else {
          beside += 1
          let own = rim(place.rect, all[index])
          for (other, circle) in all.enumerated() where other != index {
            #expect(rim(place.rect, circle) >= own + NamePlacement.clearance - 1e-9)
          }
          continue
        }
        off += 1
        // From the rim of its own circle to the name, past all large ones.
        #expect(abs(line.from.distance(to: all[index].center) - all[index].radius) < 1.5)
        #expect(place.rect.distance(to: line.to) < 1.5)
        for (other, circle) in all.enumerated()
        where other != index && circle.radius > NamePlacement.large {
          #expect(NamePlacement.distance(circle.center, line) >= circle.radius)
        }
      }
    }
    #expect(beside > 300 && off > 50, "\(beside) beside, \(off) off")
  }

  /// Among dots each name has its line.
  @Test func inACrowdNamesHaveLines() {
    var random = RandomSource(seed: 6)
    let dots = (0..<4000).map { _ in
      (center: Point(x: 60 + random.unit() * 600, y: 60 + random.unit() * 360), radius: 1.0)
    }
    let size = Size(width: 30, height: 11)
    // In the middle: at the rim there is room beside.
    let inner = Rect(160, 140, 560, 340)
    let items = dots.filter { inner.distance(to: $0.center) == 0 }.prefix(12).map {
      NamePlacement.Item(center: $0.center, radius: 3, size: size)
    }
    let places = NamePlacement(circles: dots, edges: [], panel: panel, isCrowded: true)
      .places(for: items)
    #expect(places.count == 12 && places.allSatisfy { $0?.line != nil })
  }

  /// Beside its circle, but over the ground of another group, a name would be one of theirs.
  @Test func aNameKeepsOffForeignGround() throws {
    let center = Point(x: 300, y: 200)
    let item = NamePlacement.Item(
      center: center, radius: 5, size: Size(width: 40, height: 12), ground: 0)
    func place(_ ground: @escaping (Point) -> Int?) throws -> NamePlacement.Place {
      try #require(
        NamePlacement(
          circles: [(center, 5)], edges: [], panel: panel, ground: ground
        ).places(for: [item])[0])
    }
    // Above all is another's: the name goes below.
    #expect(try place { $0.y > 203 ? 1 : 0 }.rect.maxY < 203)
    #expect(try place { _ in 0 }.rect.minY > 203)
    // All around is another's: a line tells whose name it is.
    #expect(try place { $0.distance(to: center) < 6 ? 0 : 1 }.line != nil)
  }
}

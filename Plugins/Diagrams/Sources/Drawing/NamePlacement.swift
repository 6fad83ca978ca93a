internal import Foundation
package import GraphvizKit

/// Finds a place for each name so that it can only be taken for its own circle: right beside it, or farther
/// off with a line to it.
///
/// A name never lies on another, on a line of another, on a large circle or beyond the panel.
package struct NamePlacement {
  package struct Item {
    let center: Point
    let radius: Double
    let size: Size
    /// The ground on which the circle stands.
    let ground: Int?

    package init(center: Point, radius: Double, size: Size, ground: Int? = nil) {
      (self.center, self.radius, self.size, self.ground) = (center, radius, size, ground)
    }
  }

  package struct Place {
    package let rect: Rect
    /// From the circle to the name, where it stands off.
    package let line: (from: Point, to: Point)?
  }

  let circles: [(center: Point, radius: Double)]
  let edges: [(Point, Point)]
  let panel: Rect
  /// Dots lie everywhere: a name that covers some hides little.
  let isCrowded: Bool
  /// The ground that a point lies on, if any.
  let ground: (Point) -> Int?

  package init(
    circles: [(center: Point, radius: Double)], edges: [(Point, Point)], panel: Rect,
    isCrowded: Bool = false, ground: @escaping (Point) -> Int? = { _ in nil }
  ) {
    (self.circles, self.edges, self.panel) = (circles, edges, panel)
    (self.isCrowded, self.ground) = (isCrowded, ground)
  }

  /// How far off names stand without a line, and with one.
  private static let beside = [1.5, 3, 6]
  private static let off = [12.0, 18, 26, 36, 48, 62, 80]
  /// Directions around a circle.
  private static let steps = 48
  /// How much nearer a name without a line is to its own circle than to any other.
  package static let clearance = 1.5
  /// Names and lines never lie on a circle beyond this radius, and on smaller ones only where nothing else is
  /// free.
  package static let large = 6.0
  /// Between two names.
  private static let space = Size(width: 5, height: 4)

  private struct Candidate {
    let place: Place
    let cost: Double
  }

  /// - Parameters:
  ///   - items: most important first; later ones give way.
  ///   - before: what is placed already.
  /// - Returns: nil for a name that finds no place.
  /// - Complexity: O(items · (circles + items)).
  package func places(for items: [Item], beside before: [Place] = []) -> [Place?] {
    var taken = before
    return items.map { item in
      let named = items.filter { $0.center != item.center }
      let candidates = candidates(for: item, taken, named)
      guard let best = candidates.min(by: { $0.cost < $1.cost }) else { return nil }
      taken.append(best.place)
      return best.place
    }
  }

  private func candidates(for item: Item, _ taken: [Place], _ named: [Item]) -> [Candidate] {
    // Only what lies around can be covered or be nearer.
    let reach = item.radius + item.size.width + 100
    let around = circles.filter { $0.center.distance(to: item.center) < reach + $0.radius }
    var found: [Candidate] = []
    for (distance, gap) in (Self.beside + Self.off).enumerated() {
      // A line is longer than needed where something nearer is free.
      let best = found.map(\.cost).min() ?? .infinity
      if distance > Self.beside.count, best < 1.2 * gap { break }
      for step in 0..<Self.steps {
        let rect = rect(of: item, step, gap)
        guard isFree(rect, around, item, taken) else { continue }
        let hasLine = distance >= Self.beside.count
        if !hasLine, !isOwn(rect, item, around) { continue }
        let line = hasLine ? line(from: item, to: rect) : nil
        if let line, isCrossed(line, around, item, taken) { continue }
        found.append(
          Candidate(
            place: Place(rect: rect, line: line),
            cost: cost(rect, line, around, item) + crowding(rect, taken) + gap
              + Self.covering(rect, named) + Self.preference(step)))
      }
    }
    return found
  }

  /// Above, below, beside, then between.
  private static func preference(_ step: Int) -> Double {
    switch step {
    case steps / 4: 0
    case 3 * steps / 4: 1
    case 0, steps / 2: 2
    default: 4
    }
  }

  private func rect(of item: Item, _ step: Int, _ gap: Double) -> Rect {
    let angle = 2 * .pi * Double(step) / Double(Self.steps)
    let (cosine, sine) = (cos(angle), sin(angle))
    let reach = item.radius + gap
    return Rect(
      center: Point(
        item.center.x + cosine * reach + (1.5 * cosine).clamped(-1, 1) * item.size.width / 2,
        item.center.y + sine * reach + (1.5 * sine).clamped(-1, 1) * item.size.height / 2),
      width: item.size.width, height: item.size.height)
  }

  private func isFree(
    _ rect: Rect, _ around: [(center: Point, radius: Double)], _ item: Item, _ taken: [Place]
  ) -> Bool {
    let wide = Rect(
      rect.minX - Self.space.width, rect.minY - Self.space.height,
      rect.maxX + Self.space.width, rect.maxY + Self.space.height)
    return panel.contains(rect)
      && !taken.contains { place in
        place.rect.overlap(with: wide) > 0
          || place.line.map { Self.cross($0, wide) } ?? false
      }
      && !around.contains {
        $0.radius > Self.large && rect.distance(to: $0.center) < $0.radius + 1
      }
  }

  /// Whether nobody would take the name for that of another circle, or of another group.
  private func isOwn(
    _ rect: Rect, _ item: Item, _ around: [(center: Point, radius: Double)]
  ) -> Bool {
    let own = rect.distance(to: item.center) - item.radius
    let isNearest = around.allSatisfy { circle in
      circle.center == item.center
        || rect.distance(to: circle.center) - circle.radius >= own + Self.clearance
    }
    return isNearest && !isOnForeignGround(rect, item)
  }

  private func isOnForeignGround(_ rect: Rect, _ item: Item) -> Bool {
    let under = ground(rect.center)
    return under != nil && under != item.ground
  }

  /// From the rim of the circle to the nearest point of the name.
  private func line(from item: Item, to rect: Rect) -> (from: Point, to: Point) {
    let end = Point(
      item.center.x.clamped(rect.minX, rect.maxX), item.center.y.clamped(rect.minY, rect.maxY))
    let way = end - item.center
    let length = max(way.length, 1e-9)
    return (item.center + way * ((item.radius + 1) / length), end - way * (1 / length))
  }

  private func isCrossed(
    _ line: (from: Point, to: Point), _ around: [(center: Point, radius: Double)], _ item: Item,
    _ taken: [Place]
  ) -> Bool {
    taken.contains { place in
      Self.cross(line, place.rect) || place.line.map { Self.cross($0, line) } ?? false
    }
      || around.contains {
        $0.center != item.center && $0.radius > Self.large
          && Self.distance($0.center, line) < $0.radius + 1
      }
  }

  private func cost(
    _ rect: Rect, _ line: (from: Point, to: Point)?,
    _ around: [(center: Point, radius: Double)], _ item: Item
  ) -> Double {
    var cost = line == nil ? 0.0 : 10
    for circle in around where circle.center != item.center {
      if rect.distance(to: circle.center) < circle.radius + 1 { cost += isCrowded ? 1.2 : 25 }
      if !isCrowded, let line, Self.distance(circle.center, line) < circle.radius + 1 { cost += 8 }
    }
    if isOnForeignGround(rect, item) { cost += 20 }
    for (a, b) in edges {
      for share in [0.15, 0.3, 0.5, 0.7, 0.85] where rect.contains(a + (b - a) * share) {
        cost += 0.6
      }
    }
    return cost
  }

  /// A dot that bears a name, or will, is looked for: among thousands of others it alone must not be covered.
  private static func covering(_ rect: Rect, _ named: [Item]) -> Double {
    named.contains { rect.distance(to: $0.center) < $0.radius + 2 } ? 60 : 0
  }

  /// Two names right over each other read as one.
  private func crowding(_ rect: Rect, _ taken: [Place]) -> Double {
    let wide = Rect(rect.minX, rect.minY - 12, rect.maxX, rect.maxY + 12)
    return taken.contains { $0.rect.overlap(with: wide) > 0 } ? 6 : 0
  }

  // MARK: Lines

  package static func distance(_ point: Point, _ line: (from: Point, to: Point)) -> Double {
    let way = line.to - line.from
    let squared = max(way.x * way.x + way.y * way.y, 1e-9)
    let offset = point - line.from
    let share = ((offset.x * way.x + offset.y * way.y) / squared).clamped(0, 1)
    return (offset - way * share).length
  }

  private static func cross(
    _ a: (from: Point, to: Point), _ b: (from: Point, to: Point)
  ) -> Bool {
    func side(_ line: (from: Point, to: Point), _ point: Point) -> Double {
      (line.to.x - line.from.x) * (point.y - line.from.y)
        - (line.to.y - line.from.y) * (point.x - line.from.x)
    }
    return side(a, b.from) * side(a, b.to) < 0 && side(b, a.from) * side(b, a.to) < 0
  }

  private static func cross(_ line: (from: Point, to: Point), _ rect: Rect) -> Bool {
    let steps = max(1, Int(line.from.distance(to: line.to) / 2))
    return (0...steps).contains {
      rect.distance(to: line.from + (line.to - line.from) * (Double($0) / Double(steps))) == 0
    }
  }
}

extension NamePlacement {
  /// Sizes that texts take, as high as what is seen of them.
  static func sizes(of texts: [TextSpec], _ worker: RenderWorker) throws -> [Size] {
    try worker.measure(texts).map { Size(width: $0.width, height: $0.height * 0.86) }
  }
}

extension Scene {
  /// Names at their places; the lines to those that stand off are rows of dots over all nodes.
  mutating func names(_ texts: [TextSpec], at places: [NamePlacement.Place?], _ theme: Theme) {
    lines(to: places, theme)
    for (text, place) in zip(texts, places).reversed() {
      guard let place else { continue }
      label(text, at: place.rect.center, theme)
    }
  }

  mutating func lines(to places: [NamePlacement.Place?], _ theme: Theme) {
    for place in places.compactMap({ $0 }) {
      guard let line = place.line else { continue }
      let count = max(2, Int(line.from.distance(to: line.to) / 2) + 1)
      for step in 0..<count {
        let share = Double(step) / Double(count - 1)
        node(at: line.from + (line.to - line.from) * share, diameter: 1.1, fill: theme.ink)
      }
    }
  }
}

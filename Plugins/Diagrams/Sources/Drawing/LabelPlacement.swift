internal import Foundation
package import GraphvizKit

/// Finds a place near its node for each label: never on another label, a large node or beyond the
/// panel, and off small nodes and edges where it can be.
package struct LabelPlacement {
  package struct Item {
    let node: Point
    let radius: Double
    let size: Size

    package init(node: Point, radius: Double, size: Size) {
      (self.node, self.radius, self.size) = (node, radius, size)
    }
  }

  /// What labels should not cover.
  let circles: [(center: Point, radius: Double)]
  let edges: [(Point, Point)]
  let panel: Rect
  /// Whether a label must lie nearer to its own circle than to any other, whom it would name else.
  let keepsNear: Bool

  package init(
    circles: [(center: Point, radius: Double)], edges: [(Point, Point)], panel: Rect,
    keepsNear: Bool = false
  ) {
    (self.circles, self.edges, self.panel) = (circles, edges, panel)
    self.keepsNear = keepsNear
  }

  /// Directions around a node as cosine and sine, best first: above, below, beside, then between.
  private static let directions: [(Double, Double)] = {
    let straight: [(Double, Double)] = [(0, 1), (0, -1), (1, 0), (-1, 0)]
    let between = [2, 6, 14, 10, 1, 7, 15, 9, 3, 5, 13, 11].map { sixteenth -> (Double, Double) in
      let angle = Double(sixteenth) * .pi / 8
      return (cos(angle), sin(angle))
    }
    return straight + between
  }()
  /// How far from the node, nearest first.
  private static let gaps = [3.0, 9.0, 16.0, 25.0]

  /// From this radius on a circle is large: a label over it hides what the slide shows.
  private static let large = 8.0

  /// - Parameter items: most important first; later ones give way.
  /// - Returns: the middle of each label; nil for one that finds no place.
  package func places(for items: [Item]) -> [Point?] {
    var taken: [Rect] = []
    return items.map { item in
      var best: (cost: Double, rect: Rect)?
      for (distance, gap) in Self.gaps.enumerated() {
        for (rank, direction) in Self.directions.enumerated() {
          let rect = rect(of: item, direction, gap: gap)
          guard isFree(rect, taken), !keepsNear || isNearest(item, to: rect) else { continue }
          let cost = Double(rank + 8 * distance) + cost(of: rect)
          if cost < best?.cost ?? .infinity { best = (cost, rect) }
        }
      }
      guard let best else { return nil }
      taken.append(best.rect)
      return best.rect.center
    }
  }

  private func rect(
    of item: Item, _ direction: (Double, Double), gap: Double
  ) -> Rect {
    let (cosine, sine) = direction
    // The box lies beyond the circle: its near side or corner faces the node.
    let reach = item.radius + gap
    let x = item.node.x + cosine * reach + (1.5 * cosine).clamped(-1, 1) * item.size.width / 2
    let y = item.node.y + sine * reach + (1.5 * sine).clamped(-1, 1) * item.size.height / 2
    return Rect(center: Point(x, y), width: item.size.width, height: item.size.height)
  }

  /// Between two labels in a line, so that they do not read as one.
  private static let space = 4.0

  private func isFree(_ rect: Rect, _ taken: [Rect]) -> Bool {
    let wide = Rect(rect.minX - Self.space, rect.minY, rect.maxX + Self.space, rect.maxY)
    return panel.contains(rect) && !taken.contains { $0.overlap(with: wide) > 0 }
      && !circles.contains {
        $0.radius > Self.large && rect.distance(to: $0.center) < $0.radius
      }
  }

  private func isNearest(_ item: Item, to rect: Rect) -> Bool {
    let own = rect.distance(to: item.node) - item.radius
    return circles.allSatisfy { circle in
      circle.center == item.node || rect.distance(to: circle.center) - circle.radius > own - 1
    }
  }

  private func cost(of rect: Rect) -> Double {
    var cost = 0.0
    for circle in circles {
      let distance = rect.distance(to: circle.center)
      if distance < circle.radius + 1 { cost += 40 + 12 * (circle.radius + 1 - distance) }
    }
    for (a, b) in edges {
      for share in [0.15, 0.3, 0.5, 0.7, 0.85] where rect.contains(a + (b - a) * share) {
        cost += 0.6
      }
    }
    return cost
  }
}

extension LabelPlacement {
  /// Places for texts, each beside its circle, the most important first.
  func places(
    for texts: [TextSpec], beside circles: [(center: Point, radius: Double)], _ worker: RenderWorker
  ) throws -> [Point?] {
    places(
      for: zip(circles, try worker.measure(texts)).map { circle, extent in
        // Lines are higher than what is seen of them.
        Item(
          node: circle.center, radius: circle.radius,
          size: Size(width: extent.width, height: extent.height * 0.86))
      })
  }
}

extension Scene {
  /// A name over the drawing, readable on whatever it lies.
  mutating func label(_ text: TextSpec, at place: Point, _ theme: Theme) {
    label(
      text.text, at: place, size: text.size, color: theme.ink, bold: text.bold,
      halo: theme.background)
  }
}

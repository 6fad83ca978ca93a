internal import GraphvizKit

/// What lies under the texts of a scene.
struct SceneGround {
  private let scene: Scene
  private let boxes: [Rect]

  init(_ scene: Scene) {
    self.scene = scene
    boxes = scene.background.fills.map { fill in
      let (xs, ys) = (fill.corners.map(\.x), fill.corners.map(\.y))
      return Rect(xs.min() ?? 0, ys.min() ?? 0, xs.max() ?? 0, ys.max() ?? 0)
    }
  }

  /// The color that a text stands on where it has the least contrast: at its ends or in its middle.
  func contrast(of text: SceneTexts.Item) -> Double {
    if let halo = text.halo { return text.color.contrast(with: halo) }
    let (rect, y) = (text.rect, text.rect.center.y)
    return [rect.minX + 1, rect.center.x, rect.maxX - 1]
      .map { text.color.contrast(with: color(at: Point(x: $0, y: y), text.fillsBelow)) }
      .min() ?? 21
  }

  /// - Parameter fillsBelow: of the background; nil for what lies over the nodes too.
  private func color(at point: Point, _ fillsBelow: Int?) -> Color {
    var color = scene.theme.background
    let fills = scene.background.fills
    for index in 0..<(fillsBelow ?? fills.count) where boxes[index].contains(point) {
      if fills[index].contains(point) { color = fills[index].color.painted(on: color) }
    }
    if fillsBelow != nil { return color }
    for node in scene.nodes {
      let (dx, dy) = (abs(point.x - node.center.x), abs(point.y - node.center.y))
      if dx * 2 < node.size.width, dy * 2 < node.size.height {
        color = node.fill.painted(on: color)
      }
    }
    return color
  }
}

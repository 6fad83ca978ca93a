internal import GraphvizKit

/// The parts that every slide has: title, subtitle, caption, in their places.
struct SlideFrame {
  let title: String
  let subtitle: String
  let caption: String

  private static let left = 36.0
  private static let width = 888.0

  /// Draws the texts, smaller or cut where they are too long for the slide.
  func draw(on scene: inout Scene, _ worker: RenderWorker) throws {
    let height = scene.size.height
    let fitted = try TextFitting.fitted(
      [
        .init(text: title, sizes: [26, 23, 20, 17], isBold: true, width: Self.width),
        .init(text: subtitle, sizes: [14, 13, 12], isBold: false, width: Self.width),
        .init(text: caption, sizes: [9, 8], isBold: false, width: Self.width),
      ], worker)
    scene.background.text(fitted[0], at: Point(Self.left, height - 37), color: scene.theme.ink)
    scene.background.text(
      fitted[1], at: Point(Self.left, height - 64), color: scene.theme.secondary)
    scene.background.text(fitted[2], at: Point(Self.left, 17), color: scene.theme.muted)
  }
}

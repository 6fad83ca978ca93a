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

/// Makes texts fit a width: by a smaller size, then by an ellipsis.
enum TextFitting {
  struct Wish {
    let text: String
    /// Points, largest first.
    let sizes: [Double]
    let isBold: Bool
    let width: Double
  }

  static func fitted(_ wishes: [Wish], _ worker: RenderWorker) throws -> [TextSpec] {
    let smallest = wishes.map { TextSpec($0.text, size: $0.sizes.last ?? 10, bold: $0.isBold) }
    let widths = try worker.measure(smallest).map(\.width)
    return zip(wishes, widths).map { wish, width in
      let last = wish.sizes.last ?? 10
      // Widths grow in proportion to the size.
      let size = wish.sizes.first { width * $0 / last <= wish.width } ?? last
      guard width * size / last > wish.width else {
        return TextSpec(wish.text, size: size, bold: wish.isBold)
      }
      let share = wish.width / width
      let kept = max(1, Int(Double(wish.text.count) * share) - 2)
      let text = wish.text.prefix(kept).trimmingSuffix { $0 == " " } + "…"
      return TextSpec(String(text), size: size, bold: wish.isBold)
    }
  }
}

extension Substring {
  fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
    var result = self
    while let last = result.last, predicate(last) { result.removeLast() }
    return result
  }
}

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
      ], worker)
    scene.background.text(fitted[0], at: Point(Self.left, height - 37), color: scene.theme.ink)
    scene.background.text(
      fitted[1], at: Point(Self.left, height - 64), color: scene.theme.secondary)
    let lines = try captionLines(worker)
    for (line, text) in lines.enumerated() {
      let y = lines.count == 1 ? 17.0 : 21 - Double(line) * 11
      scene.background.text(text, at: Point(Self.left, y), color: scene.theme.muted)
    }
  }

  /// In one line, or in two of small letters: what a slide is made of should not be cut.
  private func captionLines(_ worker: RenderWorker) throws -> [TextSpec] {
    let whole = try worker.measure([TextSpec(caption, size: 8)])[0].width
    var lines = [caption]
    if whole > Self.width {
      let words = caption.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      let widths = try worker.measure(words.map { TextSpec($0 + " ", size: 8) }).map(\.width)
      var (count, width) = (0, 0.0)
      while count < words.count, width + widths[count] <= Self.width {
        width += widths[count]
        count += 1
      }
      // One word longer than the slide stays one line, and is cut.
      if count > 0, count < words.count {
        lines = [words[..<count], words[count...]].map { $0.joined(separator: " ") }
      }
    }
    return try TextFitting.fitted(
      lines.map {
        .init(text: $0, sizes: lines.count == 1 ? [9, 8] : [8], isBold: false, width: Self.width)
      }, worker)
  }
}

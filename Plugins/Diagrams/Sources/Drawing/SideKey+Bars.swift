internal import GraphvizKit

extension SideKey {
  struct Bar {
    let name: String
    /// Of the full length; 0 or NaN where there is nothing to show.
    let share: Double
    let text: String
    let color: Color
  }

  /// What names beside bars may take.
  var nameWidth: Double { 0.44 * (right - left) }

  /// A name, a bar on its track and a number for each.
  mutating func bars(
    _ bars: [Bar], theme: Theme, _ worker: RenderWorker, on scene: inout Scene
  ) throws {
    let texts = bars.map { TextSpec($0.text, size: 12) }
    let widest = try worker.measure(texts).map(\.width).max() ?? 0
    let names = try TextFitting.fitted(
      bars.map { .init(text: $0.name, sizes: [12], isBold: false, width: nameWidth) }, worker)
    let (start, end) = (left + nameWidth + 8, right - widest - 8)
    for (bar, (name, text)) in zip(bars, zip(names, texts)) {
      scene.background.text(name, at: Point(left, y), color: theme.ink)
      scene.background.fill(Rect(start, y - 5, end, y + 5), theme.track)
      if bar.share.isFinite, bar.share > 0 {
        scene.background.rectangle(
          origin: Point(start, y - 5),
          size: Size(width: (end - start) * min(1, bar.share), height: 10), fill: bar.color,
          stroke: theme.outline.map { Stroke($0, width: 0.6) })
      }
      scene.background.text(text, at: Point(right, y), color: theme.secondary, anchor: .right)
      skip(19)
    }
    skip(14)
  }
}

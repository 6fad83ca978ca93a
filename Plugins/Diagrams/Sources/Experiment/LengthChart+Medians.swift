internal import GraphvizKit
internal import ModuleKit

/// Where half of the chains are as short: of those that arrived, and of all.
extension LengthChart {
  private struct Mark {
    let links: Double
    /// The longest first.
    let words: [String]
    let color: Color
  }

  private func marks(_ theme: Theme) -> [Mark] {
    let (observed, corrected) = (results.observedMedian, results.correctedMedian)
    let strong = colors(theme).corrected
    if observed == corrected {
      return [Mark(links: observed, words: ["both medians", "medians"], color: strong)]
    }
    return [
      Mark(links: observed, words: ["median"], color: theme.secondary),
      Mark(links: corrected, words: ["corrected median", "corrected"], color: strong),
    ].filter(\.links.isFinite)
  }

  /// A line up from the bars of the length, the words beside it above all bars.
  func drawMedians(on scene: inout Scene, _ worker: RenderWorker) throws {
    let marks = marks(scene.theme).compactMap { mark in
      lengths.firstIndex { $0.links == mark.links }.map { (mark: mark, index: $0) }
    }.sorted { $0.index < $1.index }
    let (heads, widths) = try self.heads(marks, worker)
    // From the right: the last one's words stand right of its line where there is room.
    var limit = area.maxX + Self.gap
    for number in marks.indices.reversed() {
      let (mark, index) = marks[number]
      let x = x(index)
      let bars = [lengths[index].observed, lengths[index].corrected].filter(\.isFinite).max() ?? 0
      // A line ends below words that stand over it.
      scene.background.polyline(
        [Point(x, y(bars) + 4), Point(x, area.maxY + (x > limit ? 2 : 36))],
        stroke: Stroke(mark.color, width: 1.2, pattern: .dashed))
      let isRight = number == marks.count - 1 && x + Self.gap + widths[number] <= area.maxX
      let at = isRight ? x + Self.gap : min(x, limit) - Self.gap
      limit = min(limit, isRight ? x : at - widths[number])
      let unit = mark.links == 1 ? "link" : "links"
      for (text, height) in [
        (heads[number], 29.0),
        (TextSpec("\(NumberText.shown(mark.links)) \(unit)", size: 12), 13),
      ] {
        scene.background.text(
          text, at: Point(at, area.maxY + height), color: scene.theme.readable(mark.color),
          anchor: isRight ? .left : .right)
      }
    }
  }

  /// In words that leave the last its place right of its line, if any do.
  private func heads(
    _ marks: [(mark: Mark, index: Int)], _ worker: RenderWorker
  ) throws -> ([TextSpec], [Double]) {
    func specs(_ choice: Int) -> [TextSpec] {
      marks.map { mark, _ in
        let words = mark.words[min(choice, mark.words.count - 1)]
        return TextSpec("\(words) \(NumberText.shown(mark.links - 1))", size: 13, bold: true)
      }
    }
    for choice in 0..<2 {
      let heads = specs(choice)
      let widths = try worker.measure(heads).map(\.width)
      guard let last = marks.last, let width = widths.last else { break }
      if choice == 1 || x(last.index) + Self.gap + width <= area.maxX { return (heads, widths) }
    }
    return ([], [])
  }

  private static var gap: Double { 7 }
}

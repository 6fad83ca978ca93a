package import GraphvizKit

/// Upright lines at values worth knowing, each named at its top: a mean, a median, six.
package struct AxisMarks {
  package struct Mark {
    /// Where it stands on the slide.
    package let x: Double
    package let text: String
    let color: Color
    let pattern: Stroke.Pattern

    package init(x: Double, text: String, color: Color, pattern: Stroke.Pattern) {
      (self.x, self.text, self.color, self.pattern) = (x, text, color, pattern)
    }
  }

  /// A mark with the room of its name: `row` counts from below.
  package struct Placed {
    package let mark: Mark
    let spec: TextSpec
    package let row: Int
    package let minX, maxX: Double
  }

  package let placed: [Placed]
  package static let rowHeight = 17.0
  private static let gap = 6.0

  /// The height that the names need above the plot.
  package var height: Double { placed.isEmpty ? 0 : Double(rows) * Self.rowHeight + 4 }
  private var rows: Int { (placed.map(\.row).max() ?? -1) + 1 }

  /// - Parameters:
  ///   - left, right: what names must stay between; longer ones are cut.
  package init(
    _ marks: [Mark], left: Double, right: Double, _ worker: RenderWorker
  ) throws {
    let marks = Self.joined(marks)
    let specs = try TextFitting.fitted(
      marks.map { .init(text: $0.text, sizes: [12], isBold: true, width: right - left) }, worker)
    let widths = try worker.measure(specs).map(\.width)
    placed = Self.arranged(marks, specs, widths, left: left, right: right)
  }

  /// Marks in one place share a line.
  private static func joined(_ marks: [Mark]) -> [Mark] {
    var result: [Mark] = []
    for mark in marks.sorted(by: { $0.x < $1.x }) {
      if let last = result.last, mark.x - last.x < 3 {
        result[result.count - 1] = Mark(
          x: last.x, text: "\(last.text), \(mark.text)", color: last.color, pattern: last.pattern)
      } else {
        result.append(mark)
      }
    }
    return result
  }

  /// Each name beside its line, in the lowest row where it crosses neither a name nor a line that
  /// rises so far.
  ///
  /// From right to left: names stand to the right of their lines where they can, so that those at
  /// the left rise over those at the right.
  private static func arranged(
    _ marks: [Mark], _ specs: [TextSpec], _ widths: [Double], left: Double, right: Double
  ) -> [Placed] {
    var placed: [Placed] = []
    for (index, mark) in marks.enumerated().reversed() {
      let width = widths[index]
      let sides = [
        (mark.x + gap, mark.x + gap + width), (mark.x - gap - width, mark.x - gap),
      ].filter { $0.0 >= left - 0.5 && $0.1 <= right + 0.5 }
      // A name longer than the room at either side stands over its line.
      let start = (mark.x - width / 2).clamped(left, max(left, right - width))
      let choices = sides.isEmpty ? [(start, start + width)] : sides
      let waiting = marks.prefix(index).map(\.x)
      func isFree(_ row: Int, _ span: (Double, Double)) -> Bool {
        let isCrossed = placed.contains { other in
          let isInside = other.mark.x > span.0 - 4 && other.mark.x < span.1 + 4
          let isMet = other.minX - 10 < span.1 && other.maxX + 10 > span.0
          let isUnder = mark.x > other.minX - 4 && mark.x < other.maxX + 4
          return other.row >= row && (isInside || other.row == row && isMet)
            || other.row < row && isUnder
        }
        return !isCrossed && !waiting.contains { $0 > span.0 - 4 && $0 < span.1 + 4 }
      }
      let rows = 0...marks.count
      let found = rows.lazy.compactMap { row in
        choices.first { isFree(row, $0) }.map { (row, $0) }
      }.first
      // Rows above all others are free of names, whatever lines they cross.
      let (row, span) = found ?? ((placed.map(\.row).max() ?? -1) + 1, choices[0])
      placed.append(
        Placed(mark: mark, spec: specs[index], row: row, minX: span.0, maxX: span.1))
    }
    return placed
  }

  /// - Parameters:
  ///   - ceiling: the upper end of the plot, under the names.
  ///   - covered: texts that lines are broken at.
  ///   - ground: the top of what fills the plot at a place, over which a line shows in the color
  ///     behind.
  func draw(
    on scene: inout Scene, floor: Double, ceiling: Double, around covered: [Rect] = [],
    ground: (Double) -> Double = { _ in 0 }
  ) {
    for item in placed {
      let x = item.mark.x
      let top = ceiling + (Double(item.row) + 0.5) * Self.rowHeight + 4
      let names = placed.filter { $0.row < item.row && x > $0.minX - 3 && x < $0.maxX + 3 }.map {
        other -> Rect in
        let middle = ceiling + (Double(other.row) + 0.5) * Self.rowHeight + 4
        return Rect(other.minX, middle - 7, other.maxX, middle + 7)
      }
      let crossed = (covered + names).filter { x > $0.minX - 3 && x < $0.maxX + 3 }
      let level = max(floor, ground(x))
      draw(item.mark, floor, level, [], scene.theme.background, on: &scene)
      let isOver = item.minX <= x && item.maxX >= x
      draw(item.mark, level, top + (isOver ? -7 : 5), crossed, item.mark.color, on: &scene)
      scene.background.text(
        item.spec, at: Point(item.minX, top), color: scene.theme.readable(item.mark.color))
    }
  }

  private func draw(
    _ mark: Mark, _ low: Double, _ high: Double, _ crossed: [Rect], _ color: Color,
    on scene: inout Scene
  ) {
    var start = low
    for text in crossed.sorted(by: { $0.minY < $1.minY }) + [Rect(0, high + 2, 0, .infinity)] {
      let end = min(high, text.minY - 2)
      if end > start {
        scene.background.polyline(
          [Point(mark.x, end), Point(mark.x, start)],
          stroke: Stroke(color, width: 1.4, pattern: mark.pattern))
      }
      start = max(start, text.maxY + 2)
    }
  }
}

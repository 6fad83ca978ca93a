internal import GraphvizKit
internal import ModuleKit

/// How many letters there were at the start, on the way and at the end: bars that become shorter.
struct LetterFunnel {
  struct Row {
    let count: Double
    let words: String
    /// The same where the column is narrow.
    let short: String
  }
  let rows: [Row]
  private let area: Rect

  init(_ results: ExperimentResults, in area: Rect) {
    rows = [
      ("distributed", "letters given out", "given out"),
      ("started", "passed on by their starters", "passed on"), ("completed", "arrived", "arrived"),
    ].compactMap { name, words, short in
      let count = results.value(name)
      return count.isFinite ? Row(count: max(0, count), words: words, short: short) : nil
    }
    self.area = area
  }

  private var isLarge: Bool { area.height > 200 }
  private var barHeight: Double { isLarge ? 32 : 15 }
  private var numberSize: Double { isLarge ? 24 : 18 }
  /// From the top of a bar to the middle of the words above it.
  private var gap: Double { isLarge ? 19 : 13 }
  /// The last bar stands on the floor, the first one's words under the ceiling.
  private var rowHeight: Double {
    let free = area.height - barHeight - gap - numberSize / 2
    return min(124, free / Double(max(1, rows.count - 1)))
  }

  /// The bar of a row; at least a hair where there is anything.
  private func bar(_ index: Int) -> Rect {
    let all = rows.map(\.count).max() ?? 0
    let share = all > 0 ? rows[index].count / all : 0
    let width = rows[index].count > 0 ? max(1.5, area.width * share) : 0
    let bottom = area.minY + Double(rows.count - 1 - index) * rowHeight
    return Rect(area.minX, bottom, area.minX + width, bottom + barHeight)
  }

  func draw(on scene: inout Scene, _ worker: RenderWorker) throws {
    ExperimentSlide.head(
      "What became of the letters", at: area.minX, y: area.maxY + ExperimentPlan.letterHead,
      on: &scene)
    let theme = scene.theme
    for index in rows.indices {
      let bar = bar(index)
      scene.background.fill(
        Rect(area.minX, bar.minY, area.maxX, bar.maxY), theme.track)
      let strong = theme.strong
      scene.background.fill(
        bar, index == rows.count - 1 ? strong : strong.tint(0.38, over: theme.background))
    }
    try drawWords(on: &scene, worker)
  }

  private func drawWords(on scene: inout Scene, _ worker: RenderWorker) throws {
    let theme = scene.theme
    let numbers = rows.map { TextSpec(NumberText.shown($0.count), size: numberSize, bold: true) }
    let widths = try worker.measure(numbers).map(\.width)
    let long = try worker.measure(rows.map { TextSpec($0.words, size: 12) }).map(\.width)
    let words = try TextFitting.fitted(
      zip(rows, zip(widths, long)).map { row, extents in
        let room = area.width - extents.0 - 56
        return .init(
          text: extents.1 <= room ? row.words : row.short, sizes: [13, 12], isBold: false,
          width: room)
      }, worker)
    let first = rows.first?.count ?? 0
    for (index, row) in rows.enumerated() {
      let y = bar(index).maxY + gap
      scene.background.text(numbers[index], at: Point(area.minX, y), color: theme.ink)
      scene.background.text(
        words[index], at: Point(area.minX + widths[index] + 7, y - 2), color: theme.secondary)
      if index > 0, first > 0 {
        scene.background.text(
          TextSpec(PercentText.shown(row.count / first), size: 14, bold: true),
          at: Point(area.maxX, y - 2), color: theme.ink, anchor: .right)
      }
    }
  }
}

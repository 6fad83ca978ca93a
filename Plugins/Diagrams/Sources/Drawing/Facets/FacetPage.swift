internal import GraphvizKit
internal import ModuleKit

/// A slide of panels: its frame, the grid, their titles and what they have in common.
struct FacetPage {
  let titles: [(name: String, note: FacetNote)]
  let grid: FacetGrid
  let key: FacetKey
  /// What the key below is of.
  let keyTitle: String
  let theme: Theme
  let worker: RenderWorker

  private static let strip = 26.0

  /// - Parameters:
  ///   - aspect: width of a drawing by its height.
  ///   - foot: what a panel needs below its drawing.
  ///   - hasStrip: whether a line below all panels says what they have in common.
  static func grid(
    _ count: Int, aspect: Double, foot: Double, hasStrip: Bool, columns: Int?, _ page: Page
  ) -> FacetGrid {
    FacetGrid(
      count, in: page.area(below: 84, above: 36 + (hasStrip ? strip : 0)),
      aspect: aspect, foot: foot, columns: columns)
  }

  func drawTitles(on scene: inout Scene) throws {
    let width = grid.cells.first?.width ?? 0
    let names = try worker.measure(titles.map { TextSpec($0.name, size: 13, bold: true) })
    var (notes, extents): ([TextSpec], [Double]) = ([], [])
    // As long in all panels: a title is read beside the others.
    for choice in 0..<(titles.map(\.note.choices.count).min() ?? 0) {
      notes = titles.map { TextSpec($0.note.choices[choice], size: 12) }
      extents = try worker.measure(notes).map(\.width)
      let fits = zip(names, extents).allSatisfy { min($0.width, 0.45 * width) + 10 + $1 <= width }
      if fits { break }
    }
    let fitted = try TextFitting.fitted(
      zip(titles, extents).map { title, extent in
        .init(text: title.name, sizes: [13, 12], isBold: true, width: width - extent - 10)
      }, worker)
    let starts = try worker.measure(fitted).map(\.width)
    for (cell, (name, (note, start))) in zip(grid.cells, zip(fitted, zip(notes, starts))) {
      let y = cell.maxY - 8
      scene.background.text(name, at: Point(cell.minX, y), color: theme.ink)
      scene.background.text(
        note, at: Point(cell.minX + start + (name.text.isEmpty ? 0 : 8), y), color: theme.secondary)
    }
  }

  func drawStrip(on scene: inout Scene) throws {
    let place = Point(theme.page.left, 36 + 8)
    let width = theme.page.right - theme.page.left
    let strip = KeyStrip(theme: theme, worker: worker)
    switch key {
    case .none: return
    case .ramp(let low, let high):
      try strip.ramp(low, high, head: keyTitle, at: place, width: width, on: &scene)
    case .entries(let entries):
      try strip.draw(entries, head: keyTitle, at: place, width: width, on: &scene)
    }
  }

  /// What colors mean in one panel, at its foot.
  func drawKey(_ key: FacetKey, below plot: Rect, on scene: inout Scene) throws {
    let place = Point(plot.minX, plot.minY - 11)
    let strip = KeyStrip(theme: theme, worker: worker)
    switch key {
    case .none: return
    case .ramp(let low, let high):
      try strip.ramp(low, high, at: place, width: plot.width, on: &scene)
    case .entries(let entries):
      try strip.draw(entries, at: place, width: plot.width, on: &scene)
    }
  }
}

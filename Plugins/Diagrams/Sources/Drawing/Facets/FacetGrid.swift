/// Where the panels of a page lie: rows from above, each from left to right.
package struct FacetGrid {
  package let columns: Int
  /// One for each panel, with its head and its foot.
  package let cells: [Rect]
  /// What is drawn in, under the head and over the foot.
  package let plots: [Rect]

  package static let head = 24.0
  private static let gap = (x: 26.0, y: 12.0)

  /// The number of columns that leaves the largest drawings, unless one is wanted.
  ///
  /// - Parameters:
  ///   - aspect: width of a drawing by its height.
  ///   - foot: what each panel needs under its drawing.
  package init(
    _ count: Int, in area: Rect, aspect: Double, foot: Double, columns wanted: Int? = nil
  ) {
    let count = max(1, count)
    func size(_ columns: Int) -> (width: Double, height: Double) {
      let rows = Double((count + columns - 1) / columns)
      return (
        (area.width - Self.gap.x * Double(columns - 1)) / Double(columns),
        (area.height - Self.gap.y * (rows - 1)) / rows
      )
    }
    func scale(_ columns: Int) -> Double {
      let (width, height) = size(columns)
      return min(width / aspect, height - Self.head - foot)
    }
    let columns =
      wanted.map { min($0, count) }
      ?? (1...count).max { (scale($0), -$0) < (scale($1), -$1) } ?? 1
    let (width, height) = size(columns)
    self.columns = columns
    cells = (0..<count).map { index in
      let left = area.minX + Double(index % columns) * (width + Self.gap.x)
      let top = area.maxY - Double(index / columns) * (height + Self.gap.y)
      return Rect(left, top - height, left + width, top)
    }
    plots = cells.map { Rect($0.minX, $0.minY + foot, $0.maxX, $0.maxY - Self.head) }
  }
}

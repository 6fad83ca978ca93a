internal import GraphvizKit

/// Paints blocks, ribbons and the names beside the blocks.
struct RibbonDrawing {
  struct Block {
    let name: String
    /// As it stands beside the name.
    let count: String
    let color: Color
    /// Nothing is known of these: they are drawn as an outline.
    var isHollow = false
  }
  let layout: RibbonLayout
  /// By column and block.
  let blocks: [[Block]]
  let theme: Theme
  let worker: RenderWorker

  /// The width of a bar.
  static let bar = 12.0
  /// Between a bar and its name.
  private static let space = 7.0

  /// - Parameter color: of a ribbon, by gap and ribbon.
  func drawRibbons(on scene: inout Scene, color: (Int, RibbonLayout.Band) -> Color) {
    // Thin ones lie over wide ones.
    for (gap, bands) in layout.bands.enumerated() {
      for index in bands.indices.sorted(by: { (bands[$1].height, $0) < (bands[$0].height, $1) })
      where bands[index].height > 0 {
        draw(bands[index], color(gap, bands[index]), on: &scene)
      }
    }
  }

  private func draw(_ band: RibbonLayout.Band, _ color: Color, on scene: inout Scene) {
    let (a, b) = (band.start, band.end)
    let (down, middle) = (Point(0, -max(band.height, 0.4)), (a.x + b.x) / 2)
    let (c, d) = (b + down, a + down)
    scene.background.bezier(
      [
        a, Point(middle, a.y), Point(middle, b.y), b, b.toward(c, 1 / 3), b.toward(c, 2 / 3), c,
        Point(middle, c.y), Point(middle, d.y), d, d.toward(a, 1 / 3), d.toward(a, 2 / 3), a,
      ], fill: color, stroke: theme.outline.map { Stroke($0.opacity(0.45), width: 0.4) })
  }

  func drawBlocks(on scene: inout Scene) {
    for (blocks, rects) in zip(blocks, layout.blocks) {
      for (block, rect) in zip(blocks, rects) where rect.height > 0 {
        let seen = rect.height < 1 ? Rect(center: rect.center, width: rect.width, height: 1) : rect
        scene.background.rectangle(
          origin: Point(seen.minX, seen.minY), size: Size(width: seen.width, height: seen.height),
          fill: block.isHollow ? theme.background : block.color,
          stroke: block.isHollow
            ? Stroke(theme.secondary, width: 1) : theme.outline.map { Stroke($0, width: 0.8) })
      }
    }
  }

  /// The room that names and counts beside a column want.
  static func widest(_ blocks: [Block], _ worker: RenderWorker) throws -> Double {
    let names = try worker.measure(blocks.map { TextSpec($0.name, size: 13) }).map(\.width)
    let counts = try worker.measure(blocks.map { TextSpec($0.count, size: 12) }).map(\.width)
    return (zip(names, counts).map { $0 + $1 }.max() ?? 0) + 2 * space + 1
  }

  enum Side { case left, right }

  /// Names and counts of one column.
  ///
  /// - Parameters:
  ///   - room: how wide both together may be.
  ///   - isOverRibbons: whether letters need a ground of their own.
  ///   - hasCounts: false where names need all the room.
  func drawNames(
    of column: Int, at side: Side, room: Double, isOverRibbons: Bool = false,
    hasCounts: Bool = true, on scene: inout Scene
  ) throws {
    let shown = blocks[column].indices.filter { layout.blocks[column][$0].height > 0 }
    let counts = shown.map { TextSpec(hasCounts ? blocks[column][$0].count : "", size: 12) }
    let widths = try worker.measure(counts).map(\.width)
    let names = try TextFitting.fitted(
      zip(shown, widths).map {
        .init(
          text: blocks[column][$0].name, sizes: [13, 12], isBold: false,
          width: room - $1 - 2 * Self.space)
      }, worker)
    let lengths = try worker.measure(names).map(\.width)
    for (index, block) in shown.enumerated() {
      let rect = layout.blocks[column][block]
      let (name, count) = (lengths[index], widths[index])
      // From the bar outwards: at the left the number is next to the bar, at the right the name.
      let total = name + Self.space + count
      let left = side == .left ? rect.minX - Self.space - total : rect.maxX + Self.space
      let y = rect.center.y
      for (spec, color, x, width) in [
        (names[index], theme.ink, left, name),
        (counts[index], theme.secondary, left + name + Self.space, count),
      ] {
        if isOverRibbons {
          scene.label(
            spec.text, at: Point(x + width / 2, y), size: spec.size, color: theme.ink,
            halo: theme.background)
        } else {
          scene.background.text(spec, at: Point(x, y), color: color)
        }
      }
    }
  }
}

internal import GraphvizKit

/// How people move between groups as a slide: a column of blocks for each column of groups.
struct AlluvialDrawing {
  let flow: PeopleFlow
  let order: BlockOrder
  let theme: Theme
  let worker: RenderWorker

  private var area: Rect { theme.page.area(below: 92, above: 48) }

  func draw(on scene: inout Scene) throws {
    if flow.people == 0 { return EmptyNote.draw("Nobody to draw", on: &scene) }
    // For the names beside the first and the last column.
    let widest = try RibbonDrawing.widest((blocks.first ?? []) + (blocks.last ?? []), worker)
    let room = min(widest, area.width * (flow.columns.count > 4 ? 0.16 : 0.24))
    let layout = layout(room)
    let drawing = RibbonDrawing(layout: layout, blocks: blocks, theme: theme, worker: worker)
    drawing.drawRibbons(on: &scene) { gap, band in
      color(flow.columns[gap].blocks[band.from]).opacity(0.42)
    }
    drawing.drawBlocks(on: &scene)
    let last = flow.columns.count - 1
    let step = (layout.blocks[last].first?.minX ?? 0) - (layout.blocks[0].first?.minX ?? 0)
    let between = step / Double(max(1, last)) - RibbonDrawing.bar
    for column in flow.columns.indices {
      let isEnd = column == 0 || column == last
      try drawing.drawNames(
        of: column, at: column == 0 ? .left : .right,
        room: isEnd ? room : min(170, between * 0.9),
        isOverRibbons: column > 0 && column < last, hasCounts: between > 118 || isEnd, on: &scene)
    }
    try drawHeads(layout, room, between, on: &scene)
  }

  private func color(_ block: PeopleFlow.Block) -> Color {
    block.lineage.flatMap { theme.palette[safe: $0] } ?? theme.other
  }

  private var blocks: [[RibbonDrawing.Block]] {
    flow.columns.map { column in
      column.blocks.map {
        .init(
          name: $0.name, count: String($0.count), color: color($0),
          isHollow: $0.kind == .missing || $0.kind == .absent)
      }
    }
  }

  private func layout(_ room: Double) -> RibbonLayout {
    let names = flow.columns.map { $0.blocks.map(\.name) }
    return RibbonLayout(
      values: flow.columns.map { $0.blocks.map { Double($0.count) } },
      orders: order.orders(names, flow.ribbons, fixed: flow.columns.map(\.fixed)),
      ribbons: flow.ribbons,
      area: Rect(area.minX + room, area.minY, area.maxX - room, area.maxY - 44),
      bar: RibbonDrawing.bar)
  }

  // MARK: Heads

  /// What each column is, and between two how many people stay together.
  private func drawHeads(
    _ layout: RibbonLayout, _ room: Double, _ between: Double, on scene: inout Scene
  ) throws {
    let last = flow.columns.count - 1
    let wide = between + RibbonDrawing.bar - 14
    let titles = try TextFitting.fitted(
      flow.columns.enumerated().map { index, column in
        // At the ends there is room for names besides.
        .init(
          text: column.name, sizes: [14, 13, 12], isBold: true,
          width: index == 0 || index == last ? room + wide / 2 : wide)
      }, worker)
    for (index, title) in titles.enumerated() {
      guard let bar = layout.blocks[index].first else { continue }
      let (x, anchor): (Double, TextAnchor) =
        index == 0
        ? (bar.maxX, .right) : index == last ? (bar.minX, .left) : (bar.center.x, .center)
      let width = try worker.measure([title])[0].width
      let place =
        anchor == .right
        ? max(x, area.minX + width) : anchor == .left ? min(x, area.maxX - width) : x
      scene.background.text(
        title, at: Point(place, area.maxY - 4), color: theme.ink, anchor: anchor)
    }
    for gap in flow.ribbons.indices {
      let share = flow.stay[gap]
      guard share.isFinite, let left = layout.blocks[gap].first,
        let right = layout.blocks[gap + 1].first
      else { continue }
      scene.background.text(
        TextSpec("\(NumberText.percent(share)) stay", size: 12),
        at: Point((left.maxX + right.minX) / 2, area.maxY - 24), color: theme.secondary,
        anchor: .center)
    }
  }
}

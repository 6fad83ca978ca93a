internal import GraphvizKit

/// Flows between groups as a slide: two columns of blocks, the ribbons between them, and a key.
struct FlowDrawing {
  let flows: GroupFlows
  let order: BlockOrder
  let words: FlowWords
  let theme: Theme
  let worker: RenderWorker

  /// Groups with a row of their own in the key, and flows that it names.
  private static let (mostRows, mostFlows) = (8, 5)

  private var areas: Page.Keyed {
    theme.page.keyed(width: 208, gap: 28, height: 205, below: 92, above: 42)
  }

  func draw(on scene: inout Scene) throws {
    let ribbons = flows.ribbons
    if ribbons.isEmpty {
      return EmptyNote.draw(
        flows.names.isEmpty ? "No groups to draw" : "No \(words.width) to draw", on: &scene)
    }
    let blocks = blocks(ribbons)
    let widest = try RibbonDrawing.widest(blocks.flatMap { $0 }, worker)
    let room = min(widest, areas.drawing.width * 0.29)
    let layout = layout(ribbons, room)
    let drawing = RibbonDrawing(layout: layout, blocks: blocks, theme: theme, worker: worker)
    drawing.drawRibbons(on: &scene) { _, band in
      color(band.from).opacity(band.from != band.to || !flows.drawsInside ? 0.55 : 0.22)
    }
    drawing.drawBlocks(on: &scene)
    try drawing.drawNames(of: 0, at: .left, room: room, on: &scene)
    try drawing.drawNames(of: 1, at: .right, room: room, on: &scene)
    try drawHeads(room, on: &scene)
    try drawKey(on: &scene)
  }

  private func color(_ group: Int) -> Color {
    flows.isRest(group)
      ? theme.other : theme.palette[safe: group] ?? theme.other
  }

  // MARK: Columns

  private func values(_ ribbons: [Ribbon]) -> [[Double]] {
    var values = [[Double]](
      repeating: Array(repeating: 0, count: flows.names.count), count: 2)
    for ribbon in ribbons {
      values[0][ribbon.from] += ribbon.value
      values[1][ribbon.to] += ribbon.value
    }
    return values
  }

  private func layout(_ ribbons: [Ribbon], _ room: Double) -> RibbonLayout {
    let fixed = flows.hasRest ? 1 : 0
    let area = areas.drawing
    return RibbonLayout(
      values: values(ribbons),
      orders: order.orders([flows.names, flows.names], [ribbons], fixed: [fixed, fixed]),
      ribbons: [ribbons],
      area: Rect(area.minX + room, area.minY, area.maxX - room, area.maxY - 26),
      bar: RibbonDrawing.bar)
  }

  private func blocks(_ ribbons: [Ribbon]) -> [[RibbonDrawing.Block]] {
    let values = values(ribbons)
    let scale = NumberScale(values[0] + values[1])
    return values.map { column in
      column.enumerated().map { group, value in
        .init(name: flows.names[group], count: scale.text(value), color: color(group))
      }
    }
  }

  private func drawHeads(_ room: Double, on scene: inout Scene) throws {
    let area = areas.drawing
    let ribbons = flows.ribbons
    let unit = NumberScale(values(ribbons).flatMap { $0 }).unit
    let heads = [words.heads.left, words.heads.right].map {
      ($0 + (unit.isEmpty ? "" : " (\(unit))")).uppercased()
    }
    let fitted = try TextFitting.fitted(
      heads.map { .init(text: $0, sizes: [12], isBold: true, width: area.width / 2 - 12) }, worker)
    // Each begins and ends with its bar, over the names.
    for (spec, x, anchor) in [
      (fitted[0], area.minX + room + RibbonDrawing.bar, TextAnchor.right),
      (fitted[1], area.maxX - room - RibbonDrawing.bar, .left),
    ] {
      let width = try worker.measure([spec])[0].width
      let inside =
        anchor == .right
        ? max(x, area.minX + width) : min(x, area.maxX - width)
      scene.background.text(
        spec, at: Point(inside, area.maxY - 6), color: theme.secondary, anchor: anchor)
    }
  }

  // MARK: Key

  private func drawKey(on scene: inout Scene) throws {
    var key = SideKey(areas.key, beside: areas.drawing.maxY - 6, theme: theme, worker)
    let groups = Array(flows.names.indices.prefix(Self.mostRows))
    if flows.isDirected {
      try drawBalance(groups, &key, on: &scene)
    } else {
      try drawShares(groups.filter { !flows.isRest($0) }, &key, on: &scene)
    }
    try drawLargest(&key, on: &scene)
  }

  private func names(_ groups: [Int], _ width: Double) throws -> [TextSpec] {
    try TextFitting.fitted(
      groups.map { .init(text: flows.names[$0], sizes: [12], isBold: false, width: width) }, worker)
  }

  /// What comes from others less what goes to them, as bars from a line in the middle.
  private func drawBalance(
    _ groups: [Int], _ key: inout SideKey, on scene: inout Scene
  ) throws {
    let balances = groups.map { flows.received($0) - flows.given($0) }
    let scale = NumberScale(balances)
    try key.head(
      "received less given" + (scale.unit.isEmpty ? "" : " (\(scale.unit))"), on: &scene)
    let texts = balances.map { TextSpec(($0 > 0 ? "+" : "") + scale.text($0), size: 12) }
    let widest = try worker.measure(texts).map(\.width).max() ?? 0
    let (start, end) = (key.left + key.nameWidth + 8, key.right - widest - 8)
    let (middle, half) = ((start + end) / 2, (end - start) / 2)
    let largest = max(balances.map(\.magnitude).max() ?? 0, .leastNormalMagnitude)
    let top = key.y
    for (index, (name, text)) in zip(try names(groups, key.nameWidth), texts).enumerated() {
      let length = half * (balances[index] / largest)
      scene.background.text(name, at: Point(key.left, key.y), color: theme.ink)
      scene.background.rectangle(
        origin: Point(middle + min(0, length), key.y - 5),
        size: Size(width: abs(length), height: 10),
        fill: color(groups[index]), stroke: theme.outline.map { Stroke($0, width: 0.6) })
      scene.background.text(
        text, at: Point(key.right, key.y), color: theme.secondary, anchor: .right)
      key.skip(19)
    }
    scene.background.polyline(
      [Point(middle, top + 9), Point(middle, key.y + 10)], stroke: Stroke(theme.muted, width: 1))
    key.skip(14)
  }

  /// Of what touches a group, how much stays inside.
  private func drawShares(
    _ groups: [Int], _ key: inout SideKey, on scene: inout Scene
  ) throws {
    try key.head("inside, of own \(words.width)", on: &scene)
    try key.bars(
      groups.map { group in
        let share = flows.inside(group) / (flows.inside(group) + flows.given(group))
        return .init(
          name: flows.names[group], share: share,
          text: share.isFinite ? NumberText.percent(share) : "–", color: color(group))
      }, theme: theme, worker, on: &scene)
  }

  private func drawLargest(_ key: inout SideKey, on scene: inout Scene) throws {
    let largest = Array(flows.largest.prefix(Self.mostFlows))
    if largest.isEmpty { return }
    let scale = NumberScale(largest.map(\.value))
    try key.head(
      "largest between two" + (scale.unit.isEmpty ? "" : " (\(scale.unit))"), on: &scene)
    let texts = largest.map { TextSpec(scale.text($0.value), size: 12) }
    let widest = try worker.measure(texts).map(\.width).max() ?? 0
    // Both names keep room: one long name must not push the other out.
    let half = (key.right - key.left - widest - 10 - 20) / 2
    let ends = try TextFitting.fitted(
      largest.flatMap { flow in
        [flow.from, flow.to].map {
          .init(text: flows.names[$0], sizes: [12], isBold: false, width: half)
        }
      }, worker)
    let sign = flows.isDirected ? "→" : "–"
    for index in largest.indices {
      let pair = "\(ends[2 * index].text) \(sign) \(ends[2 * index + 1].text)"
      scene.background.text(TextSpec(pair, size: 12), at: Point(key.left, key.y), color: theme.ink)
      scene.background.text(
        texts[index], at: Point(key.right, key.y), color: theme.secondary, anchor: .right)
      key.skip(19)
    }
  }
}

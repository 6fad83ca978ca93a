internal import GraphvizKit
internal import ModuleKit

/// People on a line and their ties as arcs, with a key.
struct ArcDrawing {
  let plan: ArcPlan
  let words: ArcWords
  let labels: Int
  let theme: Theme
  let worker: RenderWorker

  private var areas: Page.Keyed {
    theme.page.keyed(width: 184, gap: 28, height: 220, below: 88, above: 42)
  }
  private static let mostBars = 5

  private var ranked: [Int] {
    plan.people.indices.sorted { (plan.people[$0].ties, $1) > (plan.people[$1].ties, $0) }
  }

  func draw(on scene: inout Scene) throws {
    if plan.people.isEmpty { return EmptyNote.draw("The network is empty", on: &scene) }
    let specs = try TextFitting.fitted(
      plan.people.map { .init(text: $0.name, sizes: [12], isBold: false, width: 150) }, worker)
    let widths = try worker.measure(specs).map(\.width)
    let layout = ArcLayout(
      blocks: plan.people.map(\.block), ranked: ranked, labels: labels,
      widths: widths, arcs: plan.arcs, isDirected: plan.isDirected,
      area: areas.drawing)
    drawArcs(layout, on: &scene)
    drawNames(specs, widths, layout, on: &scene)
    try drawKey(on: &scene)
  }

  // MARK: Dots and arcs

  private func radius(_ person: Int, _ step: Double) -> Double {
    let most = Double(plan.people.map(\.ties).max() ?? 0)
    let largest = max(2.4, min(8, 0.6 * step))
    let share = most > 0 ? (Double(plan.people[person].ties) / most).squareRoot() : 0.5
    return max(min(largest, 1.3), largest * share)
  }

  private func drawArcs(_ layout: ArcLayout, on scene: inout Scene) {
    var ids: [[Scene.NodeID]] = []
    let rails =
      plan.isDirected ? [layout.rails.left, layout.rails.right] : [layout.rails.right]
    for rail in rails {
      ids.append(
        plan.people.enumerated().map { index, person in
          scene.node(
            at: Point(rail, layout.rows[index]),
            diameter: 2 * radius(index, layout.step) * person.shape.evenDiameter,
            shape: person.shape, fill: person.isHollow ? theme.background : person.color,
            outline: person.isHollow
              ? Stroke(theme.other, width: 1.2)
              : Stroke(theme.outline ?? theme.background, width: 0.6), name: person.name)
        })
    }
    for arc in plan.arcs.sorted(by: { ($0.value, $1.from, $1.to) < ($1.value, $0.from, $0.to) }) {
      let side = plan.isDirected && arc.from > arc.to ? 0 : rails.count - 1
      scene.edge(
        ids[side][arc.from], ids[side][arc.to], stroke: stroke(arc),
        curve: layout.curve(arc, isDirected: plan.isDirected))
    }
  }

  /// Many arcs are drawn thinner and paler, so that none drowns the others.
  private var crowd: Double { min(1, (150 / Double(max(150, plan.arcs.count))).squareRoot()) }

  private func width(_ value: Double) -> Double {
    let largest = plan.arcs.map(\.value).max() ?? 1
    let share = plan.hasWidths && largest > 0 ? value / largest : 0.09
    return (0.6 + 3.9 * share.squareRoot()) * (0.4 + 0.6 * crowd)
  }

  private func stroke(_ arc: Arc) -> Stroke {
    let (a, b) = (plan.people[arc.from], plan.people[arc.to])
    let isInside = plan.colors == nil || a.block == b.block && !a.isHollow
    return Stroke(
      (isInside ? arcColor(a) : theme.bridge).opacity(
        (isInside ? 0.75 : 0.5) * (0.45 + 0.55 * crowd)),
      width: width(arc.value))
  }

  /// On paper pale greys of dots would not be seen as lines.
  private func arcColor(_ person: ArcPlan.Person) -> Color {
    person.color.contrast(with: theme.background) < 1.5 ? theme.bridge : person.color
  }

  // MARK: Names

  private func drawNames(
    _ specs: [TextSpec], _ widths: [Double], _ layout: ArcLayout, on scene: inout Scene
  ) {
    let isTight = layout.isTight
    let middle = (layout.rails.left + layout.rails.right) / 2
    for (person, y) in layout.names {
      let row = layout.rows[person]
      let radius = radius(person, layout.step)
      if plan.isDirected {
        // Between the two lines, so that both sides can be read from it.
        scene.background.text(
          specs[person], at: Point(middle, y), color: theme.ink, anchor: .center)
        for (rail, sign) in [(layout.rails.left, 1.0), (layout.rails.right, -1.0)] {
          lead(
            Point(rail + sign * (radius + 1), row),
            Point(middle - sign * (widths[person] / 2 + 3), y), isTight, on: &scene)
        }
      } else {
        let end = layout.rails.right - (isTight ? 20 : 9)
        scene.background.text(specs[person], at: Point(end, y), color: theme.ink, anchor: .right)
        if isTight {
          lead(Point(layout.rails.right - radius - 1, row), Point(end + 3, y), true, on: &scene)
        }
      }
    }
  }

  /// From a dot to its name, which stands a little beside its row.
  private func lead(_ dot: Point, _ name: Point, _ isTight: Bool, on scene: inout Scene) {
    let away = dot.x < name.x ? 1.0 : -1
    guard (name.x - dot.x) * away > 4 else { return }
    let bend = Point(name.x - away * min(12, (name.x - dot.x) * away), name.y)
    scene.background.polyline(
      isTight
        ? [dot, Point(dot.x + away * 2, dot.y), Point(dot.x + away * 14, name.y), name]
        : [dot, bend, name],
      stroke: Stroke(theme.rule, width: 0.7))
  }

  // MARK: Key

  private func drawKey(on scene: inout Scene) throws {
    var key = SideKey(areas.key, beside: areas.drawing.maxY - 6, theme: theme, worker)
    if let group = words.parameters.group, !plan.entries.isEmpty {
      try key.head(group.name, on: &scene)
      try key.entries(
        plan.entries.map {
          .init(
            name: $0.group.name, color: $0.group.color, count: String($0.count),
            isHollow: $0.group.isMissing, shape: $0.group.shape)
        }, on: &scene)
    }
    if plan.isDirected, !plan.arcs.isEmpty { try drawSides(&key, on: &scene) }
    if plan.hasWidths { try drawWidths(&key, on: &scene) }
    try drawMost(&key, on: &scene)
  }

  private func drawSides(_ key: inout SideKey, on scene: inout Scene) throws {
    try key.head("direction", on: &scene)
    for (sign, text) in [(1.0, "right: from above to below"), (-1.0, "left: from below to above")] {
      let x = key.left + (sign > 0 ? 2 : 12)
      let aside = 13 * sign
      scene.background.bezier(
        [
          Point(x, key.y + 6), Point(x + aside, key.y + 6), Point(x + aside, key.y - 6),
          Point(x, key.y - 6),
        ], stroke: Stroke(theme.secondary, width: 1.6))
      // The head of the arrow.
      let (tip, back) = (Point(x, key.y - 6 * sign), 6.0 * sign)
      scene.background.polygon(
        [tip, Point(tip.x + back, tip.y + 3.6), Point(tip.x + back, tip.y - 3.6)],
        fill: theme.secondary)
      scene.background.text(
        TextSpec(text, size: 12), at: Point(key.left + 22, key.y), color: theme.ink)
      key.skip(24)
    }
    key.skip(12)
  }

  /// The widest arc, the thinnest, and one between.
  private func drawWidths(_ key: inout SideKey, on scene: inout Scene) throws {
    let values = plan.arcs.map(\.value).sorted(by: >)
    guard let high = values.first, let low = values.last else { return }
    let picked = [high, values[values.count / 2], low]
    let scale = NumberScale(picked)
    try key.head(words.width + (scale.unit.isEmpty ? "" : " (\(scale.unit))"), on: &scene)
    var seen: Set<String> = []
    var x = key.left
    for value in picked where seen.insert(scale.text(value)).inserted {
      scene.background.polyline(
        [Point(x, key.y), Point(x + 22, key.y)],
        stroke: Stroke(theme.bridge, width: width(value)))
      scene.background.text(
        TextSpec(scale.text(value), size: 12), at: Point(x + 28, key.y), color: theme.secondary)
      x += 62
    }
    key.skip(36)
  }

  private func drawMost(_ key: inout SideKey, on scene: inout Scene) throws {
    // A column beside the drawing ends with it.
    let room = Int((key.y - areas.drawing.minY - 25) / 19)
    let count = theme.page.hasKeyBelow ? Self.mostBars : min(Self.mostBars, room)
    let most = Double(ranked.first.map { plan.people[$0].ties } ?? 0)
    if count < 2 || most == 0 { return }
    try key.head("most \(words.parameters.ties)", on: &scene)
    try key.bars(
      ranked.prefix(count).filter { plan.people[$0].ties > 0 }.map { index in
        let person = plan.people[index]
        return .init(
          name: person.name, share: Double(person.ties) / most, text: String(person.ties),
          color: person.isHollow ? theme.other : person.color)
      }, theme: theme, worker, on: &scene)
  }
}

internal import GraphvizKit
internal import ModuleKit

/// A map of groups as a slide: circles, the links between them, and what both mean.
struct MapDrawing {
  /// Groups that are drawn, largest first.
  struct Circle {
    let name: String
    let value: Double
    /// NaN where nothing touches the group.
    let shareInside: Double
  }
  let circles: [Circle]
  /// Pairs of circles, heaviest first.
  let links: [(Int, Int, Double)]
  let layout: MapLayout
  /// How many are named beside their circle.
  let labels: Int
  let texts: MapTexts
  let theme: Theme
  let worker: RenderWorker

  struct MapTexts {
    let groups, inside, links: String
  }

  static func areas(_ page: Page) -> Page.Keyed {
    page.keyed(width: 200, gap: 24, below: 90, above: 42)
  }
  private var areas: Page.Keyed { Self.areas(theme.page) }

  func draw(on scene: inout Scene) throws {
    if circles.isEmpty { return EmptyNote.draw("No groups to draw", on: &scene) }
    let nodes = circles.indices.map { index in
      scene.node(
        at: layout.points[index], diameter: 2 * layout.radii[index], fill: color(index),
        outline: Stroke(theme.background, width: 1.2), name: circles[index].name)
    }
    // Light ones first, so that heavy ones lie over them.
    for (a, b, value) in links.reversed() {
      scene.edge(
        nodes[a], nodes[b], stroke: stroke(value),
        curve: CubicBezier(from: layout.points[a], to: layout.points[b], bend: 0.08))
    }
    try drawNames(drawNumbers(on: &scene), on: &scene)
    try drawKey(on: &scene)
  }

  private func color(_ index: Int) -> Color { theme.palette[safe: index] ?? theme.other }

  private func stroke(_ value: Double) -> Stroke {
    let share = value / (links.first?.2 ?? 1)
    return Stroke(theme.bridge.opacity(0.22 + 0.4 * share), width: 0.8 + 7.2 * share)
  }

  // MARK: Texts in and beside circles

  /// - Returns: the numbers of circles that are too small for them.
  private func drawNumbers(on scene: inout Scene) throws -> [Int: TextSpec] {
    let scale = NumberScale(circles.map(\.value))
    let specs = circles.map { TextSpec(scale.text($0.value), size: 20, bold: true) }
    let widths = try worker.measure(specs).map(\.width)
    var outside: [Int: TextSpec] = [:]
    for (index, (spec, width)) in zip(specs, widths).enumerated() {
      let radius = layout.radii[index]
      guard
        let size = [20.0, 18, 16, 14, 13, 12].first(where: { size in
          // The corners of the text lie inside the circle.
          let (x, y) = (width * size / 20 / 2 + 2, size * 0.45)
          return (x * x + y * y).squareRoot() < radius && size < 0.9 * radius
        })
      else {
        outside[index] = TextSpec(spec.text, size: 12, bold: true)
        continue
      }
      scene.label(
        spec.text, at: layout.points[index], size: size,
        color: theme.letters(on: color(index)), bold: true)
    }
    return outside
  }

  /// Beside each circle its name, the number under it where the circle is too small; where both find no
  /// place, the number alone.
  private func drawNames(_ numbers: [Int: TextSpec], on scene: inout Scene) throws {
    let named = Set(circles.indices.prefix(labels))
    let texts = try TextFitting.fitted(
      circles.indices.map {
        .init(text: circles[$0].name, sizes: [$0 < 6 ? 13 : 12], isBold: $0 < 6, width: 130)
      }, worker)
    let sizes = try NamePlacement.sizes(of: texts, worker)
    let indices = circles.indices.filter { named.contains($0) || numbers[$0] != nil }
    let digits = indices.compactMap { numbers[$0] }
    let extents = try NamePlacement.sizes(of: digits, worker)
    let sizeOfNumber = Dictionary(
      uniqueKeysWithValues: zip(indices.filter { numbers[$0] != nil }, extents))
    func items(_ list: [Int], withNames: Bool) -> [NamePlacement.Item] {
      list.map { index in
        var size = withNames && named.contains(index) ? sizes[index] : Size(width: 0, height: 0)
        if let number = sizeOfNumber[index] {
          size = Size(width: max(size.width, number.width), height: size.height + number.height)
        }
        return .init(center: layout.points[index], radius: layout.radii[index], size: size)
      }
    }
    var places = placement.places(for: items(indices, withNames: true))
    let left = indices.indices.filter { places[$0] == nil && numbers[indices[$0]] != nil }
    let alone = placement.places(
      for: items(left.map { indices[$0] }, withNames: false),
      beside: places.compactMap { $0 })
    for (position, place) in zip(left, alone) { places[position] = place }
    scene.lines(to: places, theme)
    for (position, (index, place)) in zip(indices, places).enumerated() {
      guard let place else { continue }
      let isNamed = named.contains(index) && !left.contains(position)
      draw(isNamed ? texts[index] : nil, numbers[index], in: place.rect, on: &scene)
    }
  }

  private var placement: NamePlacement {
    let panel = areas.drawing
    return NamePlacement(
      circles: circles.indices.map { (layout.points[$0], layout.radii[$0]) },
      edges: links.map { (layout.points[$0.0], layout.points[$0.1]) },
      panel: Rect(panel.minX - 6, panel.minY - 10, panel.maxX + 8, panel.maxY + 8))
  }

  private func draw(
    _ name: TextSpec?, _ number: TextSpec?, in rect: Rect, on scene: inout Scene
  ) {
    let lines = [name, number].compactMap { $0 }
    for (line, text) in lines.enumerated() {
      let y = rect.maxY - rect.height * (Double(line) + 0.5) / Double(lines.count)
      scene.label(text, at: Point(rect.center.x, y), theme)
    }
  }

  // MARK: Key

  private func drawKey(on scene: inout Scene) throws {
    var key = SideKey(areas.key, beside: areas.drawing.maxY - 8, theme: theme, worker)
    let scale = NumberScale(circles.map(\.value))
    try key.head(
      texts.groups + (scale.unit.isEmpty ? "" : " (\(scale.unit))"), on: &scene)
    let colored = circles.prefix(theme.palette.count)
    var entries = colored.enumerated().map { index, circle in
      SideKey.Entry(name: circle.name, color: color(index), count: scale.text(circle.value))
    }
    let rest = circles.dropFirst(theme.palette.count)
    if !rest.isEmpty {
      entries.append(
        .init(
          name: "\(rest.count) other\(rest.count == 1 ? "" : "s")", color: theme.other,
          count: scale.text(rest.reduce(0) { $0 + $1.value })))
    }
    try key.entries(entries, on: &scene)
    try drawShares(Array(colored), &key, on: &scene)
    try drawWidths(&key, on: &scene)
  }

  private func drawShares(
    _ circles: [Circle], _ key: inout SideKey, on scene: inout Scene
  ) throws {
    try key.head(texts.inside, on: &scene)
    let names = try TextFitting.fitted(
      circles.map { .init(text: $0.name, sizes: [12], isBold: false, width: 74) }, worker)
    let (start, end) = (key.left + 82, key.right - 42)
    for (index, circle) in circles.enumerated() {
      scene.background.text(names[index], at: Point(key.left, key.y), color: theme.ink)
      scene.background.fill(Rect(start, key.y - 4.5, end, key.y + 4.5), theme.track)
      let share = circle.shareInside.isFinite ? circle.shareInside : 0
      scene.background.fill(
        Rect(start, key.y - 4.5, start + (end - start) * share, key.y + 4.5), color(index))
      let text = circle.shareInside.isFinite ? NumberText.percent(share) : "–"
      scene.background.text(
        TextSpec(text, size: 12), at: Point(key.right, key.y), color: theme.secondary,
        anchor: .right)
      key.skip(18)
    }
    key.skip(13)
  }

  /// The heaviest link, the lightest, and one between.
  private func drawWidths(_ key: inout SideKey, on scene: inout Scene) throws {
    guard let high = links.first?.2, let low = links.last?.2 else { return }
    let middle = links[links.count / 2].2
    let values = [high, middle, low]
    let scale = NumberScale(values)
    try key.head(texts.links + (scale.unit.isEmpty ? "" : " (\(scale.unit))"), on: &scene)
    var seen: Set<String> = []
    var x = key.left
    for value in values where seen.insert(scale.text(value)).inserted {
      scene.background.polyline(
        [Point(x, key.y), Point(x + 24, key.y)], stroke: stroke(value))
      scene.background.text(
        TextSpec(scale.text(value), size: 12), at: Point(x + 30, key.y), color: theme.secondary)
      x += 68
    }
  }
}

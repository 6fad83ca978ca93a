internal import GraphvizKit
internal import ModuleKit

/// Draws the cards of a pipeline and the lines between them.
struct PipelineDrawing {
  let graph: PipelineGraph
  let layout: PipelineLayout
  let theme: Theme
  let worker: RenderWorker

  /// Where the key stands under the lines above, and the cards under the key.
  static let keyDepth = 92.0
  static func area(_ page: Page) -> Rect { page.area(below: keyDepth + 18, above: 40) }

  func draw(on scene: inout Scene) throws {
    try drawKey(on: &scene)
    for line in layout.lines { draw(line, on: &scene) }
    for (card, rect) in zip(graph.cards, layout.cards) { drawFrame(card, rect, on: &scene) }
    try drawTexts(on: &scene)
  }

  private func color(_ kind: PipelineCard.Kind) -> Color {
    switch kind {
    case .input: theme.community(4)
    case .preparation: theme.muted
    case .analysis: theme.community(0)
    case .output: theme.community(1)
    case .files, .results: theme.rule
    }
  }

  // MARK: Key

  private func drawKey(on scene: inout Scene) throws {
    let kinds = PipelineCard.Kind.allCases.filter { kind in
      !kind.name.isEmpty && graph.cards.contains { $0.kind == kind }
    }
    let specs = kinds.map { TextSpec($0.name, size: 12) }
    let widths = try worker.measure(specs).map(\.width)
    let y = scene.size.height - Self.keyDepth
    var x = theme.page.left
    for (kind, (spec, width)) in zip(kinds, zip(specs, widths)) {
      scene.background.fill(Rect(x, y - 5, x + 10, y + 5), color(kind))
      scene.background.text(spec, at: Point(x + 17, y), color: theme.secondary)
      x += 17 + width + 26
    }
  }

  // MARK: Lines

  private func draw(_ line: [Point], on scene: inout Scene) {
    let scale = layout.scale
    let (length, width) = (8 * scale, 3.4 * scale)
    var line = line
    let tip = line[line.count - 1]
    // The line ends under the head, which would otherwise be blunt.
    line[line.count - 1] = Point(tip.x - length * 0.7, tip.y)
    line[line.count - 2].x = min(line[line.count - 2].x, tip.x - length * 0.7)
    let color = theme.muted
    scene.background.bezier(line, stroke: Stroke(color, width: 1.3 * scale))
    scene.background.polygon(
      [tip, Point(tip.x - length, tip.y + width), Point(tip.x - length, tip.y - width)],
      fill: color)
  }

  // MARK: Cards

  private func drawFrame(_ card: PipelineCard, _ rect: Rect, on scene: inout Scene) {
    let scale = layout.scale
    let isStage = card.kind != .files && card.kind != .results
    let radius = min(isStage ? 9 : rect.height / 2, rect.height / 2) * scale
    scene.background.bezier(
      rect.outline(radius: isStage ? radius : min(radius, 4 * scale)),
      fill: isStage ? theme.background : theme.track,
      stroke: Stroke(isStage ? theme.rule : theme.track, width: 1.2 * scale))
    guard isStage else { return }
    let inset = 7 * scale
    scene.background.fill(
      Rect(
        rect.minX + inset, rect.minY + inset, rect.minX + inset + 4 * scale, rect.maxY - inset),
      color(card.kind))
  }

  private struct Line {
    /// From long to short.
    let texts: [String]
    let sizes: [Double]
    let isBold: Bool
    let color: Color
  }

  private func lines(of card: PipelineCard) -> [Line] {
    let title = Line(
      texts: [card.title], sizes: [15, 14, 13, 12], isBold: true, color: theme.ink)
    let finding = Line(
      texts: card.findings, sizes: [12], isBold: false,
      color: card.kind == .analysis ? theme.finding : theme.ink)
    let module = Line(texts: [card.module], sizes: [12], isBold: false, color: theme.secondary)
    let parameters = Line(
      texts: [card.parameters], sizes: [12], isBold: false, color: theme.secondary)
    let wanted: [Line] =
      switch layout.detail {
      case .rich: [title, module, parameters, finding]
      case .full: [title, module, finding]
      case .brief: [title, card.findings.isEmpty ? module : finding]
      case .title, .tight: [title]
      }
    return wanted.filter { !($0.texts.last ?? "").isEmpty }
  }

  /// Of each line the longest text that fits; the shortest where none does.
  private func chosen(_ lines: [Line], _ room: Double) throws -> [String] {
    let specs = lines.map { line in
      line.texts.map { TextSpec($0, size: line.sizes.last ?? 12, bold: line.isBold) }
    }
    var widths = try worker.measure(Array(specs.joined())).map(\.width).makeIterator()
    return specs.map { alternatives in
      let measured = alternatives.map { ($0.text, widths.next() ?? 0) }
      return measured.first { $0.1 <= room }?.0 ?? measured.last?.0 ?? ""
    }
  }

  private func drawTexts(on scene: inout Scene) throws {
    let scale = layout.scale
    let all = graph.cards.map { lines(of: $0) }
    let room = layout.detail.size.width - 20 - 8
    // Fitted at full size, so that what is made smaller stays as it is.
    let texts = try chosen(Array(all.joined()), room)
    let specs = try TextFitting.fitted(
      zip(texts, all.joined()).map { text, line in
        .init(text: text, sizes: line.sizes, isBold: line.isBold, width: room)
      }, worker)
    var next = specs.makeIterator()
    for (lines, rect) in zip(all, layout.cards) {
      let step = 17.5 * scale
      var y = rect.center.y + Double(lines.count - 1) / 2 * step
      for line in lines {
        guard var spec = next.next() else { return }
        spec.size *= scale
        scene.background.text(spec, at: Point(rect.minX + 20 * scale, y), color: line.color)
        y -= step
      }
    }
  }
}

extension Theme {
  /// For what was found: the strongest color that is read as text.
  fileprivate var finding: Color {
    community(0).contrast(with: background) >= 4.5 ? community(0) : ink
  }
}

extension Rect {
  /// With round corners, as curves.
  fileprivate func outline(radius: Double) -> [Point] {
    let corners = [
      Point(minX, maxY), Point(maxX, maxY), Point(maxX, minY), Point(minX, minY),
    ]
    let start = Point(center.x, maxY)
    return RowRouter.rounded(
      [start, corners[1], corners[2], corners[3], corners[0], start], radius: radius)
  }
}

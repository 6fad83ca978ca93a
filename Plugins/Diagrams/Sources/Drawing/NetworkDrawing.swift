internal import GraphvizKit
internal import ModuleKit

/// One slide of a network, from columns to files.
struct NetworkDrawing {
  /// What is drawn of the network.
  let network: Network
  /// All of it.
  private let whole: Network
  private let extract: NetworkExtract
  /// Nodes that are named first, and those that are not.
  let always: [Int]
  let never: Set<Int>
  let parameters: NetworkDiagram.Parameters
  private let context: StageContext
  let theme: Theme
  var worker: RenderWorker { RenderWorker(theme: theme) }
  /// What circle areas show; nil when there is no such column or it tells nothing apart.
  let sizes: [Double]?
  let radii: [Double]
  let sizeScale: SizeScale
  let widths: TieWidths
  private let isNamed: Set<Int>
  let colors: ColorScale
  /// Nodes from the most to the least important: by size, else by degree.
  let ranking: [Int]
  /// Who is named, the most important first: those asked for, then the leaders.
  let named: [Int]

  let panel: Rect
  let areas: Page.Keyed

  init(
    network: Network, extract: NetworkExtract, sizes: [Double]?, always: [Int], never: Set<Int>,
    parameters: NetworkDiagram.Parameters, context: StageContext
  ) {
    (self.network, whole, self.extract) = (extract.network, network, extract)
    (self.always, self.never) = (always, never)
    (self.parameters, self.context) = (parameters, context)
    let count = network.graph.nodeCount
    let theme = parameters.theme.theme
    self.theme = theme
    areas = theme.page.keyed(width: 208, gap: 28, below: 100, above: 44)
    let panel = NetworkDrawing.panel(areas, theme.page)
    self.panel = panel
    let scale = SizeScale(sizes, count: count, area: panel.width * panel.height)
    self.sizes = scale.isEven ? nil : sizes
    (radii, sizeScale) = (scale.radii, scale)
    widths = TieWidths(network)
    let importance = Importance(network, sizes: self.sizes)
    let order = (0..<count).sorted(by: importance.isBefore)
    ranking = order
    var rank = [Int](repeating: 0, count: count)
    for (position, node) in order.enumerated() { rank[node] = position }
    named = Self.named(order, always, isNever: Set(never), parameters.labels)
    isNamed = Set(named)
    colors = ColorScale(
      parameters.color.flatMap { network.nodes[$0.name] }, name: parameters.color?.name,
      count: count, theme: theme
    ) { members in
      members.min { rank[$0] < rank[$1] }.map { network.label(of: NodeID($0)) } ?? ""
    }
  }

  /// Names need some room around it.
  private static func panel(_ areas: Page.Keyed, _ page: Page) -> Rect {
    let area = areas.drawing
    return Rect(
      area.minX + 12, area.minY, page.hasKeyBelow ? area.maxX - 12 : area.maxX,
      page.height - 94)
  }

  func figure() throws -> Figure {
    let points = try places()
    var scene = Scene(theme: theme)
    let frame = SlideFrame(title: title, subtitle: subtitle, caption: caption)
    try frame.draw(on: &scene, worker)
    if points.isEmpty { EmptyNote.draw("The network is empty", on: &scene) }
    let grounds = grounds(points)
    grounds.draw(on: &scene)
    drawGraph(on: &scene, points, grounds)
    try drawLabels(on: &scene, points, grounds)
    try legend.draw(on: &scene, worker)
    let output = SlideOutput(
      title: title, description: description, slide: parameters.slide,
      layout: FigureChecks.Layout(graph: whole.graph, points: points), context: context)
    return try output.figure(scene, worker)
  }

  private var layout: NetworkLayout {
    NetworkLayout(
      graph: network.graph, strengths: network.drawnStrengths, groups: colors.groupOfNode,
      radii: radii, panel: panel)
  }

  /// Where `diagram.layout` has put everybody.
  private var shared: [Point]? { LaidOut.places(network, in: panel) }

  private func places() throws -> [Point] {
    if let shared { return layout.separated(shared) }
    var random = context.random("layout")
    return try layout.positions(&random, context.workers)
  }

  // MARK: Texts

  private var title: String { parameters.title ?? context.study }

  private var counts: String {
    let (n, m) = (whole.graph.nodeCount, whole.graph.edgeCount)
    return "\(Noun(parameters.people).counted(n)), \(Noun(parameters.ties).counted(m))"
  }

  private var subtitle: String {
    if let subtitle = parameters.subtitle { return subtitle }
    let encodings = [
      parameters.color.map { "color = \($0.name)" },
      sizes == nil ? nil : parameters.size.map { "size = \($0.name)" },
    ].compactMap { $0 }.joined(separator: ", ")
    let counts = extract.drawn.map { "\(self.counts), \($0)" } ?? self.counts
    return encodings.isEmpty
      ? counts : "\(counts). \(encodings.prefix(1).uppercased())\(encodings.dropFirst())"
  }

  private var caption: String {
    Caption.text(
      network, columns: shownColumns,
      closing: [
        extract.note,
        shared == nil
          ? "layout: \(layout.method), seed \(context.studySeed)" : nil,
      ].compactMap { $0 })
  }

  /// The columns that the slide shows, each once.
  private var shownColumns: [String] {
    let columns = [parameters.color?.name, parameters.size?.name].compactMap { $0 }
    return columns.count == 2 && columns[0] == columns[1] ? [columns[0]] : columns
  }

  private var description: String {
    let top = ranking.prefix(5).map { network.label(of: NodeID($0)) }
    var text = "A network of \(counts)."
    if case .groups(let groups) = colors.kind {
      let named = groups.filter { !$0.isRest }.map { "\($0.name) (\($0.members.count))" }
      text += " Groups: \(named.joined(separator: ", "))."
    }
    let measure =
      sizes == nil ? "Most ties" : parameters.size.map { "Largest \($0.name)" } ?? "Most ties"
    return top.isEmpty ? text : text + " \(measure): \(top.joined(separator: ", "))."
  }

  // MARK: Graph

  var isCrowded: Bool { network.graph.nodeCount > NetworkLayout.crowded }

  private func grounds(_ points: [Point]) -> Grounds {
    guard case .groups(let groups) = colors.kind, let groupOfNode = colors.groupOfNode else {
      return .none(points.count)
    }
    return isCrowded
      ? Grounds(discsOf: groupOfNode, colors: colors.colors, points, radii)
      : Grounds(groups, points, radii)
  }

  private func drawGraph(on scene: inout Scene, _ points: [Point], _ grounds: Grounds) {
    var references = [Scene.NodeID?](repeating: nil, count: points.count)
    // Small ones over large ones; who is named over all.
    let isRinged = points.indices.map { isCrowded && isNamed.contains($0) }
    for node in points.indices.sorted(by: {
      (isRinged[$0] ? 1 : 0, radii[$0], $0) < (isRinged[$1] ? 1 : 0, radii[$1], $1)
    }) {
      references[node] = scene.node(
        at: points[node], diameter: 2 * radius(of: node) * shape(of: node).evenDiameter,
        shape: shape(of: node), fill: fill(of: node),
        outline: isRinged[node] ? Stroke(theme.ink, width: 1.2) : outline(of: node),
        name: network.label(of: NodeID(node)))
    }
    let graph = network.graph
    let strengths = network.drawnStrengths
    let crowd = isCrowded ? CrowdedTies(graph, points, colors.groupOfNode, grounds) : nil
    let order = (0..<graph.edgeCount).sorted { (strengths[$0], $0) < (strengths[$1], $1) }
    for edge in order {
      let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
      guard a != b, let from = references[a], let to = references[b] else { continue }
      if let crowd {
        scene.edge(
          from, to, stroke: crowd.stroke(a, b, color: colors.colors[a], theme),
          curve: crowd.curve(a, b))
        continue
      }
      let style = style(of: (a, b), weight: widths.weight(strengths[edge]))
      scene.edge(
        from, to, stroke: Stroke(style.color, width: style.width),
        curve: CubicBezier(from: points[a], to: points[b], bend: 0.10))
    }
  }

  /// Who is named must be found among thousands.
  func radius(of node: Int) -> Double {
    isCrowded && isNamed.contains(node) ? max(radii[node], 2.6) : radii[node]
  }

  private func shape(of node: Int) -> NodeShape { colors.shape(of: node, theme) }

  private func fill(of node: Int) -> Color {
    colors.missing.contains(node) ? theme.background : colors.colors[node]
  }

  private func outline(of node: Int) -> Stroke {
    if colors.missing.contains(node) { return Stroke(theme.other, width: isCrowded ? 0.6 : 1.4) }
    return Stroke(theme.outline ?? theme.background, width: isCrowded ? 0.3 : 1.2)
  }

  private func style(
    of ends: (Int, Int), weight: Double
  ) -> (color: Color, width: Double) {
    let groups = colors.groupOfNode
    let isInside = groups.map { $0[ends.0] == $0[ends.1] && $0[ends.0] >= 0 } ?? false
    let color = isInside ? colors.colors[ends.0] : theme.bridge
    return (color.opacity(alpha(weight, isInside: isInside)), widths.width(weight))
  }

  private func alpha(_ weight: Double, isInside: Bool) -> Double {
    min(0.75, (isInside ? 0.25 : 0.20) + 0.035 * weight)
  }

  /// A line between groups of some weight, for the key.
  func sample(_ weight: Double) -> Stroke {
    Stroke(theme.bridge.opacity(alpha(weight, isInside: false)), width: widths.width(weight))
  }
}

extension Array {
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

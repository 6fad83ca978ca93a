internal import GraphvizKit
internal import ModuleKit

/// One slide of a chain: the way over the network above, the beads below.
struct ChainDrawing {
  let network: Network
  /// The people of the chain, in order; empty when there is none.
  let nodes: [Int]
  /// The two people in question when there is no chain between them, as far as they are known.
  let apart: [Int]
  /// What circle areas show.
  let sizes: [Double]?
  /// The weight of the tie that leads to each person.
  let weights: [Double]
  let parameters: ChainDiagram.Parameters
  let context: StageContext

  private static let panel = Rect(48, 130, 912, 446)

  private var theme: Theme { parameters.theme.theme }
  private var title: String { parameters.title ?? context.study }

  func figure() throws -> Figure {
    let worker = RenderWorker()
    var random = context.random("layout")
    let radii = self.radii
    let layout = NetworkLayout(
      graph: network.graph, strengths: Array(repeating: 1, count: network.graph.edgeCount),
      groups: nil, radii: radii, panel: Self.panel, stretch: 2.2)
    let points = try layout.positions(&random, context.workers)
    var scene = Scene(theme: theme)
    let caption = Caption.text(
      network, columns: ["on_\(parameters.chain)"],
      closing: numbers + ["layout: stress, seed \(context.studySeed)"])
    try SlideFrame(title: title, subtitle: parameters.subtitle ?? sentence, caption: caption)
      .draw(on: &scene, worker)
    drawContext(on: &scene, points, radii)
    try drawWay(on: &scene, points, radii, worker)
    if nodes.isEmpty {
      try beads.drawGap(on: &scene, worker)
    } else {
      try beads.draw(on: &scene, worker)
    }
    let output = SlideOutput(
      title: title, description: description, formats: parameters.formats, context: context)
    return try output.figure(scene, worker)
  }

  // MARK: Texts

  /// What the numbers over the beads' ties are.
  private var numbers: [String] {
    guard let weight = network.weight, beads.showsWeights else { return [] }
    return ["numbers over the ties: \(parameters.unit ?? weight.column)"]
  }

  private var sentence: String {
    guard nodes.count > 1 else {
      if nodes.isEmpty { return "\(pair) are not connected" }
      return "The chain begins and ends with \(network.label(of: NodeID(nodes[0])))"
    }
    let (links, between) = (nodes.count - 1, nodes.count - 2)
    return
      "\(links) link\(links == 1 ? "" : "s"), \(between) \(between == 1 ? "person" : "people") "
      + "between, in a network of \(network.graph.nodeCount)"
  }

  private var pair: String {
    apart.count == 2
      ? apart.map { network.label(of: NodeID($0)) }.joined(separator: " and ") : "The two people"
  }

  private var description: String {
    let names = nodes.map { network.label(of: NodeID($0)) }
    return names.isEmpty ? "\(sentence)." : "\(sentence): \(names.joined(separator: " – "))."
  }

  // MARK: Network

  private var beads: ChainBeads {
    ChainBeads(
      names: marked.map { network.label(of: NodeID($0)) },
      weights: network.weight == nil || nodes.isEmpty ? [] : weights, theme: theme)
  }

  /// The people that the slide is about.
  private var marked: [Int] { nodes.isEmpty ? apart : nodes }

  private var radii: [Double] {
    let area = Self.panel.width * Self.panel.height
    let scale = SizeScale(sizes, count: network.graph.nodeCount, area: area)
    let base = scale.radii.map { $0 * 0.8 }
    let onChain = Set(marked)
    return base.indices.map { onChain.contains($0) ? max(9, base[$0]) : base[$0] }
  }

  /// The network around goes into the background, so that the chain runs over all of it.
  private func drawContext(on scene: inout Scene, _ points: [Point], _ radii: [Double]) {
    let onChain = Set(marked)
    let chainTies = Set(zip(nodes, nodes.dropFirst()).map { [min($0, $1), max($0, $1)] })
    for edge in 0..<network.graph.edgeCount {
      let (a, b) = (Int(network.graph.sources[edge]), Int(network.graph.targets[edge]))
      if a == b || chainTies.contains([min(a, b), max(a, b)]) { continue }
      scene.background.curve(
        CubicBezier(from: points[a], to: points[b], bend: 0.1),
        stroke: Stroke(theme.dimmedEdge, width: 0.7))
    }
    for node in points.indices where !onChain.contains(node) {
      scene.background.circle(
        center: points[node], radius: radii[node], fill: theme.dimmedNode,
        stroke: Stroke(theme.background, width: 0.8))
    }
  }

  private func color(_ position: Int) -> Color {
    position == 0 || position == marked.count - 1 ? theme.palette[0] : theme.palette[4]
  }

  private func drawWay(
    on scene: inout Scene, _ points: [Point], _ radii: [Double], _ worker: RenderWorker
  ) throws {
    let references = marked.enumerated().map { position, node in
      scene.node(
        at: points[node], diameter: 2 * radii[node], fill: color(position),
        outline: Stroke(theme.background, width: 2), name: network.label(of: NodeID(node)))
    }
    for (a, b) in zip(nodes.indices, nodes.indices.dropFirst()) {
      let way = CubicBezier(from: points[nodes[a]], to: points[nodes[b]], bend: 0.06)
      let shown = way.trimmed(startGap: radii[nodes[a]] + 1, endGap: radii[nodes[b]] + 1)
      scene.edge(
        references[a], references[b], stroke: Stroke(theme.palette[5], width: 4), curve: shown)
    }
    try drawNames(on: &scene, points, radii, worker)
  }

  private func drawNames(
    on scene: inout Scene, _ points: [Point], _ radii: [Double], _ worker: RenderWorker
  ) throws {
    // The same people as below the beads, the ends first: these must find room.
    let order = beads.named.sorted { beads.isEnd($0) && !beads.isEnd($1) }
    let named = order.map { marked[$0] }
    let texts = try TextFitting.fitted(
      named.map {
        .init(text: network.label(of: NodeID($0)), sizes: [15], isBold: true, width: 180)
      }, worker)
    let extents = try worker.measure(texts)
    let placement = LabelPlacement(
      circles: marked.map { (points[$0], radii[$0]) },
      edges: zip(nodes, nodes.dropFirst()).flatMap { a, b in
        // The way matters more to these labels than a tie to others.
        Array(repeating: (points[a], points[b]), count: 4)
      },
      panel: Rect(20, 112, 940, 460))
    let places = placement.places(
      for: zip(named, extents).map { node, extent in
        .init(
          node: points[node], radius: radii[node],
          size: Size(width: extent.width, height: extent.height * 0.8))
      })
    for (text, place) in zip(texts, places) {
      guard let place else { continue }
      scene.label(
        text.text, at: place, size: text.size, color: theme.ink, bold: true, halo: theme.background)
    }
  }
}

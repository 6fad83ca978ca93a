internal import GraphvizKit
internal import ModuleKit

/// One slide of a chain: the way over the network above, the beads below.
struct ChainDrawing {
  let network: Network
  /// Without people when there is no chain.
  let chain: Chain
  let texts: ChainTexts
  let theme: Theme
  private let surroundings: ChainSurroundings
  /// Of the surroundings.
  private let radii: [Double]
  /// The people that the slide is about, and which node of the surroundings each is.
  private let marked: [(person: Chain.Person, node: Int?)]
  private let unit: String?

  private static let panel = Rect(48, 130, 912, 446)

  init(
    _ texts: ChainTexts, of network: Network, sizes: [Double]?, unit: String?, theme: Theme
  ) {
    (self.network, self.texts, chain) = (network, texts, texts.chain)
    (self.theme, self.unit) = (theme, unit)
    let people = chain.people.isEmpty ? texts.apart : chain.people
    let around = ChainSurroundings(network.graph, around: people.compactMap(\.node))
    surroundings = around
    var place: [Int: Int] = [:]
    for (index, node) in around.nodes.enumerated() { place[node] = index }
    marked = people.map { ($0, $0.node.flatMap { place[$0] }) }
    let scale = SizeScale(
      sizes.map { sizes in around.nodes.map { sizes[$0] } }, count: around.nodes.count,
      area: Self.panel.width * Self.panel.height)
    let onChain = Set(marked.compactMap(\.node))
    radii = scale.radii.enumerated().map { onChain.contains($0) ? max(9, $1 * 0.8) : $1 * 0.8 }
  }

  func scene(_ context: StageContext, subtitle: String?, title: String, _ worker: RenderWorker)
    throws -> Scene
  {
    var random = context.random("layout")
    let graph = surroundings.graph
    let layout = NetworkLayout(
      graph: graph, strengths: Array(repeating: 1, count: graph.edgeCount), groups: nil,
      radii: radii, panel: Self.panel, stretch: 2.2, evenness: 0.55)
    let points = leftToRight(try layout.positions(&random, context.workers))
    var scene = Scene(theme: theme)
    let caption = Caption.text(
      network, columns: ["on_\(texts.table)"],
      closing: notes + ["layout: stress, seed \(context.studySeed)"])
    try SlideFrame(title: title, subtitle: subtitle ?? texts.sentence, caption: caption)
      .draw(on: &scene, worker)
    drawContext(on: &scene, points)
    drawWay(on: &scene, points)
    try drawNames(on: &scene, points, worker)
    if chain.people.isEmpty {
      try beads.drawGap(on: &scene, worker)
    } else {
      try beads.draw(on: &scene, worker)
    }
    return scene
  }

  /// A chain is read as it is written.
  private func leftToRight(_ points: [Point]) -> [Point] {
    let nodes = marked.compactMap(\.node)
    guard let first = nodes.first, let last = nodes.last, points[first].x > points[last].x else {
      return points
    }
    return points.map { Point(Self.panel.minX + Self.panel.maxX - $0.x, $0.y) }
  }

  /// What the numbers over the beads' ties are, and who is not drawn.
  private var notes: [String] {
    var notes: [String] = []
    if let weight = network.weight, beads.showsWeights, unit == nil {
      notes.append("numbers over the ties: \(weight.column)")
    }
    if surroundings.nodes.count < network.graph.nodeCount {
      notes.append(
        "drawn are the \(surroundings.nodes.count) people nearest to the chain, "
          + "of \(network.graph.nodeCount)")
    }
    return notes
  }

  private var beads: ChainBeads {
    ChainBeads(
      names: marked.map(\.person.name),
      weights: network.weight == nil || chain.people.isEmpty ? [] : chain.weights, unit: unit,
      theme: theme)
  }

  // MARK: Network

  /// The ties of the chain of which both ends are drawn.
  private var ties: [(Int, Int)] {
    chain.people.isEmpty
      ? []
      : zip(marked, marked.dropFirst()).compactMap { a, b in
        guard let from = a.node, let to = b.node else { return nil }
        return (from, to)
      }
  }

  /// The network around goes into the background, so that the chain runs over all of it.
  private func drawContext(on scene: inout Scene, _ points: [Point]) {
    let onChain = Set(marked.compactMap(\.node))
    let chainTies = Set(ties.map { [min($0, $1), max($0, $1)] })
    let graph = surroundings.graph
    for edge in 0..<graph.edgeCount {
      let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
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

  private func way(_ a: Int, _ b: Int, _ points: [Point]) -> CubicBezier {
    CubicBezier(from: points[a], to: points[b], bend: 0.06)
  }

  private func drawWay(on scene: inout Scene, _ points: [Point]) {
    var references: [Int: Scene.NodeID] = [:]
    for (position, (person, node)) in marked.enumerated() {
      guard let node else { continue }
      references[node] = scene.node(
        at: points[node], diameter: 2 * radii[node], fill: color(position),
        outline: Stroke(theme.background, width: 2), name: person.name)
    }
    for (a, b) in ties {
      guard let from = references[a], let to = references[b] else { continue }
      let shown = way(a, b, points).trimmed(startGap: radii[a] + 1, endGap: radii[b] + 1)
      scene.edge(from, to, stroke: Stroke(theme.accent, width: 4), curve: shown)
    }
  }

  private func drawNames(
    on scene: inout Scene, _ points: [Point], _ worker: RenderWorker
  ) throws {
    // The same people as below the beads, the ends first: these must find room.
    let beads = beads
    let order = beads.named.sorted { beads.isEnd($0) && !beads.isEnd($1) }
    let named = order.compactMap { position in
      marked[position].node.map { (marked[position].person.name, $0) }
    }
    let specs = try TextFitting.fitted(
      named.map { .init(text: $0.0, sizes: [15], isBold: true, width: 180) }, worker)
    let extents = try worker.measure(specs)
    let places = labelPlacement(points).places(
      for: zip(named, extents).map { person, extent in
        .init(
          node: points[person.1], radius: radii[person.1],
          size: Size(width: extent.width, height: extent.height * 0.8))
      })
    for (text, place) in zip(specs, places) {
      guard let place else { continue }
      scene.label(
        text.text, at: place, size: text.size, color: theme.ink, bold: true, halo: theme.background)
    }
  }

  private func labelPlacement(_ points: [Point]) -> LabelPlacement {
    // The way is looked at closely: no name should lie on it.
    let pieces = ties.flatMap { a, b in
      let way = way(a, b, points)
      return (0..<12).map { piece in
        (way.point(at: Double(piece) / 12), way.point(at: Double(piece + 1) / 12))
      }
    }
    let onChain = Set(marked.compactMap(\.node))
    return LabelPlacement(
      // Names may lie on people who are only there for context, but better do not.
      circles: points.indices.map {
        (points[$0], onChain.contains($0) ? radii[$0] : min(radii[$0], 6))
      },
      edges: pieces + pieces, panel: Rect(20, 112, 940, 460))
  }
}

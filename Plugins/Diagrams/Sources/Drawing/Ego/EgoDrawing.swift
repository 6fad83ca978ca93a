internal import Foundation
internal import GraphvizKit
internal import ModuleKit

/// One person and those around in rings as a slide.
struct EgoDrawing {
  let network: Network
  let ego: Int
  let rings: EgoRings
  let colors: ColorScale
  let colorTitle: String
  let sizes: [Double]?
  /// Of each node: smaller is more important.
  let rank: [Int]
  let labels: Int
  let noun: String
  let theme: Theme
  let worker: RenderWorker
  let plan: EgoPlan
  /// How the way from the ego is said: "links from Ann".
  let linksFrom: String
  private var angles: [Int: Double] = [:]
  /// Those who are drawn one by one.
  let drawn: [EgoRings.Member]

  init(
    _ network: Network, ego: Int, rings: EgoRings, colors: ColorScale, colorTitle: String,
    sizes: [Double]?, rank: [Int], labels: Int, noun: String, linksFrom: String, theme: Theme,
    _ worker: RenderWorker
  ) {
    (self.network, self.ego, self.rings, self.colors) = (network, ego, rings, colors)
    (self.colorTitle, self.sizes, self.rank, self.labels) = (colorTitle, sizes, rank, labels)
    (self.noun, self.theme, self.worker) = (noun, theme, worker)
    self.linksFrom = linksFrom
    plan = EgoPlan(theme.page)
    let full = rings.firstFull ?? rings.counts.count + 1
    drawn = rings.members.filter { $0.ring < full }
    angles = rings.angles(around: ego, rank: rank, radii: radii)
  }

  private var links: Int { rings.counts.count }
  /// From this ring on counts are drawn; beyond all rings when each has room.
  private var full: Int { rings.firstFull ?? links + 1 }

  func draw(on scene: inout Scene) throws {
    drawGrounds(on: &scene)
    let radii = radii
    var places: [Int: Point] = [ego: plan.center]
    for member in drawn {
      places[member.node] = EgoRings.place(
        angles[member.node] ?? 0, ring: member.ring, of: links, around: plan.center,
        scale: rings.scale)
    }
    drawTies(places, on: &scene)
    let bubbles = drawCounts(places, on: &scene)
    let order = places.keys.sorted { (-(radii[$0] ?? 0), $0) < (-(radii[$1] ?? 0), $1) }
    for node in order {
      guard let place = places[node] else { continue }
      let isMissing = colors.missing.contains(node)
      scene.node(
        at: place, diameter: 2 * (radii[node] ?? 4) * colors.shape(of: node, theme).evenDiameter,
        shape: colors.shape(of: node, theme),
        fill: isMissing ? theme.background : colors.colors[node],
        outline: isMissing
          ? Stroke(theme.other, width: 1.4)
          : Stroke(theme.outline ?? theme.background, width: 1.2),
        name: network.label(of: NodeID(node)))
    }
    try drawNames(places, radii, bubbles, on: &scene)
    try drawKey(on: &scene)
  }

  private func drawGrounds(on scene: inout Scene) {
    let radii = EgoRings.radii(links, scale: rings.scale)
    for ring in radii.indices.reversed() {
      let edge = ring + 1 < radii.count ? (radii[ring] + radii[ring + 1]) / 2 : radii[ring] + 14
      scene.background.circle(
        center: plan.center, radius: edge,
        fill: ring % 2 == 1 ? theme.track.tint(0.5, over: theme.background) : theme.background,
        stroke: Stroke(theme.rule, width: 0.8))
    }
  }

  private var radii: [Int: Double] {
    let crowd = (90 / Double(max(90, drawn.count))).squareRoot()
    let most = sizes.flatMap { sizes in
      (drawn.map(\.node) + [ego]).map { sizes[$0] }.filter(\.isFinite).max()
    }
    var radii: [Int: Double] = [:]
    for node in drawn.map(\.node) + [ego] {
      if let sizes, let most, most > 0 {
        let value = sizes[node].isFinite ? max(0, sizes[node]) : 0
        radii[node] = 3.4 * max(0.7, crowd) + 14 * crowd * (value / most).squareRoot()
      } else {
        radii[node] = 5.5 * max(0.6, crowd)
      }
    }
    radii[ego] = max(14, radii[ego] ?? 14)
    return radii
  }

  // MARK: Ties

  private func drawTies(_ places: [Int: Point], on scene: inout Scene) {
    let members = drawn
    var parent: [Int: Int] = [:]
    for member in members { parent[member.node] = member.parent }
    // Other ties would be a grey ground where there are many people.
    if members.count <= 400 {
      let graph = network.graph
      for edge in 0..<graph.edgeCount {
        let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
        guard a != b, let from = places[a], let to = places[b], parent[a] != b, parent[b] != a
        else { continue }
        scene.background.curve(
          CubicBezier(from: from, to: to, bend: 0.14),
          stroke: Stroke(theme.bridge.opacity(0.14), width: 0.6))
      }
    }
    for member in members {
      guard let from = places[member.parent], let to = places[member.node] else { continue }
      scene.background.polyline(
        [from, to], stroke: Stroke(colors.colors[member.node].opacity(0.55), width: 1.3))
    }
  }

  // MARK: Counts

  struct Bubble {
    let center: Point
    let radius: Double
    let count: Int
    let color: Color
  }

  /// A circle for those of a full ring who are reached through one person of the first, its area the
  /// number of people; of too many such persons, for each group.
  private func drawCounts(_ places: [Int: Point], on scene: inout Scene) -> [Bubble] {
    if full > links { return [] }
    let branches = rings.branches
    let isByBranch = full > 1 && rings.counts[0] <= 24
    var bubbles: [Bubble] = []
    for ring in full...links {
      let members = rings.members.filter { $0.ring == ring }
      let groups = Dictionary(grouping: members) { member in
        isByBranch ? branches[member.node] ?? member.parent : member.sector
      }
      let most = groups.values.map(\.count).max() ?? 1
      for key in groups.keys.sorted() {
        guard let own = groups[key] else { continue }
        let color = colors.colors[isByBranch ? key : own[0].node]
        let angle = isByBranch ? angles[key] ?? 0 : middle(own)
        let center = EgoRings.place(
          angle, ring: ring, of: links, around: plan.center, scale: rings.scale)
        let radius = 9 + 15 * (Double(own.count) / Double(most)).squareRoot()
        for parent in Set(own.map(\.parent)).sorted() {
          guard let from = places[parent] else { continue }
          scene.background.polyline(
            [from, center], stroke: Stroke(color.opacity(0.35), width: 0.8))
        }
        bubbles.append(Bubble(center: center, radius: radius, count: own.count, color: color))
      }
    }
    return spread(bubbles, on: &scene)
  }

  /// The middle of the members' angles, as directions.
  private func middle(_ members: [EgoRings.Member]) -> Double {
    let all = members.map { angles[$0.node] ?? 0 }
    return atan2(all.reduce(0) { $0 + sin($1) }, all.reduce(0) { $0 + cos($1) })
  }

  private var bubblePanel: Rect {
    let names = plan.names
    return Rect(names.minX + 40, names.minY - 2, names.maxX - 50, names.maxY + 2)
  }

  /// Circles that would cover each other are moved apart before they are painted.
  private func spread(_ bubbles: [Bubble], on scene: inout Scene) -> [Bubble] {
    let centers = CircleSeparation.separated(
      bubbles.map(\.center), radii: bubbles.map(\.radius), panel: bubblePanel, gap: 2)
    return zip(bubbles, centers).map { bubble, center in
      let fill = bubble.color.tint(0.75, over: theme.background)
      scene.background.circle(
        center: center, radius: bubble.radius, fill: fill,
        stroke: Stroke(theme.background, width: 1.2))
      let text = NumberText.shown(Double(bubble.count))
      scene.background.text(
        TextSpec(text, size: 12, bold: true), at: center,
        color: theme.letters(on: fill), anchor: .center)
      return Bubble(center: center, radius: bubble.radius, count: bubble.count, color: bubble.color)
    }
  }
}

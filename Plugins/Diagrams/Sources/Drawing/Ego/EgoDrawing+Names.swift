internal import GraphvizKit
internal import ModuleKit

/// Who is named on the rings, and what rings and colors mean.
extension EgoDrawing {
  func drawNames(
    _ places: [Int: Point], _ radii: [Int: Double], _ bubbles: [Bubble], on scene: inout Scene
  ) throws {
    // The ego, then from the inside outwards.
    let order = drawn.sorted { ($0.ring, rank[$0.node]) < ($1.ring, rank[$1.node]) }
    let inner = order.filter { $0.ring == 1 }.prefix(labels).map(\.node)
    let left = max(0, labels - inner.count)
    let outer = drawn.filter { $0.ring > 1 }.sorted { rank[$0.node] < rank[$1.node] }.prefix(left)
    let named = [ego] + inner + outer.map(\.node)
    let specs = try TextFitting.fitted(
      named.enumerated().map {
        .init(
          text: network.label(of: NodeID($1)), sizes: [$0 == 0 ? 16 : 12], isBold: $0 == 0,
          width: 130)
      }, worker)
    let circles = places.keys.sorted().compactMap { node in
      places[node].map { ($0, radii[node] ?? 4) }
    }
    let placement = LabelPlacement(
      circles: circles + bubbles.map { ($0.center, $0.radius) },
      edges: drawn.compactMap { member in
        guard let from = places[member.parent], let to = places[member.node] else { return nil }
        return (from, to)
      }, panel: plan.names, keepsNear: true)
    let found = try placement.places(
      for: specs, beside: named.map { (places[$0] ?? plan.center, radii[$0] ?? 4) }, worker)
    for (spec, place) in zip(specs, found) {
      guard let place else { continue }
      scene.label(spec, at: place, theme)
    }
  }

  // MARK: Key

  func drawKey(on scene: inout Scene) throws {
    var key = SideKey(plan.key, beside: plan.keyTop, theme: theme, worker)
    try key.head(linksFrom, on: &scene)
    let most = rings.counts.max() ?? 1
    for (ring, count) in rings.counts.enumerated() {
      scene.background.text(
        TextSpec("\(ring + 1)", size: 13, bold: true), at: Point(key.left, key.y), color: theme.ink)
      let (start, length) = (key.left + 20, key.right - key.left - 120)
      scene.background.fill(Rect(start, key.y - 6, start + length, key.y + 6), theme.track)
      let share = most > 0 ? Double(count) / Double(most) : 0
      scene.background.fill(
        Rect(start, key.y - 6, start + length * share, key.y + 6), theme.strong)
      scene.background.text(
        TextSpec(Noun(noun).counted(count), size: 12), at: Point(key.right, key.y),
        color: theme.secondary, anchor: .right)
      key.skip(23)
    }
    key.skip(16)
    switch colors.kind {
    case .none: return
    case .groups(let groups): try drawGroups(groups, &key, on: &scene)
    case .ramp(let low, let high, let hasMissing):
      guard low.isFinite else { return }
      try key.head(colorTitle, on: &scene)
      let ends = NumberText.apart(low, high)
      key.ramp(ends.low, ends.high, on: &scene)
      if hasMissing {
        try key.entries(
          [.init(name: "no value", color: theme.other, isHollow: true)], on: &scene)
      }
    }
  }

  private func drawGroups(
    _ groups: [ColorScale.Group], _ key: inout SideKey, on scene: inout Scene
  ) throws {
    var reached: [Int: (low: Int, high: Int)] = [:]
    for member in rings.members {
      let known = reached[member.node] ?? (member.ring, member.ring)
      reached[member.node] = (min(known.low, member.ring), max(known.high, member.ring))
    }
    let entries = groups.compactMap { group -> SideKey.Entry? in
      let found = group.members.compactMap { $0 == ego ? 0 : reached[$0]?.low }
      guard let low = found.min(), let high = found.max() else { return nil }
      let range = low == high ? "\(low)" : "\(low)–\(high)"
      return .init(
        name: group.name, color: group.color, count: "\(range) link\(high == 1 ? "" : "s")",
        isHollow: group.isMissing, shape: group.shape)
    }
    try key.head(colorTitle, on: &scene)
    try key.entries(entries, on: &scene)
  }
}

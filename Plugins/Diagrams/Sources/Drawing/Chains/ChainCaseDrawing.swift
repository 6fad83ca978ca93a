internal import GraphvizKit
internal import ModuleKit

/// A slide for one case: its way over the network, and below it the beads of this way and of others.
struct ChainCaseDrawing {
  let network: Network
  let table: String
  let numbers: TieNumbers
  let theme: Theme
  /// Who begins all chains; nil where they begin with different people.
  let starter: Chain.Person?
  private let map: ChainMap
  private let points: [Point]
  private let context: StageContext

  /// Beside the way that a slide is about.
  private static let mostOthers = 3
  private static let rowHeight = 50.0
  private static let bottom = 32.0

  /// All slides show the same map, so that they can be compared.
  init(
    _ cases: [ChainCase], of network: Network, table: String, starter: Chain.Person?,
    sizes: [Double]?, numbers: TieNumbers, theme: Theme, _ context: StageContext
  ) throws {
    (self.network, self.table, self.numbers) = (network, table, numbers)
    (self.theme, self.starter, self.context) = (theme, starter, context)
    let people = cases.flatMap { $0.chains.flatMap(\.people) + [$0.person].compactMap { $0 } }
    let rows = cases.map { min($0.chains.count, 1 + Self.mostOthers) }.max() ?? 1
    let hasEvidence = cases.contains { $0.chains.contains { !$0.evidence.isEmpty } }
    let lower = Self.bottom + Double(max(2, rows)) * Self.rowHeight + (hasEvidence ? 44 : 0)
    map = ChainMap(
      network, around: people + [starter].compactMap { $0 }, sizes: sizes,
      panel: Rect(48, lower + 20, theme.page.width - 48, theme.page.height - 94), theme: theme)
    points = try map.layout(context)
  }

  func scene(_ own: ChainCase, title: String, subtitle: String, _ worker: RenderWorker) throws
    -> Scene
  {
    var scene = Scene(theme: theme)
    let rows = rows(own)
    let plan = try rows.plan(worker)
    let hidden = own.chains.count - rows.shown.count
    let notes = [
      own.chains.isEmpty ? nil : plan.note,
      hidden > 0 ? "\(Noun("chains").counted(hidden)) more in the table" : nil, map.note,
      map.layoutNote(context),
    ]
    try SlideFrame(
      title: title, subtitle: subtitle,
      caption: Caption.text(
        network, table: table, columns: [], closing: notes.compactMap { $0 })
    ).draw(on: &scene, worker)
    try map.draw(ways(own), at: points, on: &scene, worker)
    if own.chains.isEmpty {
      let names = [starter?.name, own.name].compactMap { $0 }
      try ChainBeads(names: names, weights: [], numbers: numbers, theme: theme)
        .drawGap(on: &scene, worker)
    } else {
      rows.draw(plan, on: &scene)
    }
    return scene
  }

  private func rows(_ own: ChainCase) -> ChainRows {
    ChainRows(
      chains: own.chains, numbers: numbers, theme: theme, most: 1 + Self.mostOthers,
      top: map.panel.minY - 14, bottom: Self.bottom, rowHeight: Self.rowHeight,
      marksShared: false, isStrong: own.isTaken)
  }

  /// The way that the slide is about comes last, over the others.
  private func ways(_ own: ChainCase) -> [ChainMap.Way] {
    guard let first = own.chains.first else {
      return [starter, own.person].compactMap { $0 }.map {
        .init(people: [$0], style: .strong, named: [0])
      }
    }
    let others = own.chains.dropFirst().prefix(Self.mostOthers).map {
      // Of a way beside, the person to ask first is who matters.
      ChainMap.Way(people: $0.people, style: .thin, named: $0.links > 1 ? [1] : [])
    }
    let all = Array(first.people.indices)
    let ends = all.filter { $0 == 0 || $0 == first.links }
    return others.reversed() + [
      .init(
        people: first.people, style: own.isTaken ? .strong : .dashed,
        named: ends + all.filter { !ends.contains($0) })
    ]
  }

  // MARK: Words

  /// What the slide is called where the study does not say.
  func title(_ own: ChainCase) -> String {
    let pair = pair(own)
    if let verdict = own.verdict, verdict != "planned" {
      return "\(pair): \(verdict.replacing("_", with: " "))"
    }
    guard let first = own.chains.first, first.links > 1 else {
      if own.chains.first?.links == 0 { return "\(pair): no tie" }
      return own.chains.isEmpty ? "\(pair): no chain" : pair
    }
    let others = first.links - 2
    return "\(pair) through \(first.people[1].name)"
      + (others == 0 ? "" : " and \(others == 1 ? "one other" : "\(others) others")")
  }

  /// Who is at both ends; of a chain that is no person's, whoever it ends with.
  private func pair(_ own: ChainCase) -> String {
    let chain = own.chains.first
    if let chain, chain.links == 0 { return own.name }
    guard let from = chain?.people.first?.name ?? starter?.name else { return own.name }
    let to = own.person == nil && own.verdict == nil ? chain?.people.last?.name : nil
    return "From \(from) to \(to ?? own.name)"
  }

  func sentence(_ own: ChainCase) -> String {
    let reason = own.reason.map { $0.prefix(1).uppercased() + $0.dropFirst() }
    guard let first = own.chains.first, first.people.count > 1 else {
      return reason ?? "No chain leads there"
    }
    let length =
      "\(Noun("links").counted(first.links)), \(Noun("people").counted(first.links - 1)) between"
    return reason.map { "\($0). \(length)" } ?? length
  }

  func description(_ own: ChainCase, _ sentence: String) -> String {
    own.chains.isEmpty ? "\(sentence)." : "\(sentence). \(rows(own).ways)."
  }
}

internal import GraphvizKit
internal import ModuleKit

/// One slide of a chain: the way over the network above, the beads below.
struct ChainDrawing {
  let network: Network
  /// Without people when there is no chain.
  let chain: Chain
  let texts: ChainTexts
  let theme: Theme
  private let map: ChainMap
  /// The people that the slide is about.
  private let people: [Chain.Person]
  private let beads: ChainBeads

  init(
    _ texts: ChainTexts, of network: Network, sizes: [Double]?, numbers: TieNumbers, theme: Theme
  ) {
    (self.network, self.texts, chain) = (network, texts, texts.chain)
    self.theme = theme
    people = chain.people.isEmpty ? texts.apart : chain.people
    map = ChainMap(
      network, around: people, sizes: sizes,
      panel: Rect(48, 130, theme.page.width - 48, theme.page.height - 94), theme: theme)
    beads = ChainBeads(
      names: people.map(\.name), weights: chain.people.isEmpty ? [] : chain.weights,
      numbers: numbers, theme: theme)
  }

  func scene(_ context: StageContext, subtitle: String?, title: String, _ worker: RenderWorker)
    throws -> Scene
  {
    let points = map.leftToRight(try map.layout(context), people)
    var scene = Scene(theme: theme)
    let note = beads.showsWeights ? beads.numbers.note(isSaid: try beads.hasWords(worker)) : nil
    let caption = Caption.text(
      network, table: texts.table, columns: [],
      closing: [note, map.note, map.layoutNote(context)].compactMap { $0 })
    try SlideFrame(title: title, subtitle: subtitle ?? texts.sentence, caption: caption)
      .draw(on: &scene, worker)
    // The same people as below the beads, the ends first: these must find room.
    let named = beads.named.sorted { beads.isEnd($0) && !beads.isEnd($1) }
    let ways =
      chain.people.isEmpty
      ? people.map { ChainMap.Way(people: [$0], style: .strong, named: [0]) }
      : [ChainMap.Way(people: people, style: .strong, named: named)]
    try map.draw(ways, at: points, on: &scene, worker)
    if chain.people.isEmpty {
      try beads.drawGap(on: &scene, worker)
    } else {
      try beads.draw(on: &scene, worker)
    }
    return scene
  }
}

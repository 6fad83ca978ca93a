internal import GraphvizKit
internal import ModuleKit

/// The slide of ``SmallMultiplesDiagram``, from columns to files.
struct SmallMultiplesDrawing {
  typealias Parameters = SmallMultiplesDiagram.Parameters

  let network: Network
  let parameters: Parameters
  let context: StageContext
  let theme: Theme
  var worker: RenderWorker { RenderWorker(theme: theme) }
  /// nil for panels of several columns.
  let groups: FacetGroups?
  private let columns: TableColumns

  init(_ network: Network, _ parameters: Parameters, _ context: StageContext) throws {
    (self.network, self.parameters, self.context) = (network, parameters, context)
    theme = parameters.theme.theme
    columns = try TableColumns(nil, of: network, context)
    groups = try parameters.by.map { by in
      FacetGroups(
        try NodeGroups.read(by.name, "by", of: network, context), of: network.nodes[by.name],
        isNumbered: ColorScale.numbersGroups(by.name), order: parameters.order,
        most: parameters.most)
    }
  }

  func figure() throws -> Figure {
    var scene = Scene(theme: theme)
    let titles: [(name: String, note: FacetNote)]
    let hasShared = LaidOut.places(network) != nil
    if groups?.members.isEmpty == true || network.graph.nodeCount == 0 {
      titles = []
      EmptyNote.draw(
        network.graph.nodeCount == 0 ? "The network is empty" : "Nobody belongs to a group",
        on: &scene)
    } else {
      titles =
        parameters.view == .network ? try drawNetworks(on: &scene) : try drawHistograms(on: &scene)
    }
    let layout =
      parameters.view == .network && !hasShared && !titles.isEmpty
      ? "layout: \(method), seed \(context.studySeed)" : nil
    let caption = Caption.text(
      network, columns: shownColumns, closing: closing + [layout].compactMap { $0 })
    let subtitle = parameters.subtitle ?? self.subtitle
    let title = parameters.title ?? context.study
    try SlideFrame(title: title, subtitle: subtitle, caption: caption).draw(on: &scene, worker)
    let said = titles.map { "\($0.name): \($0.note.whole)" }
    let output = SlideOutput(
      title: title,
      description: said.isEmpty ? "\(subtitle)." : "\(subtitle). \(said.joined(separator: "; ")).",
      slide: parameters.slide, context: context)
    return try output.figure(scene, worker)
  }

  private func page(
    _ titles: [(name: String, note: FacetNote)], key: FacetKey, title: String, foot: Double,
    aspect: Double = 1.6
  ) -> FacetPage {
    let hasStrip = if case .none = key { false } else { true }
    return FacetPage(
      titles: titles,
      grid: FacetPage.grid(
        titles.count, aspect: aspect, foot: foot, hasStrip: hasStrip, columns: parameters.columns,
        theme.page),
      key: key, keyTitle: title, theme: theme, worker: worker)
  }

  // MARK: Networks

  private func drawNetworks(on scene: inout Scene) throws -> [(name: String, note: FacetNote)] {
    let nouns = FacetNouns(people: parameters.people, ties: parameters.ties)
    let sizes = try SizeColumn.values(parameters.size, of: network, context)
    let facets: NetworkFacets
    if let groups {
      let colors = try parameters.color.map { try self.colors($0, "color") }
      facets = NetworkFacets(groups, of: network, colors: colors, nouns: nouns, theme: theme)
    } else {
      facets = NetworkFacets(
        try parameters.values.map { column in
          let colors = try self.colors(column, "values")
          let isRamp = if case .ramp = colors.kind { true } else { false }
          let values = isRamp ? network.nodes[column.name]?.asNumbers : nil
          return (column.name, colors, values)
        }, count: network.graph.nodeCount,
        isShared: parameters.scales.sharesX(severalColumns: true), nouns: nouns, theme: theme)
    }
    let hasKeys = facets.facets.contains { if case .none = $0.key { false } else { true } }
    let places = try self.places()
    let frame = FacetNetwork.frame(places)
    let page = page(
      facets.facets.map { ($0.name, $0.note) }, key: facets.key,
      title: parameters.color?.name.replacing("_", with: " ") ?? "", foot: hasKeys ? 22 : 0,
      aspect: frame.width / frame.height)
    let panels = FacetNetwork(
      network, places: places, sizes: sizes, plot: page.grid.plots[0],
      panels: facets.facets.count, theme: theme)
    for (facet, plot) in zip(facets.facets, page.grid.plots) {
      try context.workers.checkCancelled()
      panels.draw(facet, in: plot, on: &scene)
      try page.drawKey(facet.key, below: plot, on: &scene)
    }
    try page.drawTitles(on: &scene)
    try page.drawStrip(on: &scene)
    return page.titles
  }

  private func colors(_ column: NodeColumn, _ parameter: String) throws -> ColorScale {
    let graph = network.graph
    func ties(_ node: Int) -> Int {
      graph.outgoing.degree(node) + (graph.isDirected ? graph.incoming.degree(node) : 0)
    }
    return ColorScale(
      try columns.column(column.name, parameter), name: column.name, count: graph.nodeCount,
      theme: theme
    ) { members in
      members.max { (ties($0), -$0) < (ties($1), -$1) }.map { network.label(of: NodeID($0)) } ?? ""
    }
  }

  /// Those of `diagram.layout`, else the ones that it would give.
  private func places() throws -> [Point] {
    if let shared = LaidOut.places(network) { return shared }
    var random = context.random("layout")
    return try placesForAll.fresh(&random, context.workers)
  }

  private var placesForAll: PlacesForAll {
    let groups = groups.map { groups in
      var result = [Int](repeating: -1, count: network.graph.nodeCount)
      for (index, members) in groups.members.enumerated() {
        for member in members { result[member] = index }
      }
      return result
    }
    return PlacesForAll(network: network, groups: groups)
  }

  private var method: String { placesForAll.method }

  // MARK: Histograms

  private func drawHistograms(on scene: inout Scene) throws -> [(name: String, note: FacetNote)] {
    let shares = parameters.heights == .shares
    let samples = try self.samples()
    let sharesX = parameters.scales.sharesX(severalColumns: groups == nil)
    let sharesY = parameters.scales.sharesY(severalColumns: groups == nil)
    let everybody = samples.flatMap(\.values)
    let common = line(everybody, isWhole: samples.allSatisfy(\.isWhole))
    let bars = samples.map { sample in
      FacetBars(
        sample.values, on: sharesX ? common : line(sample.values, isWhole: sample.isWhole),
        shares: shares, everybody: sharesX && groups != nil ? everybody : nil)
    }
    let titles = zip(samples, bars).map { sample, bars in
      (name: sample.name, note: note(bars))
    }
    let hasWhole = bars.contains { $0.whole != nil }
    let entries = [
      hasWhole
        ? SideKey.Entry(
          name: "steps: all \(Noun(parameters.people).counted(everybody.count(where: \.isFinite)))",
          color: theme.secondary, shape: .square) : nil,
      SideKey.Entry(name: "dashed: mean", color: theme.accent, shape: .square),
    ].compactMap { $0 }
    let page = page(
      titles, key: .entries(entries),
      title: parameters.column?.name.replacing("_", with: " ") ?? "", foot: FacetHistogram.foot)
    let tops = bars.map { ($0.heights + ($0.whole ?? [])).max() ?? 0 }
    let top = tops.max() ?? 0
    for (index, plot) in page.grid.plots.enumerated() {
      let panel = FacetHistogram(
        bars: bars[index], shares: shares, top: sharesY ? top : tops[index],
        color: theme.strong.tint(0.62, over: theme.background), theme: theme, worker: worker)
      try panel.draw(in: plot, on: &scene)
    }
    try page.drawTitles(on: &scene)
    try page.drawStrip(on: &scene)
    return titles
  }

  private func line(_ values: [Double], isWhole: Bool) -> HistogramBars {
    HistogramBars(counting: values.filter(\.isFinite), bins: parameters.bins, isWhole: isWhole)
  }

  private func note(_ bars: FacetBars) -> FacetNote {
    let mean = bars.count == 0 ? "" : ", mean \(NumberText.shown(bars.mean))"
    let people = Noun(parameters.people).counted(bars.count)
    return FacetNote(choices: [people + mean, people, String(bars.count)])
  }

  /// What is counted in each panel.
  private func samples() throws -> [(name: String, values: [Double], isWhole: Bool)] {
    if let groups, let name = parameters.column?.name {
      let column = try columns.numbers(name, "column")
      let values = column.asNumbers
      return zip(groups.names, groups.members).map { group, members in
        (group, members.map { values[$0] }, column.type == .integer)
      }
    }
    return try parameters.values.map { name in
      let column = try columns.numbers(name.name, "values")
      return (name.name.replacing("_", with: " "), column.asNumbers, column.type == .integer)
    }
  }
}

internal import Foundation
internal import GraphvizKit
public import ModuleKit

/// `diagram.chain`
public struct ChainDiagram: Module {
  public static let manual = Manual(
    name: "diagram.chain",
    summary: "Draws a chain of people over the network it runs through",
    details: """
      Shows the chain that a stage `chains.path` has found: strong over the dimmed network, and below \
      as a row of beads with the number of each link and the weight of each tie. `chain` names the \
      stage. Of a chain too long for all names, the ends and some between are named. Two people who \
      are not connected give a slide that shows both and says so. `size` names a numeric column that \
      circle areas show, `unit` what the weights over the ties count. Of a network of more than 1500 \
      people only those nearest to the chain are drawn, and the caption says so.

      Any table with a column `id` will do; people stand in the order of its column `step`, named by \
      its column `label`, else as in the network. Where it has a column `chain`, each value is a chain \
      of its own, and the first seven stand below each other: alternatives, or chains that share \
      nobody. People who stand between the ends of several are marked. `value` names a column of which \
      the first value is said of each chain, such as its reliability; `ties` one whose numbers stand \
      over the ties instead of the weights.

      `one_per` names a column that splits the table: each of its values gets a slide, with its first \
      chain over the network and the next three below, as after `chains.introductions`: \
      `chain: introductions_chains, one_per: prospect, ties: p, value: reliability, evidence: evidence`. \
      `evidence` names a column that is told over the ties of the first chain where there is room. \
      Figures are called `<stage>-<value>`, in small letters without accents. Where the table is called \
      `<name>_chains` and a table `<name>` has the same column, whoever is listed there gets a slide, \
      also without a chain, called by its `label` and with its `verdict` and `reason`; a chain that a \
      verdict speaks against is dashed. `only` chooses values; of more than `most`, the first are drawn \
      and a warning tells. In `title` and `subtitle`, `{name}` stands for whom the slide is about.
      """,
    writes: [.figure("<stage>", "the slide, one file per format; with one_per <stage>-<value>")],
    uses: [.seed, .title],
    complexity: "as diagram.network",
    examples: [
      Example(
        "From a to d", network: "a-b b-d a-c c-e",
        yaml: """
          - use: chains.path
            with: {from: a, to: d}
          - id: slide
            use: diagram.chain
            with: {formats: [svg]}
          """,
        expected: [.file("slide.svg", contains: "2 links, 1 person between")]),
      Example(
        "A slide for each whom a wants to meet", network: "a-b b-d b-é f",
        yaml: """
          - use: chains.introductions
            with: {from: a, prospects: [d, é, f]}
          - id: to
            use: diagram.chain
            with: {chain: introductions_chains, one_per: prospect, ties: p, formats: [svg]}
          """,
        expected: [
          .file("to-d.svg", contains: "From a to d through b"),
          .file("to-e.svg", contains: "a – b – é"),
          .file("to-f.svg", contains: "From a to f: no chain"),
        ]),
    ], version: 6)

  public struct Parameters: ParameterSet, OfSlide {
    @Param("The stage that has found the chain, or the table that lists it") var chain = "path"
    @Param("The numeric node column that circle areas show") var size: NodeColumn? = nil
    @Param("A column of the table to say of each of several chains") var value: String? = nil
    @Param("A column of the table whose numbers stand over the ties; the weight when not given")
    var ties: String? = nil
    @Param("A column of the table to tell over the ties, with one_per")
    var evidence: String? = nil
    @Param("A column of the table: a slide for each of its values") var onePer: String? = nil
    @Param("The values (or labels) that get a slide; all when not given") var only: [String] = []
    @Param("The most slides of one_per", in: 1...500) var most = 40
    @Param("What the numbers over the ties count, such as chapters") var unit: String? = nil
    var slide = SlideParameters(subtitleFrom: "the chain")
    public init() {}
  }
  public static var surroundings: [String: String] { RenderWorker.surroundings }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    if !outline.mayHaveMore, !outline.tables.contains(parameters.chain) {
      check.report(
        "unknown-table", "no stage '\(parameters.chain)' has found a chain before this one",
        parameter: "chain", help: help(outline.tables))
    }
    SizeColumn.check(parameters.size, outline, check)
    parameters.slide.check(check)
    if parameters.onePer != nil {
      outline.addFigureSeries(check.stageID)
    } else {
      outline.addFigure(check.stageID)
      for (name, isGiven) in [
        ("only", !parameters.only.isEmpty), ("evidence", parameters.evidence != nil),
        ("most", parameters.most != Parameters().most),
      ] where isGiven {
        check.report(
          "conflict", "'\(name)' counts with 'one_per' only", parameter: name,
          help: "name the column of the table that splits it with 'one_per'")
      }
      for (name, text) in [("title", parameters.title), ("subtitle", parameters.subtitle)]
      where text?.contains("{name}") == true {
        check.report(
          "conflict", "'{name}' in '\(name)' counts with 'one_per' only", parameter: name,
          help: "one slide shows everything: name it in words, or give 'one_per'")
      }
    }
  }

  private func help(_ tables: [String]) -> String {
    Suggestion.nearest(to: parameters.chain, among: tables).map { "did you mean '\($0)'?" }
      ?? "put a stage 'chains.path' before this one"
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    guard let table = network.table(parameters.chain) else {
      throw context.error(
        "unknown-table", "no stage '\(parameters.chain)' has found a chain", parameter: "chain",
        help: help(network.tables.map(\.name)))
    }
    let rows = try TableColumns(parameters.chain, of: network, context)
    let columns = try ChainColumns(rows, parameters, network)
    let sizes = try SizeColumn.values(parameters.size, of: network, context)
    if let column = parameters.onePer {
      let series = try ChainSeries(
        rows, by: column, columns, sizes, parameters, network, context)
      warnOfStrangers(series.cases.flatMap(\.chains), context)
      for figure in try series.figures() { network.set(figure) }
      return
    }
    let chains = columns.chains(0..<columns.rowCount)
    warnOfStrangers(chains, context)
    let title = parameters.title ?? context.study
    let figure = try SlideOutput.reportingFailures(context) {
      let worker = RenderWorker(theme: parameters.theme.theme)
      let (scene, description) =
        chains.count > 1
        ? try several(chains, columns.numbers, network, title, worker)
        : try one(chains.first, table, sizes, columns.numbers, network, context, worker)
      let output = SlideOutput(
        title: title, description: description, slide: parameters.slide, context: context)
      return try output.figure(scene, worker)
    }
    network.set(figure)
  }

  private func one(
    _ chain: Chain?, _ table: Table, _ sizes: [Double]?, _ numbers: TieNumbers, _ network: Network,
    _ context: StageContext, _ worker: RenderWorker
  ) throws -> (Scene, String) {
    let apart = chain == nil ? Self.people(named: table.title, in: network) : []
    let texts = ChainTexts(
      chain: chain ?? Chain(name: ""),
      apart: apart.map { node in
        .init(node: node, name: network.label(of: NodeID(node)), id: network.ids[node])
      }, network: network, table: parameters.chain)
    let drawing = ChainDrawing(
      texts, of: network, sizes: sizes, numbers: numbers, theme: parameters.theme.theme)
    let scene = try drawing.scene(
      context, subtitle: parameters.subtitle, title: parameters.title ?? context.study, worker)
    return (scene, texts.description)
  }

  private func several(
    _ chains: [Chain], _ numbers: TieNumbers, _ network: Network, _ title: String,
    _ worker: RenderWorker
  ) throws -> (Scene, String) {
    let rows = ChainRows(chains: chains, numbers: numbers, theme: parameters.theme.theme)
    let plan = try rows.plan(worker)
    var scene = Scene(theme: parameters.theme.theme)
    try SlideFrame(
      title: title, subtitle: parameters.subtitle ?? rows.sentence,
      caption: Caption.text(
        network, table: parameters.chain, columns: [], closing: [plan.note].compactMap { $0 })
    ).draw(on: &scene, worker)
    rows.draw(plan, on: &scene)
    return (scene, rows.description)
  }

  /// People whom a filter has taken out since the chain was found.
  private func warnOfStrangers(_ chains: [Chain], _ context: StageContext) {
    let missing = Set(chains.flatMap(\.people).filter { $0.node == nil }.map(\.id)).sorted()
    if missing.isEmpty { return }
    let count = Noun("people").counted(missing.count)
    context.warn(
      "unknown-node",
      "\(count) of '\(parameters.chain)' \(missing.count == 1 ? "is" : "are") not in this network: "
        + missing.prefix(5).joined(separator: ", ")
        + (missing.count > 5 ? " and others; they" : "; they") + " stand in the beads only",
      parameter: "chain")
  }

  /// The two people of a chain that was not found: an empty table names them in its title, "From A
  /// to B", with their ids or labels.
  private static func people(named title: String, in network: Network) -> [Int] {
    func find(_ name: String) -> Int? {
      if let node = network.node(name) { return Int(node) }
      return (0..<network.graph.nodeCount).first { network.label(of: NodeID($0)) == name }
    }
    let words = title.components(separatedBy: " to ")
    guard title.hasPrefix("From "), words.count > 1 else { return [] }
    // A name may hold " to " itself.
    for split in 1..<words.count {
      let from = words[..<split].joined(separator: " to ").dropFirst("From ".count)
      let to = words[split...].joined(separator: " to ")
      if let a = find(String(from)), let b = find(to) { return [a, b] }
    }
    return []
  }
}

internal import GraphvizKit
public import ModuleKit

/// `diagram.pipeline`
public struct PipelineDiagram: Module {
  public static let manual = Manual(
    name: "diagram.pipeline",
    summary: "Draws the study itself: its stages as cards, from the files read to the results",
    details: """
      A card for each stage that leads to this one: its id, its module, the parameters that differ \
      from their defaults, and what came of it: the size of the network, how much a filter kept, the \
      first values of its table of measures, who leads its column, the figures and files it made. \
      Values are read from the network as it is at this stage. Files stand at the left with the \
      beginning of their SHA-256, what comes out at the right.

      The cards lie as Graphviz' `dot` places them, in rows where they are more than the page is \
      wide. Where they are many, each tells less: without parameters, without its module, its id \
      alone. Letters are smaller than 12 points only where that is not enough, which a warning tells.
      """,
    inputs: .many,
    writes: [.figure("<stage>", "the slide, one file per format")],
    uses: [.title, .lineage],
    references: [
      "Gansner, E. R., Koutsofios, E., North, S. C. & Vo, K.-P. (1993). A technique for drawing directed graphs. IEEE TSE 19(3), 214-230."
    ],
    complexity: "O(stages + n)",
    examples: [
      Example(
        "Three stages", network: "a-b b-c c-d",
        yaml: """
          - use: centrality.degree
          - id: how
            use: diagram.pipeline
            with: {formats: [svg]}
          """,
        expected: [.file("how.svg", contains: "centrality.degree")])
    ])

  public struct Parameters: ParameterSet, OfSlide {
    @Param("What nodes are called, in the plural") var people = "people"
    @Param("What edges are called, in the plural") var ties = "ties"
    var slide = SlideParameters(subtitleFrom: "the stages")
    public init() {}
  }
  public static var surroundings: [String: String] { RenderWorker.surroundings }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    parameters.slide.check(check)
    outline.addResults(of: check.inputs.dropFirst())
    outline.addFigure(check.stageID)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    network.addResults(of: context.inputs.dropFirst(), context)
    let graph = PipelineGraph(
      context.lineage, [network] + context.inputs, people: parameters.people, ties: parameters.ties)
    let theme = parameters.theme.theme
    let title = parameters.title ?? context.study
    let subtitle = parameters.subtitle ?? Self.subtitle(context.lineage)
    let figure = try SlideOutput.reportingFailures(context) {
      let worker = RenderWorker(theme: theme)
      var scene = Scene(theme: theme)
      try SlideFrame(title: title, subtitle: subtitle, caption: Self.caption(context.lineage))
        .draw(on: &scene, worker)
      let layout = try PipelineLayout(graph, in: PipelineDrawing.area(theme.page), worker)
      try PipelineDrawing(graph: graph, layout: layout, theme: theme, worker: worker)
        .draw(on: &scene)
      let output = SlideOutput(
        title: title, description: Self.description(graph, subtitle), slide: parameters.slide,
        context: context)
      return try output.figure(scene, worker)
    }
    network.set(figure)
  }

  private static func subtitle(_ lineage: Lineage) -> String {
    let files = Set(lineage.stages.flatMap { $0.files.map(\.name) }).count
    let figures = lineage.stages.reduce(0) {
      $0 + $1.adds.figures.count + $1.adds.figureSeries.count
    }
    return Noun("stages").counted(lineage.stages.count)
      + (files > 0 ? " from \(Noun("files").counted(files))" : "")
      + (figures > 0 ? " to \(Noun("figures").counted(figures))" : "")
  }

  /// What makes the study repeatable.
  private static func caption(_ lineage: Lineage) -> String {
    var seen: Set<String> = []
    let files = lineage.stages.flatMap(\.files).filter { seen.insert($0.name).inserted }.map {
      file in
      let name = file.name.split(separator: "/").last.map(String.init) ?? file.name
      return "\(name) \(file.sha256.prefix(12))"
    }
    return
      (files.isEmpty ? "" : "SHA-256 of the files begin: \(files.joined(separator: ", ")). ")
      + "Sociogram \(lineage.engine)."
  }

  private static func description(_ graph: PipelineGraph, _ subtitle: String) -> String {
    let stages = graph.cards.filter { $0.kind != .files && $0.kind != .results }.map { card in
      card.title + (card.findings.first.map { ": \($0)" } ?? "")
    }
    return subtitle + ". " + stages.joined(separator: "; ") + "."
  }
}

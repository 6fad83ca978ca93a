internal import GraphvizKit
public import ModuleKit

/// `diagram.map`
public struct MapDiagram: Module {
  public static let manual = Manual(
    name: "diagram.map",
    summary: "Draws groups as circles and what runs between them as lines",
    details: """
      One circle for each group of the node column `group`, such as a community or a sector: its area \
      shows the number of members, or the sum of the column `size`. The width of a line shows the \
      number of ties between two groups, or the sum of the edge column `sum`; in directed networks \
      both directions are added up. Of each group the `strongest` links are drawn. The six largest \
      groups have a color, the rest is grey.

      The bars tell how much stays inside: of the ties that the members of a group have, each counting \
      his own, the share with other members; the mean of all groups is the share of all ties that stay \
      inside. Ties to people who are not drawn count here; ties of people with themselves never count. People \
      without a value, groups of fewer than `smallest` members and all but the `most` largest groups \
      are not drawn, and counted in the caption. `community` and `component` only number their \
      groups, which are named after their most important member, as in `diagram.network`: the one with the \
      largest `size` where that is given, else with the most ties. The number of a circle too small for it \
      stands beside it, and a name for which there is no room beside its own circle farther off, with a \
      line. Circles never overlap; where they find no room, all become smaller.
      """,
    writes: [.figure("<stage>", "the slide, one file per format")],
    uses: [.seed, .title],
    references: [
      "Zheng, J. X., Pawar, S. & Goodman, D. F. M. (2019). Graph drawing by stochastic gradient descent. IEEE TVCG 25(9), 2738-2748."
    ],
    complexity: "O(n + m + groups²)",
    examples: [
      Example(
        "Two components", network: "a-b b-c d-e",
        yaml: """
          - use: structure.components
          - id: parts
            use: diagram.map
            with: {group: component, formats: [svg]}
          """,
        expected: [.file("parts.svg", contains: "2 groups")])
    ], version: 4)

  public struct Parameters: ParameterSet, OfSlide {
    @Param(required: "The node column whose values are the groups") var group: NodeColumn
    @Param("The numeric node column that areas add up; members are counted when not given")
    var size: NodeColumn? = nil
    @Param("The numeric edge column that widths add up; ties are counted when not given")
    var sum: EdgeColumn? = nil
    @Param("How many of the heaviest links of each group to draw", in: 0...300) var strongest = 3
    @Param("The least number of members of a group that is drawn", in: 1...) var smallest = 1
    @Param("How many groups to draw at most", in: 1...300) var most = 60
    @Param("How many groups to name beside their circle; auto names all of 40 or fewer, else 12")
    var labels = LabelCount.auto
    @Param("What nodes are called, in the plural") var people = "people"
    @Param("What edges are called, in the plural") var ties = "ties"
    @Param("What groups are called, in the plural") var groups = "groups"
    var slide = SlideParameters(subtitleFrom: "the groups")
    public init() {}
  }
  public static var surroundings: [String: String] { RenderWorker.surroundings }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    NodeGroups.check(parameters.group.name, "group", outline, check)
    parameters.slide.check(check)
    outline.addFigure(check.stageID)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try draw(&network, context, note: nil)
  }

  /// - Parameters:
  ///   - sizes: by which numbered groups are called; those of `size` when nil.
  ///   - note: for the caption: why this is a map.
  func draw(
    _ network: inout Network, _ context: StageContext, sizes: [Double]? = nil, note: String?
  ) throws {
    try context.workers.checkCancelled()
    let map = try GroupMap(network, parameters, sizes: sizes, context)
    let links = map.links(parameters.strongest)
    var random = context.random("layout")
    let layout = try MapLayout(
      values: map.circles.map(\.value), links: links,
      panel: MapDrawing.areas(parameters.theme.theme.page).drawing, &random,
      context.workers)
    let title = parameters.title ?? context.study
    let subtitle = parameters.subtitle ?? map.sentence
    let caption = Caption.text(
      network, columns: [parameters.group.name] + (parameters.size.map { [$0.name] } ?? []),
      closing: (note.map { [$0] } ?? [])
        + map.notes(links.count, layout, seed: context.studySeed))
    let theme = parameters.theme.theme
    let slide = SlideWords(
      title: title, subtitle: subtitle, caption: caption,
      description: map.description(links, subtitle))
    network.set(
      try parameters.figure(slide, context) { scene, worker in
        try MapDrawing(
          circles: map.circles, links: links, layout: layout,
          labels: parameters.labels.most(of: map.circles.count), texts: map.texts, theme: theme,
          worker: worker
        ).draw(on: &scene)
      })
  }
}

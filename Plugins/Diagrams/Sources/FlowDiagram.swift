internal import GraphvizKit
public import ModuleKit

/// `diagram.flow`
public struct FlowDiagram: Module {
  public static let manual = Manual(
    name: "diagram.flow",
    summary: "Draws who refers to whom between groups as ribbons from left to right",
    details: """
      The groups of the node column `group` stand at the left, as those that ties come from, and again \
      at the right, as those that ties go to. A ribbon is as wide as the number of ties from one to the \
      other, or as the sum of the edge column `sum`, and has the color of the group it comes from. \
      What stays inside a group is paler; with `inside: told` it is not drawn, and the subtitle tells how much \
      it is. The key has the balance of each group, what it receives from other groups less what it \
      gives them, and the largest flows between two.

      In undirected networks a tie between two groups stands in both directions, so that both sides are \
      alike, and a tie inside a group counts once; the key then has the share of each group's \
      ties that stays inside.

      Two columns are read like a text even with many groups. A chord diagram, which bends one column \
      into a circle, has less room for names, hides directions and lets all large ribbons cross in its middle.

      The `most` groups with the most ties are drawn, the others are one block at the foot. Ties of people without a \
      value, and ties of people with themselves, are not drawn, and counted in the caption. Blocks are ordered so \
      that the ink where ribbons cross is least: by barycenters, then, from ten starts, by sifting.
      """,
    writes: [.figure("<stage>", "the slide, one file per format")],
    uses: [.title],
    references: [
      "Sugiyama, K., Tagawa, S. & Toda, M. (1981). Methods for visual understanding of hierarchical system structures. IEEE Transactions on Systems, Man, and Cybernetics 11(2), 109-125.",
      "Zarate, D. C., Le Bodic, P., Dwyer, T., Gange, G. & Stuckey, P. (2018). Optimal Sankey diagrams via integer programming. IEEE PacificVis 2018, 135-139.",
    ],
    complexity: "O(n + m + groups⁴)",
    examples: [
      Example(
        "Two offices that refer to each other", network: "a>c b>c c>a d>a",
        yaml: """
          - use: structure.components
          - id: parts
            use: diagram.flow
            with: {group: component, formats: [svg]}
          """,
        expected: [.file("parts.svg", contains: "1 group")])
    ], version: 2)

  public struct Parameters: ParameterSet, OfSlide {
    @Param(required: "The node column whose values are the groups") var group: NodeColumn
    @Param("The numeric edge column that widths add up; ties are counted when not given")
    var sum: EdgeColumn? = nil
    @Param("Whether what stays inside a group is drawn or only told") var inside = InsideFlow.drawn
    @Param("How many groups to draw by themselves", in: 1...20) var most = 8
    @Param("In which order groups stand") var order = BlockOrder.crossings
    @Param("What nodes are called, in the plural") var people = "people"
    @Param("What edges are called, in the plural") var ties = "ties"
    @Param("What groups are called, in the plural") var groups = "groups"
    var slide = SlideParameters(subtitleFrom: "the flows")
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
    try context.workers.checkCancelled()
    let flows = try GroupFlows(network, parameters, context)
    let words = FlowWords(flows: flows, parameters: parameters)
    let title = parameters.title ?? context.study
    let subtitle = parameters.subtitle ?? words.sentence
    let caption = Caption.text(
      network, columns: [parameters.group.name], closing: words.notes)
    let theme = parameters.theme.theme
    let slide = SlideWords(
      title: title, subtitle: subtitle, caption: caption, description: words.description(subtitle))
    network.set(
      try parameters.figure(slide, context) { scene, worker in
        try FlowDrawing(
          flows: flows, order: parameters.order, words: words, theme: theme, worker: worker
        ).draw(on: &scene)
      })
  }
}

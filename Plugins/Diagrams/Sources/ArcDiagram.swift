internal import GraphvizKit
public import ModuleKit

/// `diagram.arc`
public struct ArcDiagram: Module {
  public static let manual = Manual(
    name: "diagram.arc",
    summary: "Draws people on a line and their ties as arcs beside it",
    details: """
      Everybody has a row of his own, so that names stand under each other and can be read; an arc joins the \
      rows of two people. In directed networks an arc at the right goes down, from a person to somebody below, and one \
      at the left goes up. Arcs within a group of the node column `group` have its color, others are \
      grey; their width is the edge column `width`, or the strength of ties where they have one. The area of a dot is \
      the number of ties.

      People stand by the column `by`, or so that arcs are short: members of a group stay together, and the sum \
      of the lengths of all arcs, times their width, is lessened from two starts, the order of the network and that of the second \
      eigenvector of the Laplacian, by moving one person at a time, turning groups round and letting neighboring \
      groups change places, until nothing helps (minimum linear arrangement; the least sum is too hard to find). It is never longer \
      than in the order of the network.

      As many people are named as there is room for, those with the most ties first, but no more than `labels`. \
      Of more than `most` people those with the most ties are drawn, and the slide tells so; for large networks \
      `diagram.map` and `diagram.matrix` show more. Ties of people with themselves are not drawn.
      """,
    writes: [.figure("<stage>", "the slide, one file per format")],
    uses: [.title],
    references: [
      "Wattenberg, M. (2002). Arc diagrams: visualizing structure in strings. IEEE Symposium on Information Visualization 2002, 110-116.",
      "Juvan, M. & Mohar, B. (1992). Optimal linear labelings and eigenvalues of graphs. Discrete Applied Mathematics 36(2), 153-168.",
      "Petit, J. (2003). Experiments on the minimum linear arrangement problem. ACM Journal of Experimental Algorithmics 8, 2.3.",
    ],
    complexity: "O(n + m), besides O(p (p + q)) per round for the p people and q arcs drawn",
    examples: [
      Example(
        "A triangle with a tail", network: "a-b b-c c-a c-d",
        yaml: "- id: line\n  use: diagram.arc\n  with: {formats: [svg]}",
        expected: [.file("line.svg", contains: "4 people, 4 ties")])
    ], version: 2)

  public struct Parameters: ParameterSet, OfSlide {
    @Param("The node column whose values are groups, which stay together and have a color")
    var group: NodeColumn? = nil
    @Param("The node column to order people by; arcs are short when not given")
    var by: NodeColumn? = nil
    @Param("The numeric edge column that widths show; the strength of ties when not given")
    var width: EdgeColumn? = nil
    @Param("How many people to draw at most", in: 1...300) var most = 100
    @Param("How many people to name at most", in: 0...300) var labels = 100
    @Param("What nodes are called, in the plural") var people = "people"
    @Param("What edges are called, in the plural") var ties = "ties"
    var slide = SlideParameters(subtitleFrom: "the network")
    public init() {}
  }
  public static var surroundings: [String: String] { RenderWorker.surroundings }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    if let group = parameters.group { NodeGroups.check(group.name, "group", outline, check) }
    parameters.slide.check(check)
    outline.addFigure(check.stageID)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let plan = try ArcPlan(network, parameters, theme: parameters.theme.theme, context)
    let words = ArcWords(plan: plan, parameters: parameters)
    let title = parameters.title ?? context.study
    let subtitle = parameters.subtitle ?? words.sentence
    var columns = [parameters.group?.name, parameters.by?.name].compactMap { $0 }
    if columns.count == 2, columns[0] == columns[1] { columns.removeLast() }
    let caption = Caption.text(network, columns: columns, closing: words.notes)
    let slide = SlideWords(
      title: title, subtitle: subtitle, caption: caption, description: words.description(subtitle))
    network.set(
      try parameters.figure(slide, context) { scene, worker in
        try ArcDrawing(
          plan: plan, words: words, labels: parameters.labels, theme: parameters.theme.theme,
          worker: worker
        ).draw(on: &scene)
      })
  }
}

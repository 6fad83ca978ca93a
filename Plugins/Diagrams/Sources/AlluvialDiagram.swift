internal import GraphvizKit
public import ModuleKit

/// `diagram.alluvial`
public struct AlluvialDiagram: Module {
  public static let manual = Manual(
    name: "diagram.alluvial",
    summary: "Draws how people move between groups, from one column of groups to the next",
    details: """
      Two to six node columns, such as communities by several methods or at several dates, stand side by \
      side. Each group is a block as high as its members are many; a ribbon is as wide as the number of people \
      who are in the group at its left and in the group at its right.

      With one stage, `columns` names columns of its nodes. With several stages in `from`, such as last \
      year's network and this year's, or two methods on one network, each gives a column: `columns` names one that all have, or one for each \
      stage, in the order of `from`. People are told by their id; who is not in a network stands there \
      as 'absent', who has no value as 'no value'.

      The six largest groups of the first column have a color. A group further right keeps the color of the \
      group that most of its members come from; where several come from one, the one with the most of them \
      keeps it, and the others are new groups, with a color of their own while there are any. In columns of texts, groups \
      of one name are one group. Between two columns stands which share of the people with a group in both keeps its color.

      The `most` largest groups of a column are drawn, if they have `smallest` members; the others are one block, counted in the \
      caption. `community` and `component` only number their groups, which are named after their member with the \
      most ties. Blocks are ordered so that the ink where ribbons cross is least: by barycenters, then, from ten starts, by \
      sifting, never worse than by size; other, absent and no value stand at the foot.
      """,
    inputs: .many,
    writes: [.figure("<stage>", "the slide, one file per format")],
    uses: [.title, .stageNames],
    references: [
      "Rosvall, M. & Bergstrom, C. T. (2010). Mapping change in large networks. PLoS ONE 5(1), e8694.",
      "Sugiyama, K., Tagawa, S. & Toda, M. (1981). Methods for visual understanding of hierarchical system structures. IEEE Transactions on Systems, Man, and Cybernetics 11(2), 109-125.",
      "Matuszewski, C., Schönfeld, R. & Molitor, P. (1999). Using sifting for k-layer straightline crossing minimization. Graph Drawing 1999, LNCS 1731, 217-224.",
    ],
    complexity: "O(n log n + columns · groups⁴)",
    examples: [
      Example(
        "Parts and what two methods make of them", network: "a-b b-c c-a d-e e-f f-d",
        yaml: """
          - {id: parts, use: structure.components}
          - {id: found, use: communities.leiden}
          - id: both
            use: diagram.alluvial
            from: [parts, found]
            with: {columns: [component, community], formats: [svg]}
          """,
        expected: [.file("both.svg", contains: "100 % stay")])
    ], version: 2)

  public struct Parameters: ParameterSet, OfSlide {
    @Param(required: "Node columns whose values are the groups, from left to right")
    var columns: [String]
    @Param("What the columns are called on the slide; the columns or stages when not given")
    var names: [String] = []
    @Param("How many groups of a column to draw by themselves", in: 1...20) var most = 10
    @Param("The least number of members of a group that is drawn by itself", in: 1...)
    var smallest = 1
    @Param("In which order groups stand") var order = BlockOrder.crossings
    @Param("What nodes are called, in the plural") var people = "people"
    @Param("What groups are called, in the plural") var groups = "groups"
    var slide = SlideParameters(subtitleFrom: "the groups")
    public init() {}
  }
  public static var surroundings: [String: String] { RenderWorker.surroundings }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  private static let fewest = 2
  private static let mostColumns = 6

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    if let first = check.inputs.first { outline = first }
    if let problem = problem(stages: check.inputs.count) {
      check.report(problem.id, problem.message, parameter: "columns", help: problem.help)
    } else {
      for (stage, column) in sources(stages: check.inputs.count) {
        let input = check.inputs[safe: stage] ?? outline
        if !input.mayHaveMore, column != "id", input.nodeColumn(column) == nil {
          let place = check.inputNames[safe: stage].map { "the stage '\($0)'" } ?? "the network"
          check.report(
            "unknown-column", "\(place) has no node column '\(column)'", parameter: "columns",
            help: Suggestion.help(
              for: column, among: input.nodeColumns.map(\.name), kind: "node columns"))
        }
        NodeGroups.check(column, "columns", input, check)
      }
    }
    parameters.slide.check(check)
    outline.addFigure(check.stageID)
  }

  /// What is wrong with the number of columns.
  private func problem(stages: Int) -> (id: String, message: String, help: String)? {
    let given = parameters.columns.count
    if stages > 1, given != 1, given != stages {
      return (
        "wrong-number", "\(given) columns for \(stages) stages",
        "name one column that all stages have, or one for each stage"
      )
    }
    let count = stages > 1 ? stages : given
    if !(Self.fewest...Self.mostColumns).contains(count) {
      return (
        "wrong-number",
        "\(count) column\(count == 1 ? "" : "s") of groups, where two to six are drawn",
        "name two to six columns of one stage, or two to six stages in 'from'"
      )
    }
    if !parameters.names.isEmpty, parameters.names.count != count {
      return (
        "wrong-number", "\(parameters.names.count) names for \(count) columns",
        "give 'names' one name for each column, or leave it out"
      )
    }
    return nil
  }

  /// The stage and the name of each column.
  private func sources(stages: Int) -> [(stage: Int, column: String)] {
    let names = parameters.columns
    if stages < 2 { return names.map { (0, $0) } }
    return (0..<stages).map { ($0, names[safe: $0] ?? names[0]) }
  }

  /// The column, or the stage where several have a column of this name.
  private static func name(of index: Int, among columns: [String], _ stages: [String]) -> String {
    let isOnly = columns.count { $0 == columns[index] } == 1
    let stage = stages.count > 1 ? stages[safe: index] : nil
    return (isOnly ? nil : stage) ?? columns[index].replacing("_", with: " ")
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let inputs = context.inputs.isEmpty ? [network] : context.inputs
    network = inputs[0]
    if let problem = problem(stages: inputs.count) {
      throw context.error(problem.id, problem.message, parameter: "columns", help: problem.help)
    }
    let sources = sources(stages: inputs.count)
    let memberships = try sources.map {
      try Membership.read($0.column, of: inputs[$0.stage], parameters, context)
    }
    let names = sources.indices.map { index in
      parameters.names[safe: index]
        ?? Self.name(of: index, among: sources.map(\.column), context.inputNames)
    }
    let flow = PeopleFlow(memberships, names: names)
    let words = AlluvialWords(flow: flow, parameters: parameters)
    let title = parameters.title ?? context.study
    let subtitle = parameters.subtitle ?? words.sentence
    // With several stages each gives a column, whose name it goes by.
    let shown = inputs.count > 1 ? zip(names, inputs).map(Network.Named.init) : [.init("", network)]
    let caption = Caption.text(shown, columns: sources.map(\.column), closing: words.notes)
    let slide = SlideWords(
      title: title, subtitle: subtitle, caption: caption, description: words.description(subtitle))
    network.set(
      try parameters.figure(slide, context) { scene, worker in
        try AlluvialDrawing(
          flow: flow, order: parameters.order, theme: parameters.theme.theme, worker: worker
        ).draw(on: &scene)
      })
  }
}

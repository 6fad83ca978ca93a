// Maslov & Sneppen, Science 296, 2002; Viger & Latapy, COCOON 2005.

public import ModuleKit

/// `generate.rewired`
public struct Rewired: Module {
  public static let manual = Manual(
    name: "generate.rewired",
    summary: "Rewires the network at random, so that everybody keeps the number of ties they have",
    details: """
      Two ties a-b and c-d, drawn with equal chances, become a-d and c-b, unless one of these is there \
      already or would lead from a person to itself. There are `swaps_per_edge` attempts for each tie; \
      those that fail count as well, because otherwise some networks would be favoured. After enough \
      attempts all simple networks with these degrees are equally likely. In a directed network arcs \
      exchange their targets, so that in- and out-degrees stay, and cycles of three are turned around now \
      and then, without which some networks could not be reached.

      With `connected: true` the network does not fall into more components (direction ignored) than it \
      has: attempts are made in batches, and a batch is taken back when it has split the network. Large \
      networks that hang by single ties everywhere, such as trees, may get fewer attempts; a warning says so.

      Self-loops stay where they are. Columns of people stay; columns of ties are left out, the weight \
      too: a rewired tie is another tie.
      """,
    writes: [], uses: [.seed],
    references: [
      "Maslov, S. & Sneppen, K. (2002). Specificity and stability in topology of protein networks. Science 296, 910-913. https://doi.org/10.1126/science.1065103",
      "Rao, A., Jana, R. & Bandyopadhyay, S. (1996). A Markov chain Monte Carlo method for generating random (0,1)-matrices with given marginals. Sankhyā A 58, 225-242.",
      "Viger, F. & Latapy, M. (2005). Efficient and simple generation of random simple connected graphs with prescribed degree sequence. COCOON, LNCS 3595, 440-449.",
    ],
    complexity: "O(n + m · swaps_per_edge); connected: O(n + m) more for each batch",
    examples: [
      Example(
        "A star can only stay what it is", network: "a-b a-c a-d", yaml: "- use: generate.rewired",
        expected: [.edges("source,target\na,b\na,c\na,d\n")])
    ], version: 2)

  public struct Parameters: ParameterSet {
    @Param("Attempts for each tie", in: 0...1_000_000) var swapsPerEdge = 10.0
    @Param("Whether a connected network stays connected") var connected = false
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    let before = outline
    outline = Outline()
    for column in before.nodeColumns { outline.addNodeColumn(column.name, column.type) }
    for table in before.tables { outline.addTable(table) }
    for figure in before.figures { outline.addFigure(figure) }
    for series in before.figureSeries { outline.addFigureSeries(series) }
    for document in before.documents { outline.addDocument(document) }
    outline.isDirected = before.isDirected
    outline.mayHaveMore = before.mayHaveMore
    (outline.nodeCount, outline.edgeCount) = (before.nodeCount, before.edgeCount)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let switching = EdgeSwitching(
      attemptsPerEdge: parameters.swapsPerEdge, keepsConnected: parameters.connected)
    let outcome = try switching.run(network.graph, context.random("switches"), on: context.workers)
    if !outcome.isComplete {
      context.warn(
        "attempts-left-out",
        "to keep the network connected took too long: \(outcome.attempts) attempts were made, "
          + "\(outcome.switches) with success", parameter: "connected",
        help: "say 'connected: false', or keep a core of the network first")
    }
    network.replace(
      graph: outcome.graph, ids: network.ids, nodes: network.nodes,
      edges: Frame(rowCount: outcome.graph.edgeCount))
    network.weight = nil
    network.methods.append(
      MethodNote(
        .preparation,
        "Ties were rewired at random, degrees kept\(parameters.connected ? " and connected" : ""): "
          + "\(outcome.attempts) attempts, \(outcome.switches) switches (seed \(context.studySeed)).",
        french: "Les liens ont été réarrangés au hasard, à degrés constants"
          + "\(parameters.connected ? " et sans perdre la connexité" : "") : \(outcome.attempts) "
          + "essais, \(outcome.switches) échanges (graine aléatoire \(context.studySeed)).",
        caption: "rewired, degrees kept", reference: Self.manual.references.first))
  }
}

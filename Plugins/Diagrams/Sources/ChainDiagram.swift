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
      circle areas show.
      """,
    writes: [.figure("<stage>", "the slide, one file per format")],
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
        expected: [.file("slide.svg", contains: "2 links, 1 person between")])
    ], version: 2)

  public struct Parameters: ParameterSet {
    @Param("The stage that has found the chain") var chain = "path"
    @Param("The numeric node column that circle areas show") var size: NodeColumn? = nil
    @Param("The title; the study's when not given") var title: String? = nil
    @Param("The line below the title; made from the chain when not given")
    var subtitle: String? = nil
    @Param("What a tie's weight counts, such as chapters") var unit: String? = nil
    @Param("File formats; png has 1920 x 1080 pixels") var formats: [FigureFormat] = [.svg, .png]
    @Param("Dark letters on white, or light ones on dark") var theme = Appearance.light
    public init() {}
  }
  public static var surroundings: [String: String] { RenderWorker.surroundings }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    if !outline.mayHaveMore, !outline.tables.contains(parameters.chain) {
      check.report(
        "unknown-table", "no stage '\(parameters.chain)' has found a chain before this one",
        parameter: "chain", help: "put a stage 'chains.path' before this one")
    }
    SizeColumn.check(parameters.size, outline, check)
    outline.addFigure(check.stageID)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    guard let table = network.table(parameters.chain), let ids = table.rows["id"] else {
      throw context.error(
        "unknown-table", "no stage '\(parameters.chain)' has found a chain", parameter: "chain",
        help: "put a stage 'chains.path' before this one")
    }
    let nodes = (0..<ids.count).compactMap { row in
      ids.text(at: row).flatMap { network.node($0) }.map(Int.init)
    }
    let sizes = try SizeColumn.values(parameters.size, of: network, context)
    let apart = nodes.isEmpty ? Self.people(named: table.title, in: network) : []
    let drawing = ChainDrawing(
      network: network, nodes: nodes, apart: apart, sizes: sizes,
      weights: table.rows["weight"]?.asNumbers ?? [],
      parameters: parameters, context: context)
    let figure = try SlideOutput.reportingFailures(context) { try drawing.figure() }
    network.set(figure)
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

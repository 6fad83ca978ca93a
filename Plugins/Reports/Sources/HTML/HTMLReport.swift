internal import Crypto
internal import Foundation
public import ModuleKit

/// `report.html`
public struct HTMLReport: Module {
  public static let manual = Manual(
    name: "report.html",
    summary: "Writes up the study as one page that explains itself and needs no network",
    details: """
      One file: findings first (the titles of study and figures), the figures, the network to explore (hover, search, \
      neighbours, zoom, communities; by keyboard too), each measure with its distribution and definition, the tables, \
      the ledger of every row read, limits that follow from the data, how the stages follow each other, methods in \
      English and French and BibTeX to paste, the version, the seed and the hashes of the files that were read. Nothing is loaded: a content security policy forbids it, and names are never markup. Beyond `nodes` nodes \
      or `edges` edges there is no explorable figure, and the page says so. Tables are cut after `rows` rows. Without \
      `color`, communities color the nodes; without `size`, the first measure sizes them. People are \
      where slides have them, after `diagram.layout`.
      """,
    writes: [.document("report.html", "the report")],
    uses: [.seed, .title, .lineage],
    complexity: "O(n log n) per measure; the explorable figure O(n log n + m)",
    examples: [
      Example(
        "A page of a small network", network: "a-b b-c",
        yaml: "- use: report.html",
        expected: [.file("report.html", contains: "3 nodes and 2 edges")])
    ], version: 3)

  public struct Parameters: ParameterSet {
    @Param("How many rows of a table to show", in: 1...10_000) var rows = 200
    @Param("The most nodes that can be explored; 0 leaves the figure out", in: 0...20_000)
    var nodes = 10_000
    @Param("The most edges that can be explored", in: 0...100_000) var edges = 20_000
    @Param("The node column that colors the explorable figure") var color: NodeColumn? = nil
    @Param("The node column that sizes its nodes") var size: NodeColumn? = nil
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let graph = network.graph
    var explorable: ExplorableNetwork?
    if graph.nodeCount > 0, graph.nodeCount <= parameters.nodes,
      graph.edgeCount <= parameters.edges
    {
      var random = context.random("places")
      let places =
        try NetworkPlaces(network)
        ?? NetworkPlaces(network, color: parameters.color?.name, &random, context.workers)
      explorable = ExplorableNetwork(
        network, places, color: parameters.color?.name, size: parameters.size?.name)
    }
    let page = HTMLPage(
      network: network, title: context.study.isEmpty ? "Study" : context.study,
      seed: context.studySeed, lineage: context.lineage, rows: parameters.rows,
      explorable: explorable,
      mostNodes: parameters.nodes, mostEdges: parameters.edges)
    network.set(Document(path: "report.html", bytes: Array(page.html.utf8)))
  }
}

/// What the page is dressed in and moved by.
enum PageParts {
  static let style = String(decoding: PackageResources.report_css, as: UTF8.self)
  static let script = String(decoding: PackageResources.report_js, as: UTF8.self)

  /// Nothing may be loaded, and no script may run but the one with this hash.
  static var policy: String {
    let hash = Data(SHA256.hash(data: Data(script.utf8))).base64EncodedString()
    return "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
      + "script-src 'sha256-\(hash)'; base-uri 'none'; form-action 'none'"
  }
}

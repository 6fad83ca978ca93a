public import ModuleKit

/// `report.markdown`
public struct MarkdownReport: Module {
  public static let manual = Manual(
    name: "report.markdown",
    summary: "Writes up the study: figures, tables, what was read, and how it was computed",
    details: """
      The report begins with the figures and the size of the network, then shows the largest values of \
      each measure, the tables (longer ones cut after `rows` rows, with the name of the whole file), the \
      ledger of every row read, limits that follow from the data, the methods as sentences with their references, in \
      English and French, and the definition of each column. A run adds a report to each result that has none.
      """,
    writes: [.document("report.md", "the report")],
    uses: [.seed, .title],
    complexity: "O(n log n) per measure",
    examples: [
      Example(
        "A report of a small network", network: "a-b b-c",
        yaml: "- use: report.markdown",
        expected: [.file("report.md", contains: "3 nodes and 2 edges")])
    ], version: 3)

  public struct Parameters: ParameterSet {
    @Param("How many rows of a table to show", in: 1...1000) var rows = 15
    @Param("How many leading nodes to list per measure", in: 0...100) var top = 10
    public init() {}
  }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let text = ReportText(
      network: network, title: context.study, seed: context.studySeed, rows: parameters.rows,
      top: parameters.top)
    network.set(Document(path: "report.md", bytes: Array(text.markdown.utf8)))
  }
}

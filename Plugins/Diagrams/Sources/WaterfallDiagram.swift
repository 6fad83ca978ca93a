internal import GraphvizKit
public import ModuleKit

/// `diagram.waterfall`
public struct WaterfallDiagram: Module {
  public static let manual = Manual(
    name: "diagram.waterfall",
    summary: "Draws why two records are one person, or two, as a waterfall",
    details: """
      Shows one pair of the table that `dedupe.resolve` writes: the prior, then a bar for each \
      comparison that begins where the one before has ended, to the total and its probability. What \
      speaks for one person goes to the right, what speaks for two to the left. The axis is log2 of \
      the odds, so that weights add up: one more doubles the odds; above it stands the probability. \
      Comparisons of which a record has no value say nothing and are named below; of more than 18 \
      those that weigh least are one bar. `pair` are two ids as they were before records were merged; \
      `sociogram explain` tells the same in plain text.
      """,
    writes: [.figure("<stage>", "the slide, one file per format")],
    uses: [.title],
    references: [
      "Linacre, R., Lindsay, S., Manassis, T., Slade, Z. & Hepworth, T. (2022). Splink: Free software for probabilistic record linkage at scale. International Journal of Population Data Science 7(3)."
    ],
    complexity: "O(pairs listed)",
    examples: [
      Example(
        "Two cards of one person",
        files: [
          .init(
            "book.vcf",
            """
            BEGIN:VCARD
            VERSION:3.0
            N:Dupont;Jean
            EMAIL:jean.dupont@example.com
            TEL:06 39 98 00 01
            END:VCARD
            BEGIN:VCARD
            VERSION:3.0
            N:DUPONT;Jéan
            EMAIL:jean.dupont@example.com
            TEL:+33 6 39 98 00 01
            END:VCARD
            BEGIN:VCARD
            VERSION:3.0
            N:Durand;Marie
            EMAIL:marie@example.org
            TEL:06 39 98 00 02
            END:VCARD

            """)
        ],
        yaml: """
          - use: import.vcard
            with: {file: book.vcf}
          - use: dedupe.resolve
          - id: why
            use: diagram.waterfall
            with: {pair: [Jean Dupont, Jéan DUPONT], formats: [svg]}
          """,
        expected: [.file("why.svg", contains: "One person")])
    ], version: 3)

  public struct Parameters: ParameterSet, OfSlide {
    @Param(required: "The ids of the two records") var pair: [String]
    @Param("The table of pairs") var table = "matches"
    var slide = SlideParameters(subtitleFrom: "the pair")
    public init() {}
  }
  public static var surroundings: [String: String] { RenderWorker.surroundings }
  public let parameters: Parameters
  public init(_ parameters: Parameters) { self.parameters = parameters }

  public func outline(_ outline: inout Outline, _ check: CheckContext) {
    let pair = parameters.pair
    if pair.count != 2 {
      check.report(
        "wrong-count", "'pair' needs the ids of two records, not \(pair.count)", parameter: "pair",
        help: "pair: [A, B]")
    } else if pair[0] == pair[1] {
      check.report(
        "same-record", "'\(pair[0])' is one record: there is nothing to compare",
        parameter: "pair", help: "name two records")
    }
    if !outline.mayHaveMore, !outline.tables.contains(parameters.table) {
      check.report(
        "unknown-table", "there is no table '\(parameters.table)' at this stage",
        parameter: "table", help: tableHelp(outline.tables))
    }
    parameters.slide.check(check)
    outline.addFigure(check.stageID)
  }

  public func run(_ network: inout Network, _ context: StageContext) throws {
    try context.workers.checkCancelled()
    let pair = try self.pair(network, context)
    let drawing = WaterfallDrawing(
      pair: pair, title: parameters.title ?? context.study, subtitle: parameters.subtitle,
      caption: Caption.text(network, table: parameters.table, columns: [], closing: []),
      theme: parameters.theme.theme)
    let figure = try SlideOutput.reportingFailures(context) {
      let worker = RenderWorker(theme: parameters.theme.theme)
      let output = SlideOutput(
        title: drawing.title, description: drawing.description, slide: parameters.slide,
        context: context)
      return try output.figure(try drawing.scene(worker), worker)
    }
    network.set(figure)
  }

  private func tableHelp(_ tables: [String]) -> String {
    parameters.table == "matches"
      ? "put a stage 'dedupe.resolve' before this one"
      : Suggestion.help(for: parameters.table, among: tables, kind: "tables")
  }

  // MARK: Finding the pair

  private func pair(_ network: Network, _ context: StageContext) throws -> PairWeights {
    guard let table = network.table(parameters.table) else {
      throw context.error(
        "unknown-table", "there is no table '\(parameters.table)'", parameter: "table",
        help: tableHelp(network.tables.map(\.name)))
    }
    let columns = table.rows.entries.map(\.column)
    do {
      let meanings = try PairColumns(table.rows.names)
      for row in 0..<table.rows.rowCount {
        let (a, b) = meanings.records { columns[$0].text(at: row) ?? "" }
        guard [a, b] == parameters.pair || [b, a] == parameters.pair else { continue }
        let pair = try meanings.row { columns[$0].text(at: row) ?? "" }
        if pair.addsUp { return pair }
        throw context.error(
          "wrong-sum", "the weights of the pair do not add up to its 'weight'", parameter: "table")
      }
    } catch let missing as PairColumns.Missing {
      throw context.error(
        "unknown-column", "the table '\(table.name)' has no column '\(missing.column)'",
        parameter: "table",
        help: Suggestion.help(for: missing.column, among: table.rows.names, kind: "columns"))
    } catch let unreadable as PairColumns.Unreadable {
      throw context.error(
        "wrong-column-type",
        "'\(unreadable.cell)' is no value of the column '\(unreadable.column)'",
        parameter: "table")
    }
    throw unlisted(table, network, context)
  }

  private func unlisted(
    _ table: Table, _ network: Network, _ context: StageContext
  ) -> Diagnostic {
    // Every record stands in the table of clusters, in that of pairs only those that are like another.
    let records = network.table("clusters")?.rows["record"]
    if let records, records.type == .text {
      let known = (0..<records.count).compactMap { records.text(at: $0) }
      if let unknown = parameters.pair.first(where: { !known.contains($0) }) {
        return context.error(
          "unknown-record", "there is no record '\(unknown)'", parameter: "pair",
          help: Suggestion.help(for: unknown, among: known, kind: "records"))
      }
    }
    return context.error(
      "unlisted-pair",
      parameters.pair.map { "'\($0)'" }.joined(separator: " and ")
        + " are not listed as a pair in '\(table.name)'",
      parameter: "pair",
      help:
        "their probability is below 'review_from', or they share no blocking key; the stage that "
        + "writes the table lists them when it is told 'explain: [[A, B]]'")
  }
}

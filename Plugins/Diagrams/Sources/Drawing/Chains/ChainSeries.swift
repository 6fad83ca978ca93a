internal import GraphvizKit
internal import ModuleKit

/// A slide for each value of a column of a table of chains.
struct ChainSeries {
  let cases: [ChainCase]
  private let drawing: ChainCaseDrawing
  private let parameters: ChainDiagram.Parameters
  private let context: StageContext

  init(
    _ table: TableColumns, by column: String, _ columns: ChainColumns, _ sizes: [Double]?,
    _ parameters: ChainDiagram.Parameters, _ network: Network, _ context: StageContext
  ) throws {
    let listed = try ChainCase.all(
      in: table, by: column, columns, list: Self.list(parameters.chain, column, network), network)
    let starters = listed.flatMap { $0.chains.compactMap(\.people.first) }
    let isOne = Set(starters.map(\.id)).count == 1
    // To oneself there is nothing to draw.
    let oneself = listed.filter {
      $0.verdict == "oneself" || $0.chains.isEmpty && isOne && $0.key == starters.first?.id
    }
    let own = Set(oneself.map(\.key))
    cases = try Self.chosen(
      listed.filter { !own.contains($0.key) }, oneself: oneself, parameters, context)
    (self.parameters, self.context) = (parameters, context)
    drawing = try ChainCaseDrawing(
      cases, of: network, table: parameters.chain, starter: isOne ? starters.first : nil,
      sizes: sizes, numbers: columns.numbers, theme: parameters.theme.theme, context)
  }

  /// The table that lists everybody, also those without a chain.
  private static func list(_ chains: String, _ column: String, _ network: Network) -> Table? {
    guard chains.hasSuffix("_chains") else { return nil }
    let table = network.table(String(chains.dropLast("_chains".count)))
    return table?.rows[column] == nil ? nil : table
  }

  private static func chosen(
    _ all: [ChainCase], oneself: [ChainCase], _ parameters: ChainDiagram.Parameters,
    _ context: StageContext
  ) throws -> [ChainCase] {
    var chosen = all
    if !parameters.only.isEmpty {
      var keys: Set<String> = []
      for name in parameters.only {
        let found = all.filter { $0.key == name }
        if found.isEmpty, oneself.contains(where: { $0.key == name || $0.name == name }) {
          throw context.error(
            "no-way-to-oneself", "'\(name)' is who asks: there is no way to draw",
            parameter: "only", help: "name one of the others")
        }
        let named = found.isEmpty ? all.filter { $0.name == name } : found
        guard named.count == 1, let one = named.first else {
          throw context.error(
            named.isEmpty ? "unknown-value" : "ambiguous-value",
            named.isEmpty
              ? "'\(name)' is not among those of '\(parameters.onePer ?? "")'"
              : "\(named.count) of '\(parameters.onePer ?? "")' are called '\(name)'",
            parameter: "only",
            help: named.isEmpty
              ? Suggestion.nearest(to: name, among: all.flatMap { [$0.key, $0.name] })
                .map { "did you mean '\($0)'?" }
              : "give one of \(named.prefix(5).map(\.key).joined(separator: ", "))")
        }
        keys.insert(one.key)
      }
      chosen = all.filter { keys.contains($0.key) }
    }
    if chosen.count > parameters.most {
      context.warn(
        "too-many-figures",
        "only the first \(parameters.most) of \(chosen.count) slides are drawn",
        parameter: parameters.only.isEmpty ? "one_per" : "only",
        help: "name those that matter with 'only', or raise 'most'")
    }
    if chosen.isEmpty {
      context.warn(
        "no-figures", "the table '\(parameters.chain)' tells of nobody: nothing is drawn",
        parameter: "chain")
    }
    return Array(chosen.prefix(parameters.most))
  }

  func figures() throws -> [Figure] {
    let worker = RenderWorker(theme: parameters.theme.theme)
    var figures: [Figure] = []
    for (done, own) in cases.enumerated() {
      try context.workers.checkCancelled()
      let title =
        parameters.title.map { $0.replacing("{name}", with: own.name) } ?? drawing.title(own)
      let subtitle =
        parameters.subtitle.map { $0.replacing("{name}", with: own.name) } ?? drawing.sentence(own)
      figures.append(
        try SlideOutput.reportingFailures(context) {
          let scene = try drawing.scene(own, title: title, subtitle: subtitle, worker)
          let output = SlideOutput(
            suffix: "-" + own.slug, title: title,
            description: drawing.description(own, subtitle), slide: parameters.slide,
            context: context)
          return try output.figure(scene, worker)
        })
      context.workers.tell(share: Double(done + 1) / Double(cases.count))
    }
    return figures
  }
}

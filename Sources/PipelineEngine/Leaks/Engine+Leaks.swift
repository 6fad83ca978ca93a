internal import ModuleKit

extension Engine {
  /// Refuses results of a public study that tell who somebody of its input is.
  func checkLeaks(
    _ plan: Plan, _ networks: [Int: Network], _ files: [OutputFile], _ manifest: Manifest,
    on workers: Workers
  ) throws {
    guard let publicity = plan.publicity else { return }
    let inputs = plan.sources.compactMap { index in
      networks[index].map { Identifiers.Input(stage: plan.stages[index].id, network: $0) }
    }
    let identifiers = try Identifiers(
      inputs, commonWords: commonWords, allowed: publicity.allowed, on: workers)
    let written = OutputFile(path: Manifest.fileName, [Array(manifest.json.pretty.utf8)])
    let problems = try LeakCheck(identifiers: identifiers).problems(
      files + [written], pictures: unreadPictures(plan, networks), on: workers)
    if !problems.isEmpty { throw RunFailure.diagnostics(problems) }
  }

  /// Texts in points and curves cannot be read: the same picture as SVG tells them.
  private func unreadPictures(_ plan: Plan, _ networks: [Int: Network]) -> [Diagnostic] {
    let figures = plan.results.flatMap { networks[$0]?.figures ?? [] }
    return figures.filter { figure in !figure.renderings.contains { $0.format == "svg" } }.map {
      Diagnostic(
        "unread-picture", "the texts in the picture '\($0.name)' cannot be checked for names",
        at: plan.publicity?.location, help: "add svg to its formats")
    }
  }

  /// Words in small letters of all manuals, and of the formats written: names begin with a capital.
  private var commonWords: [String] {
    let texts = registry.entries.flatMap { entry in
      [entry.manual.name, entry.manual.summary, entry.manual.details]
        + entry.parameters.flatMap { [$0.key, $0.doc] }
        + entry.manual.writes.map { "\($0)" }
    }
    let words = texts.flatMap { $0.split { !$0.isLetter && !$0.isNumber } }
    return words.filter { $0.first?.isLowercase == true }.map(String.init) + Self.formatWords
  }

  private static let formatWords = """
    xmlns http www svg path text title desc polygon ellipse polyline points fill stroke width height
    viewbox transform scale rotate translate font family size weight bold italic anchor start middle
    end class role graph node nodes edge edges source target data attvalue attvalues sans serif
    manifest format version key stages module inputs parameters files outputs bytes measured threads
    seconds peak memory wall cached warnings true false null sociogram study seed result report
    """.split(whereSeparator: \.isWhitespace).map(String.init)
}

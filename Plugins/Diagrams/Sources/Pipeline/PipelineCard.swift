package import ModuleKit

/// What one card of a pipeline shows.
package struct PipelineCard: Hashable {
  package enum Kind: Hashable, CaseIterable {
    case input, preparation, analysis, output
    /// Not stages: what is read, and what comes out at the end.
    case files, results

    var name: String {
      switch self {
      case .input: "input"
      case .preparation: "preparation"
      case .analysis: "analysis"
      case .output: "picture or file"
      case .files, .results: ""
      }
    }
  }
  package let kind: Kind
  package let title: String
  /// The module; below a title that says all, nothing.
  package let module: String
  /// What the study sets.
  package let parameters: String
  /// What came of it; the longest that there is room for is shown.
  package let findings: [String]

  package init(
    kind: Kind, title: String, module: String = "", parameters: String = "",
    findings: [String] = []
  ) {
    (self.kind, self.title, self.module) = (kind, title, module)
    (self.parameters, self.findings) = (parameters, findings.filter { !$0.isEmpty })
  }
}

/// The cards of a pipeline, and which leads to which.
package struct PipelineGraph {
  package private(set) var cards: [PipelineCard] = []
  package private(set) var links: [(from: Int, to: Int)] = []
  private let lineage: Lineage
  private let findings: StageFindings

  package init(_ lineage: Lineage, _ networks: [Network], people: String, ties: String) {
    self.lineage = lineage
    findings = StageFindings(networks: networks, people: Noun(people), ties: Noun(ties))
    var places: [String: Int] = [:]
    for stage in lineage.stages {
      let source = addFiles(of: stage)
      places[stage.id] = cards.count
      let inputs = stage.inputs.compactMap { places[$0] } + (source.map { [$0] } ?? [])
      links += inputs.map { (from: $0, to: cards.count) }
      cards.append(card(stage))
    }
    let read = Set(lineage.stages.flatMap(\.inputs))
    addResults(
      from: lineage.stages.filter { !read.contains($0.id) }.compactMap { places[$0.id] })
  }

  /// - Returns: the position of the card; nil when the stage reads no file.
  private mutating func addFiles(of stage: Lineage.Stage) -> Int? {
    guard !stage.files.isEmpty else { return nil }
    let names = stage.files.map { file in
      (file.name.split(separator: "/").last.map(String.init) ?? file.name, file.sha256.prefix(8))
    }
    let isOne = names.count == 1
    let second = names.count == 2 ? names[1].0 : "and \(names.count - 1) more"
    cards.append(
      PipelineCard(
        kind: .files, title: isOne ? names[0].0 : "\(names.count) files",
        module: isOne ? "" : names[0].0, findings: [isOne ? "SHA-256 \(names[0].1)…" : second]))
    return cards.count - 1
  }

  private func card(_ stage: Lineage.Stage) -> PipelineCard {
    let before = lineage.stages.first { $0.id == stage.inputs.first }
    return PipelineCard(
      kind: Self.kind(stage), title: stage.id, module: stage.module,
      parameters: Self.parameters(stage),
      findings: findings.texts(stage, Self.kind(stage), after: before))
  }

  /// Told by what a stage reads and adds; only what prepares a network for others cannot be told apart so.
  private static func kind(_ stage: Lineage.Stage) -> PipelineCard.Kind {
    if stage.inputs.isEmpty { return .input }
    let adds = stage.adds
    if !(adds.figures + adds.figureSeries + adds.documents).isEmpty { return .output }
    return ["filter", "dedupe", "combine", "privacy"].contains(stage.family)
      ? .preparation : .analysis
  }

  /// All that comes out beside the network.
  private mutating func addResults(from ends: [Int]) {
    if ends.isEmpty { return }
    let adds = lineage.stages.map(\.adds)
    func count(_ noun: String, _ values: [String], orMore: Bool = false) -> String {
      values.isEmpty ? "" : Noun(noun).counted(Set(values).count) + (orMore ? " or more" : "")
    }
    let series = adds.flatMap(\.figureSeries)
    let parts = [
      count("figures", adds.flatMap(\.figures) + series, orMore: !series.isEmpty),
      count("tables", adds.flatMap(\.tables)),
      count("columns", adds.flatMap { $0.nodeColumns + $0.edgeColumns }),
    ].filter { !$0.isEmpty }
    let files = adds.flatMap(\.documents).joined(separator: ", ")
    cards.append(
      PipelineCard(
        kind: .results, title: "results", module: files,
        findings: [
          parts.prefix(3).joined(separator: ", "), parts.prefix(2).joined(separator: ", "),
          parts.first ?? "nodes and edges",
        ]))
    links += ends.map { (from: $0, to: cards.count - 1) }
  }

  private static func parameters(_ stage: Lineage.Stage) -> String {
    guard case .object(let members) = stage.parameters else { return "" }
    let files = Set(stage.files.map(\.name))
    return members.compactMap { member -> String? in
      let value = text(member.value)
      return value.isEmpty || files.contains(value) ? nil : "\(member.key) \(value)"
    }.joined(separator: " · ")
  }

  private static func text(_ value: JSON) -> String {
    switch value {
    case .null: ""
    case .string(let text): text
    case .array(let items): items.map(text).filter { !$0.isEmpty }.joined(separator: ", ")
    case .object(let members):
      members.map { "\($0.key) \(text($0.value))" }.joined(separator: " ")
    default: value.compact
    }
  }
}

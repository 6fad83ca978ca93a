internal import ModuleKit

/// Finds columns that a stage reads and no stage before it makes.
struct ColumnCheck {
  let registry: ModuleRegistry
  let study: Study

  func problems(_ prepared: PreparedModule, against outline: Outline) -> [Diagnostic] {
    if outline.mayHaveMore { return [] }
    return prepared.references.compactMap { reference in
      let (name, kind, known): (String, String, [String])
      switch reference.kind {
      case .file: return nil
      case .nodeColumn(let column):
        (name, kind, known) = (column, "node", ["id"] + outline.nodeColumns.map(\.name))
      case .edgeColumn(let column):
        (name, kind, known) = (column, "edge", outline.edgeColumns.map(\.name))
      }
      if known.contains(name) { return nil }
      return Diagnostic(
        "unknown-column", "there is no \(kind) column '\(name)' at this stage",
        at: reference.location, help: help(for: name, kind, known))
    }
  }

  private func help(for name: String, _ kind: String, _ known: [String]) -> String {
    if let help = writer(of: name) { return help }
    if Suggestion.nearest(to: name, among: known) == nil,
      let meant = Suggestion.nearest(to: name, among: columnsOfRegistry),
      let help = writer(of: meant)
    {
      return "did you mean '\(meant)'? \(help)"
    }
    return Suggestion.help(for: name, among: known, kind: "\(kind) columns")
  }

  private var columnsOfRegistry: [String] {
    registry.entries.flatMap { entry in
      entry.manual.writes.compactMap {
        switch $0 {
        case .nodeColumn(let name, _, _), .edgeColumn(let name, _, _): name
        default: nil
        }
      }
    }
  }

  /// Says which stage or module of the registry would make the column.
  private func writer(of column: String) -> String? {
    func writes(_ manual: Manual) -> Bool {
      manual.writes.contains {
        switch $0 {
        case .nodeColumn(column, _, _), .edgeColumn(column, _, _): true
        default: false
        }
      }
    }
    if let stage = study.stages.first(where: { registry[$0.use].map { writes($0.manual) } ?? false }
    ) {
      let line = stage.location.span.map { " (line \($0.start.line))" } ?? ""
      return "stage '\(stage.id)'\(line) makes it: put this stage after it, or read it with 'from'"
    }
    let makers = registry.entries.filter { writes($0.manual) }.map(\.manual.name)
    return makers.isEmpty ? nil : "add a stage that makes it: \(makers.joined(separator: " or "))"
  }
}

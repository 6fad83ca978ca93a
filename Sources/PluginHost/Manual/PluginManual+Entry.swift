internal import ModuleKit

extension PluginManual {
  /// The module, run in the process of a session.
  func entry(_ session: PluginSession) -> ModuleEntry {
    ModuleEntry(
      manual: manual, parameters: parameters,
      outline: { _, outline, check in self.outline(&outline, check) },
      run: { arguments, network, context in
        try StageRun(session: session, manual: self, arguments: arguments, context: context)
          .run(&network)
      })
  }

  private func outline(_ outline: inout Outline, _ check: CheckContext) {
    if !outline.mayHaveMore {
      report(reads.nodeColumns, "node", ["id"] + outline.nodeColumns.map(\.name), check)
      report(reads.edgeColumns, "edge", outline.edgeColumns.map(\.name), check)
    }
    if makesNetwork {
      var other = Outline()
      for name in outline.tables { other.addTable(name) }
      for name in outline.figures { other.addFigure(name) }
      for name in outline.figureSeries { other.addFigureSeries(name) }
      for name in outline.documents { other.addDocument(name) }
      other.mayHaveMore = true
      outline = other
    }
    outline.add(manual.writes)
  }

  private func report(
    _ names: [String], _ kind: String, _ known: [String], _ check: CheckContext
  ) {
    if names == Reads.everything { return }
    for name in names where !known.contains(name) {
      check.report(
        Diagnostic(
          "unknown-column", "there is no \(kind) column '\(name)' at this stage", at: check.stage,
          help: Suggestion.help(for: name, among: known, kind: "\(kind) columns")))
    }
  }
}

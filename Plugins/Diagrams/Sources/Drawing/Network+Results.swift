internal import ModuleKit

extension Network {
  /// The networks of all stages read, as they are called where they must be told apart.
  static func named(_ networks: [Network], _ context: StageContext) -> [Named] {
    networks.enumerated().map { Named(context.inputNames[safe: $0] ?? "", $1) }
  }

  /// Adds what other networks have beside their graphs, so that nothing is lost where branches of a study end in one
  /// stage: tables, figures, documents, the account of what was read, methods.
  ///
  /// What has another content here stays as it is, with a warning.
  mutating func addResults(of others: ArraySlice<Network>, _ context: StageContext) {
    var left: [String] = []
    for other in others {
      for table in other.tables where self.table(table.name) != table {
        if self.table(table.name) == nil { set(table) } else { left.append(table.name) }
      }
      for figure in other.figures where !figures.contains(figure) {
        if figures.contains(where: { $0.name == figure.name }) {
          left.append(figure.name)
        } else {
          set(figure)
        }
      }
      for document in other.documents where !documents.contains(document) {
        if documents.contains(where: { $0.path == document.path }) {
          left.append(document.path)
        } else {
          set(document)
        }
      }
      for method in other.methods where !methods.contains(method) { methods.append(method) }
    }
    ledger = Ledgers.joined([ledger] + others.map(\.ledger))
    if left.isEmpty { return }
    context.warn(
      "left-out",
      "the stages read have different results of one name: "
        + left.map { "'\($0)'" }.joined(separator: ", "),
      help: "those of the first are kept; give the others another name, or a stage of their own")
  }
}

extension Outline {
  /// What ``Network/addResults(of:_:)`` adds.
  mutating func addResults(of others: ArraySlice<Outline>) {
    for other in others {
      for name in other.tables { addTable(name) }
      for name in other.figures { addFigure(name) }
      for name in other.figureSeries { addFigureSeries(name) }
      for path in other.documents { addDocument(path) }
      mayHaveMore = mayHaveMore || other.mayHaveMore
    }
  }
}

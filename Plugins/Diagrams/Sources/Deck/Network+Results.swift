internal import ModuleKit

extension Network {
  /// Adds what other networks have beside their graphs, so that nothing is lost where branches of a study end in one
  /// stage: tables, figures, documents, the account of what was read, methods.
  ///
  /// - Returns: names of tables and files that have another content here, and stay as they are.
  mutating func addResults(of others: [Network]) -> [String] {
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
    return left
  }
}

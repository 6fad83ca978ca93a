internal import ModuleKit

extension ResultHeader {
  /// Something that a stage makes.
  private struct Output: Hashable {
    let kind: Kind
    let name: String
    /// Of a column.
    var type: ColumnType?

    enum Kind: String {
      case nodeColumn = "node column"
      case edgeColumn = "edge column"
      case table, document
    }

    var text: String {
      "\(kind.rawValue) '\(shown(name))'" + (type.map { " (\($0))" } ?? "")
    }
  }

  /// All that the manual lists must be there, and nothing else.
  func check(against manual: PluginManual) throws(WireProblem) {
    let promised = manual.manual.writes.compactMap(Self.output)
    let sent = outputs(manual)
    let (isPromised, isSent) = (Set(promised), Set(sent))
    if let missing = promised.first(where: { !isSent.contains($0) }) {
      let other = sent.first { !isPromised.contains($0) }
      throw WireProblem(
        "sent no \(missing.text), which its manual promises"
          + (other.map { ", but a \($0.text)" } ?? ""))
    }
    if let surplus = sent.first(where: { !isPromised.contains($0) }) {
      throw WireProblem("sent a \(surplus.text), which its manual does not list")
    }
    if sent.count > isSent.count { throw WireProblem("sent one of its results twice") }
    try checkWeight()
  }

  private static func output(_ output: Manual.Output) -> Output? {
    switch output {
    case .nodeColumn(let name, let type, _): Output(kind: .nodeColumn, name: name, type: type)
    case .edgeColumn(let name, let type, _): Output(kind: .edgeColumn, name: name, type: type)
    case .table(let name, _): Output(kind: .table, name: name)
    case .document(let name, _): Output(kind: .document, name: name)
    case .figure: nil
    }
  }

  private func outputs(_ manual: PluginManual) -> [Output] {
    var sent = tables.map { Output(kind: .table, name: $0.name) }
    sent += documents.map { Output(kind: .document, name: $0) }
    if manual.makesNetwork { return sent }
    sent += nodeColumns.map { Output(kind: .nodeColumn, name: $0.name, type: $0.type) }
    return sent + edgeColumns.map { Output(kind: .edgeColumn, name: $0.name, type: $0.type) }
  }

  private func checkWeight() throws(WireProblem) {
    guard let weight = network?.weight else { return }
    let column = edgeColumns.first { $0.name == weight.column }
    if column?.type != .number, column?.type != .integer {
      throw WireProblem(
        "sent a network whose weight '\(shown(weight.column))' is no column of numbers")
    }
  }
}

internal import ModuleKit

/// One line on what came of a stage, from its account and from the tables and columns that it has left.
struct StageFindings {
  /// Those that the study leads to: what one branch lacks another may have.
  let networks: [Network]
  let people: Noun
  let ties: Noun

  /// The same from long to short; empty when there is nothing to tell.
  func texts(
    _ stage: Lineage.Stage, _ kind: PipelineCard.Kind, after before: Lineage.Stage?
  ) -> [String] {
    let made = products(of: stage.adds)
    if !made.isEmpty { return [made] }
    guard let outcome = stage.outcome else { return summary(of: stage.adds) }
    if kind == .input { return size(outcome) }
    if let former = before?.outcome, let change = change(from: former, to: outcome) {
      return [change]
    }
    if kind == .preparation {
      return [outcome.merged > 0 ? "\(outcome.merged) merged" : "size unchanged"]
    }
    let found = summary(of: stage.adds) + leader(of: stage.adds)
    return found.isEmpty ? additions(stage.adds) : found
  }

  private func size(_ outcome: Lineage.Outcome) -> [String] {
    let text = "\(people.counted(outcome.nodes)), \(ties.counted(outcome.edges))"
    let rejected = outcome.rejected > 0 ? [text + ", \(outcome.rejected) rows rejected"] : []
    return rejected + [text, people.counted(outcome.nodes)]
  }

  private func products(of adds: Lineage.Additions) -> String {
    let figures = adds.figures + adds.figureSeries.map { $0 + "-…" }
    let pictures = figures.isEmpty ? [] : ["figure " + figures.joined(separator: ", ")]
    return (pictures + adds.documents).joined(separator: ", ")
  }

  private func change(from old: Lineage.Outcome, to new: Lineage.Outcome) -> String? {
    if new.nodes < old.nodes { return "\(new.nodes) of \(people.counted(old.nodes))" }
    if new.nodes > old.nodes { return "\(people.counted(new.nodes)), \(ties.counted(new.edges))" }
    if new.edges < old.edges { return "\(new.edges) of \(ties.counted(old.edges))" }
    return new.edges > old.edges ? ties.counted(new.edges) : nil
  }

  /// The first values of a table of measures; a mean says more than what comes before it.
  private func summary(of adds: Lineage.Additions) -> [String] {
    for name in adds.tables {
      guard let rows = networks.lazy.compactMap({ $0.table(name)?.rows }).first,
        let measures = rows["measure"], let values = rows["value"]?.asNumbers
      else { continue }
      var known = (0..<rows.rowCount).filter {
        values[$0].isFinite && measures.text(at: $0) != nil
      }
      if let mean = known.firstIndex(where: { measures.text(at: $0)?.hasPrefix("mean") == true }) {
        known.removeFirst(mean)
      }
      if known.isEmpty { continue }
      let texts = known.prefix(2).map { row in
        let name = (measures.text(at: row) ?? "").replacing("_", with: " ")
        let isCount =
          values[row] == values[row].rounded() && abs(values[row]) < 1e15 && name.hasSuffix("s")
          && name != "radius"
        return isCount
          ? Noun(name).counted(Int(values[row])) : "\(name) \(NumberText.shown(values[row]))"
      }
      return [texts.joined(separator: ", "), texts[0]]
    }
    return []
  }

  /// Who has most of the first measure.
  private func leader(of adds: Lineage.Additions) -> [String] {
    for name in adds.nodeColumns {
      guard let network = networks.first(where: { $0.nodes[name]?.type == .number }),
        let values = network.nodes[name]?.asNumbers
      else { continue }
      let best = values.indices.filter { values[$0].isFinite }.max { values[$0] < values[$1] }
      if let best, values[best] > 0 { return ["top: " + network.label(of: NodeID(best))] }
    }
    return []
  }

  private func additions(_ adds: Lineage.Additions) -> [String] {
    let columns = adds.nodeColumns + adds.edgeColumns
    if let first = columns.first {
      return [columns.count == 1 ? "column \(first)" : Noun("columns").counted(columns.count)]
    }
    return adds.tables.prefix(1).map {
      adds.tables.count == 1 ? "table \($0)" : Noun("tables").counted(adds.tables.count)
    }
  }
}

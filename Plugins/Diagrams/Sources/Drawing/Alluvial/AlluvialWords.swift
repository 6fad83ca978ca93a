internal import ModuleKit

/// What an alluvial slide says in words.
struct AlluvialWords {
  let flow: PeopleFlow
  let parameters: AlluvialDiagram.Parameters

  private func people(_ count: Int) -> String { Noun(parameters.people).counted(count) }

  var sentence: String {
    let counts = flow.columns.map(\.groupCount)
    let noun = Noun(parameters.groups)
    let groups =
      Set(counts).count == 1
      ? noun.counted(counts[0]) + " in each column"
      : zip(flow.columns, counts).map { "\($1) by \($0.name)" }.joined(separator: ", ")
    let kind = Set(counts).count == 1 ? "" : " in \(parameters.groups)"
    return "\(people(flow.people))\(kind): \(groups). Height = \(parameters.people), "
      + "color = same group, or where most come from"
  }

  var notes: [String] {
    var notes: [String] = []
    let folded = flow.columns.filter { $0.folded.groups > 0 }.map { column in
      "\(column.name) \(Noun(parameters.groups).counted(column.folded.groups)) "
        + "(\(people(column.folded.people)))"
    }
    if !folded.isEmpty { notes.append("others: " + folded.joined(separator: ", ")) }
    let missing: [(PeopleFlow.Kind, String)] = [(.missing, "without a value"), (.absent, "absent")]
    for (kind, words) in missing {
      let counts = flow.columns.compactMap { column in
        column.blocks.first { $0.kind == kind }.map { "\($0.count) in \(column.name)" }
      }
      if !counts.isEmpty {
        notes.append("\(parameters.people) \(words): \(counts.joined(separator: ", "))")
      }
    }
    if parameters.order == .crossings, flow.people > 0 {
      notes.append("order of blocks: fewest crossings, by barycenters and sifting")
    }
    return notes
  }

  func description(_ subtitle: String) -> String {
    let columns = flow.columns.map { column in
      let blocks = column.blocks.prefix(24).map { "\($0.name) \($0.count)" }
      return "\(column.name): \(blocks.joined(separator: ", "))"
    }
    let moves = flow.ribbons.enumerated().flatMap { gap, ribbons in
      ribbons.sorted { ($0.value, $1.from, $1.to) > ($1.value, $0.from, $0.to) }.prefix(8).map {
        "\(flow.columns[gap].blocks[$0.from].name) to \(flow.columns[gap + 1].blocks[$0.to].name) "
          + NumberText.whole($0.value)
      }
    }
    let stay = flow.ribbons.indices.compactMap { gap in
      flow.stay[gap].isFinite
        ? "\(NumberText.percent(flow.stay[gap])) stay from \(flow.columns[gap].name) to "
          + flow.columns[gap + 1].name : nil
    }
    return
      ([subtitle] + columns + (moves.isEmpty ? [] : ["Largest: \(moves.joined(separator: ", "))"])
      + stay).joined(separator: ". ") + "."
  }
}

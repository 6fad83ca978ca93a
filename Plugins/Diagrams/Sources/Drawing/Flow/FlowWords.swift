internal import ModuleKit

/// What a flow slide says in words.
struct FlowWords {
  let flows: GroupFlows
  let parameters: FlowDiagram.Parameters

  /// What widths show.
  var width: String { parameters.sum.map { words($0.name) } ?? parameters.ties }
  private func words(_ column: String) -> String { column.replacing("_", with: " ") }

  /// Above the two columns.
  var heads: (left: String, right: String) {
    let group = words(parameters.group.name)
    return flows.isDirected
      ? ("from \(group)", "to \(group)") : ("\(width) of \(group)", "with \(group)")
  }

  var sentence: String {
    let groups =
      "\(Noun(parameters.groups).counted(flows.groupCount)) of "
      + "\(Noun(parameters.people).counted(flows.people))"
    let way = flows.isDirected ? "" : ", each between two groups both ways"
    let inside =
      flows.shareInside.isFinite
      ? "; \(NumberText.percent(flows.shareInside)) stay inside"
        + (flows.drawsInside ? " (paler)" : ", not drawn") : ""
    return "\(groups). Width = \(width)\(way)\(inside)"
  }

  /// "Press → Law", or "Press – Law" where nothing has a direction.
  func pair(_ from: Int, _ to: Int) -> String {
    "\(flows.names[from]) \(flows.isDirected ? "→" : "–") \(flows.names[to])"
  }

  /// What is folded, or not drawn.
  var notes: [String] {
    var notes: [String] = []
    if flows.hasRest {
      notes.append(
        "others: \(Noun(parameters.groups).counted(flows.folded.groups)) with "
          + "\(Noun(parameters.people).counted(flows.folded.people))")
    }
    if flows.withoutGroup > 0 {
      notes.append(
        "\(Noun(parameters.people).counted(flows.withoutGroup)) without "
          + "\(words(parameters.group.name)) not drawn, nor their "
          + Noun(parameters.ties).counted(flows.tiesWithoutGroup))
    }
    if flows.loops > 0 {
      notes.append(
        "\(Noun(parameters.ties).counted(flows.loops)) of people with themselves not drawn")
    }
    if flows.names.count > 1, parameters.order == .crossings {
      notes.append("order of blocks: fewest crossings, by barycenters and sifting")
    }
    return notes
  }

  func description(_ subtitle: String) -> String {
    let all = flows.names.indices.flatMap {
      [flows.given($0), flows.received($0), flows.inside($0)]
    }
    let scale = NumberScale(all)
    let unit = scale.unit.isEmpty ? "" : " (numbers \(scale.unit))"
    let totals = flows.names.indices.map { group in
      let given = scale.text(flows.given(group))
      let inside =
        "\(flows.isRest(group) ? "among them" : "inside") \(scale.text(flows.inside(group)))"
      return flows.isDirected
        ? "\(flows.names[group]) gives \(given), receives \(scale.text(flows.received(group))), \(inside)"
        : "\(flows.names[group]) \(given) with others, \(inside)"
    }
    let largest = flows.largest.prefix(12).map { "\(pair($0.from, $0.to)) \(scale.text($0.value))" }
    return "\(subtitle)\(unit)."
      + (totals.isEmpty ? "" : " Groups: \(totals.joined(separator: "; ")).")
      + (largest.isEmpty ? "" : " Largest between two: \(largest.joined(separator: ", ")).")
  }
}

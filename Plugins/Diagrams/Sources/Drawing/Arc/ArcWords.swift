internal import ModuleKit

/// What an arc slide says in words.
struct ArcWords {
  let plan: ArcPlan
  let parameters: ArcDiagram.Parameters

  private var isPart: Bool { plan.people.count < plan.totalPeople }

  var width: String { parameters.width.map { $0.name.replacing("_", with: " ") } ?? "strength" }

  var sentence: String {
    let people = Noun(parameters.people).counted(plan.totalPeople)
    let ties = Noun(parameters.ties).counted(plan.totalTies)
    let who =
      isPart
      ? "The \(plan.people.count) of \(people) with the most \(parameters.ties)"
      : "\(people), \(ties)"
    let order: String
    if let by = parameters.by {
      order = "by \(by.name.replacing("_", with: " "))"
    } else if let group = parameters.group {
      order = "by \(group.name.replacing("_", with: " ")), then so that arcs are short"
    } else {
      order = "so that arcs are short"
    }
    return "\(who). Order: \(order). Dot = \(parameters.ties)"
      + (plan.hasWidths ? ", width = \(width)" : "")
  }

  var notes: [String] {
    var notes: [String] = []
    if isPart {
      let arcs = plan.arcs.count
      notes.append(
        "\(plan.people.count) of \(Noun(parameters.people).counted(plan.totalPeople)) drawn, those with "
          + "the most \(parameters.ties), with \(Noun("arcs").counted(arcs)) between them")
    }
    if plan.loops > 0 {
      notes.append(
        "\(Noun(parameters.ties).counted(plan.loops)) of people with themselves not drawn")
    }
    if plan.shortened.isFinite {
      notes.append(
        "order: linear arrangement, spectral start and moves; arcs have "
          + "\(NumberText.percent(plan.shortened)) of their length in the order of ids")
    }
    return notes
  }

  func description(_ subtitle: String) -> String {
    let groups = plan.entries.map { "\($0.group.name) (\($0.count))" }
    let most = plan.people.indices.sorted {
      (plan.people[$0].ties, $1) > (plan.people[$1].ties, $0)
    }.prefix(8).map { "\(plan.people[$0].name) (\(plan.people[$0].ties))" }
    let order = plan.people.prefix(60).map(\.name)
    return "\(subtitle)."
      + (groups.isEmpty ? "" : " Groups: \(groups.joined(separator: ", ")).")
      + (most.isEmpty ? "" : " Most \(parameters.ties): \(most.joined(separator: ", ")).")
      + (order.isEmpty ? "" : " From above to below: \(order.joined(separator: ", ")).")
  }
}

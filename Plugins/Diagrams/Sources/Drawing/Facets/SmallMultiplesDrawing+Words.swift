internal import GraphvizKit
internal import ModuleKit

/// What the slide says of its panels.
extension SmallMultiplesDrawing {
  private var counts: String {
    let (n, m) = (network.graph.nodeCount, network.graph.edgeCount)
    let people = Noun(parameters.people).counted(n)
    return parameters.view == .network ? "\(people), \(Noun(parameters.ties).counted(m))" : people
  }

  var subtitle: String {
    func words(_ column: String) -> String { column.replacing("_", with: " ") }
    let names = parameters.values.map { words($0.name) }
    guard let groups, let by = parameters.by else {
      return "\(counts): \(names.joined(separator: ", "))"
    }
    let all = groups.members.count + groups.others.groups
    let which =
      all == groups.members.count
      ? Noun(parameters.groups).counted(all)
      : "\(groups.members.count) of \(all) \(parameters.groups)"
    let column = parameters.column.map { "\(words($0.name)) of " } ?? ""
    let size = parameters.size.map { "; size = \(words($0.name))" } ?? ""
    return "\(column)\(counts) in \(which) by \(words(by.name))\(size)"
  }

  /// The columns whose methods the caption names.
  var shownColumns: [String] {
    let all =
      [parameters.by, parameters.column, parameters.color, parameters.size] + parameters.values
    var seen: Set<String> = []
    return all.compactMap { $0?.name }.filter { seen.insert($0).inserted }
  }

  /// Who is on no panel.
  var closing: [String] {
    guard let groups else { return [] }
    let others = groups.others
    return [
      others.groups == 0
        ? nil
        : "\(Noun(parameters.people).counted(others.members)) in \(others.groups) other "
          + "\(others.groups == 1 ? Noun(parameters.groups).singular : parameters.groups) not drawn",
      groups.missing == 0
        ? nil : "\(Noun(parameters.people).counted(groups.missing)) without a value",
    ].compactMap { $0 }
  }
}

internal import ModuleKit

/// What may be published of people in groups: two tables and the graph of the groups.
struct GroupResults {
  let people: PeopleCounts
  let measures: [GroupMeasure]
  let ties: TieCounts
  let least: Int

  private var note: String {
    "Groups of fewer than \(least), and those that would give them away, are left out."
  }

  var aggregate: Table {
    let shown = people.shown
    var rows = Frame(rowCount: shown.count)
    rows.set("level", .texts(shown.map { people.level(of: $0) }))
    setColumns(of: shown, in: &rows)
    return Table(name: "aggregate", title: "People by group", note: note, rows: rows)
  }

  /// The values that make the group, the number of people, and the measures.
  private func setColumns(of shown: [Int], in frame: inout Frame) {
    let labels = shown.map { people.labels(of: $0) }
    for (position, column) in people.columns.enumerated() {
      frame.set(free(column.name, in: frame), .texts(labels.map { $0[position] }))
    }
    frame.set(
      free("people", in: frame), .integers(shown.map { people.table.entries[$0].members.count }),
      convention: "people in the group")
    for measure in measures {
      frame.set(
        free("\(measure.name)_mean", in: frame), .numbers(shown.map { measure.means[$0] }),
        convention: "mean of \(measure.name) over those who have a value")
      frame.set(
        free("\(measure.name)_median", in: frame), .numbers(shown.map { measure.medians[$0] }),
        convention: "median of \(measure.name) over those who have a value")
    }
  }

  private func free(_ name: String, in frame: Frame) -> String {
    Self.free(name, among: frame.names)
  }

  static func free(_ name: String, among taken: [String]) -> String {
    var name = name
    while taken.contains(name) { name += "_" }
    return name
  }

  var mixing: Table {
    let names = people.groupNames
    func name(_ group: Int?) -> String { group.map { names[$0] } ?? CellColumn.all }
    var rows = Frame(rowCount: ties.rows.count)
    rows.set("level", .texts(ties.rows.map(\.level)))
    rows.set("from", .texts(ties.rows.map { name($0.from) }))
    rows.set("to", .texts(ties.rows.map { name($0.to) }))
    rows.set("ties", .integers(ties.rows.map(\.ties)))
    return Table(name: "mixing", title: "Ties between groups", note: note, rows: rows)
  }

  /// One node per group, ties weighted by their number.
  func network(isDirected: Bool) -> Network {
    let names = people.groupNames
    let order = canonicalOrder(names)
    var position = [NodeID](repeating: 0, count: names.count)
    for (place, group) in order.enumerated() { position[Int(group)] = NodeID(place) }
    let cells = ties.cells
    let builder = GraphBuilder(isDirected: isDirected, parallel: .error, loops: .keep)
    guard
      let built = try? builder.build(
        nodeCount: names.count, sources: cells.map { position[$0.from] },
        targets: cells.map { position[$0.to] })
    else { preconditionFailure("each pair of groups is counted once") }
    var network = Network(graph: built.graph, ids: order.map { names[Int($0)] })
    let groups = people.groups
    setColumns(of: order.map { groups[Int($0)] }, in: &network.nodes)
    network.edges.set(
      "ties",
      .integers(
        (0..<built.graph.edgeCount).map { cells[Int(built.rowsOfEdge[$0].first ?? 0)].ties }),
      convention: "ties between the two groups")
    network.weight = EdgeWeight(column: "ties", meaning: .strength)
    return network
  }
}

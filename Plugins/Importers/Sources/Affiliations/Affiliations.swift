internal import ModuleKit

/// People and groups as a table names them.
struct Affiliations {
  private struct Tie {
    let person: String
    let group: String
    let line: Int
    let weight: Double
    /// The row of the table, for attributes.
    let row: Int
  }

  private let file: String
  private var ties: [Tie] = []
  private var people: Set<String> = []
  private var groups: Set<String> = []
  private var linesOfPerson: [String: [Int]] = [:]
  private var rejections: [LedgerEntry.Rejection] = []
  private var keptRows = 0
  /// Columns that become attributes of ties.
  private var attributes: [Int] = []

  init(file: String) { self.file = file }

  mutating func readList(_ table: ContactTable, person: Int, group: Int, separator: String) {
    attributes = table.columns.indices.filter {
      $0 != person && $0 != group && !table.columns[$0].isEmpty
    }
    for (index, row) in table.rows.enumerated() {
      guard let name = name(row, person) else { continue }
      let cell = row[group]
      let found = separator.isEmpty ? [cell] : cell.split(separator: separator).map(String.init)
      let groups = found.map { NetworkAssembly.canonical($0.trimmed) }.filter { !$0.isEmpty }
      if groups.isEmpty {
        reject(row.line, "empty-endpoint", "no \(table.columns[group])")
        continue
      }
      keptRows += 1
      for group in groups { add(name, group, row.line, 1, index) }
    }
  }

  mutating func readMatrix(_ table: ContactTable, person: Int) {
    let columns = table.columns.indices.filter { $0 != person && !table.columns[$0].isEmpty }
    let names = table.columns.map(NetworkAssembly.canonical)
    groups.formUnion(columns.map { names[$0] })
    for (index, row) in table.rows.enumerated() {
      guard let name = name(row, person) else { continue }
      keptRows += 1
      people.insert(name)
      linesOfPerson[name, default: []].append(row.line)
      for column in columns {
        guard let weight = Self.weight(row[column]) else { continue }
        add(name, names[column], row.line, weight, index)
      }
    }
  }

  /// Nil for no tie.
  private static func weight(_ cell: String) -> Double? {
    if let number = NumberText.plain(cell) { return number > 0 && number.isFinite ? number : nil }
    return ["", "no", "non", "nein", "false", "-"].contains(cell.lowercased()) ? nil : 1
  }

  private mutating func name(_ row: ContactTable.Row, _ column: Int) -> String? {
    let name = NetworkAssembly.canonical(row[column])
    if !name.isEmpty { return name }
    reject(row.line, "empty-endpoint", "no person")
    return nil
  }

  private mutating func add(
    _ person: String, _ group: String, _ line: Int, _ weight: Double, _ row: Int
  ) {
    people.insert(person)
    groups.insert(group)
    if linesOfPerson[person]?.last != line { linesOfPerson[person, default: []].append(line) }
    ties.append(Tie(person: person, group: group, line: line, weight: weight, row: row))
  }

  private mutating func reject(_ line: Int, _ reason: String, _ detail: String) {
    rejections.append(.init(line: line, reason: reason, detail: detail))
  }

  // MARK: The network

  func network(
    _ table: ContactTable, _ citation: String?, on workers: Workers
  ) throws -> Network {
    try workers.checkCancelled()
    let ids = groupIDs()
    var assembly = NetworkAssembly(isDirected: false, parallel: .sum, loops: .keep, source: file)
    let groupOrder = groups.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var codes: [String: Int32] = [:]
    for person in people.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      codes[person] = assembly.node(person)
    }
    var groupCodes: [String: Int32] = [:]
    for group in groupOrder { groupCodes[group] = assembly.node(ids[group] ?? group) }
    for tie in ties {
      assembly.addEdge(codes[tie.person] ?? 0, groupCodes[tie.group] ?? 0, line: tie.line)
    }
    let (assembled, _) = try assembly.assemble(on: workers)
    var network = assembled.network
    let groupNames = Set(ids.values)
    network.nodes.set(
      "mode", .integers(network.ids.map { groupNames.contains($0) ? 2 : 1 }),
      convention: "1 for people, 2 for groups")
    network.nodes.set(
      Provenance.column,
      .texts(
        network.ids.map { id in
          groupNames.contains(id) ? nil : linesOfPerson[id].map { Provenance.text(file, $0) }
        }),
      convention: Provenance.convention)
    try setEdgeColumns(of: &network, assembled, table)
    account(&network, table, assembled.merged, renamed: ids.count { $0.key != $0.value })
    if let citation {
      network.methods.append(MethodNote(.data, "Data: \(citation).", caption: citation))
    }
    return network
  }

  /// A group that bears a person's name is called something else.
  private func groupIDs() -> [String: String] {
    var ids: [String: String] = [:]
    for group in groups {
      var id = group
      while people.contains(id) || (id != group && groups.contains(id)) { id += " (group)" }
      ids[group] = id
    }
    return ids
  }

  /// A column of the table must not hide those that the module makes.
  private func attributeName(_ column: String) -> String {
    ["count", Provenance.column].contains(column) ? column + " (2)" : column
  }

  private func setEdgeColumns(
    of network: inout Network, _ assembled: RowAssembly.Assembled, _ table: ContactTable
  ) throws {
    network.edges.set(
      "count", .numbers(try assembled.column(.numbers(ties.map(\.weight)), .sum).asNumbers),
      convention: "how often the person is named in the group")
    network.weight = EdgeWeight(column: "count", meaning: .strength)
    for column in attributes {
      let texts = ties.map { tie -> String? in
        let text = table.rows[tie.row][column]
        return text.isEmpty ? nil : text
      }
      network.edges.set(
        attributeName(table.columns[column]), try assembled.column(.texts(texts), .agree))
    }
    let groups = assembled.edgeRows
    let sources = (0..<groups.count).map { edge in
      Optional(Provenance.text(file, groups[edge].map { ties[Int($0)].line }))
    }
    network.edges.set(
      Provenance.column, .texts(sources), convention: Provenance.convention)
  }

  private func account(
    _ network: inout Network, _ table: ContactTable, _ merged: Int, renamed: Int
  ) {
    let all = (rejections + table.rejections).sorted { $0.line < $1.line }
    var notes = table.notes
    if renamed > 0 {
      notes.append("groups that bear a person's name, called '(group)': \(renamed)")
    }
    network.ledger = [
      LedgerEntry(
        source: file, unit: "rows", read: table.read, kept: keptRows, rejections: all, notes: notes),
      LedgerEntry(
        source: file, unit: "ties", read: ties.count, kept: network.graph.edgeCount, merged: merged),
    ]
    network.setRejectedRows()
  }
}

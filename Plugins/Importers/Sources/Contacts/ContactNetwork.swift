internal import ModuleKit

extension ContactBook {
  /// How the ties become edges.
  struct Shape {
    var isDirected = false
    /// Whether the number of messages is the weight of a tie.
    var isWeighted = false
    var citation: String?
  }

  /// Puts the network together and accounts for every tie.
  func network(_ shape: Shape, on workers: Workers) throws -> Network {
    try workers.checkCancelled()
    var assembly = NetworkAssembly(
      isDirected: shape.isDirected, parallel: .sum, loops: .drop, source: file)
    // Ids differ, so that a contact's code is its row.
    for id in ownIDs ?? ContactIDs.unique(contacts) { _ = assembly.node(id) }
    for tie in ties { assembly.addEdge(Int32(tie.source), Int32(tie.target), line: tie.line) }
    let (assembled, nodeOfCode) = try assembly.assemble(on: workers)
    try workers.checkCancelled()
    var network = assembled.network
    var rowOfNode = [Int](repeating: 0, count: contacts.count)
    for (row, node) in nodeOfCode.enumerated() { rowOfNode[Int(node)] = row }
    setNodeColumns(of: &network, rowOfNode)
    try setEdgeColumns(of: &network, assembled)
    if shape.isWeighted { network.weight = EdgeWeight(column: "count", meaning: .strength) }
    network.ledger = ledger
    if !ties.isEmpty || !rejectedTies.isEmpty {
      network.ledger.append(
        LedgerEntry(
          source: file, unit: "ties", read: ties.count + rejectedTies.count,
          kept: network.graph.edgeCount, merged: assembled.merged,
          rejections: (rejectedTies + assembled.loops).sorted { $0.line < $1.line }))
    }
    network.setRejectedRows()
    if let citation = shape.citation {
      network.methods.append(MethodNote(.data, "Data: \(citation).", caption: citation))
    }
    return network
  }

  /// The network of an address book: related people, and the owner joined to all who stand in it.
  ///
  /// - Parameters:
  ///   - owner: the parameter of that name; nil for a book that is nobody's.
  ///   - channel: what the ties of the book are called.
  func ownedNetwork(
    _ owner: String?, channel: String, citation: String?, _ context: StageContext
  ) throws -> Network {
    var book = self
    let entries = book.contacts.indices
    ContactRelations(book).add(to: &book, channel: channel)
    if let owner {
      try book.setOwner(owner, entries: entries, context) { row, contact in
        ContactTie(row, row, line: contact.lines.first ?? 0, channel: channel)
      }
    }
    return try book.network(.init(citation: citation), on: context.workers)
  }

  /// Only what some contact has becomes a column.
  private func setNodeColumns(of network: inout Network, _ rowOfNode: [Int]) {
    func set(_ name: String, convention: String = "", _ text: (Int) -> String?) {
      let texts = rowOfNode.map(text)
      if texts.contains(where: { $0 != nil }) {
        network.nodes.set(name, .texts(texts), convention: convention)
      }
    }
    for field in ContactField.allCases {
      set(field.rawValue) { contacts[$0].joined(field) }
    }
    for attribute in attributes {
      let texts = rowOfNode.map { $0 < attribute.texts.count ? attribute.texts[$0] : nil }
      network.nodes.set(attribute.name, attribute.column(texts))
    }
    set("key", convention: "what the source calls the entry") { contacts[$0].keyOrSubstitute }
    set(Provenance.column, convention: Provenance.convention) { source(of: $0) }
    guard let owner else { return }
    network.setOwners(rowOfNode.map { $0 == owner })
  }

  private func setEdgeColumns(
    of network: inout Network, _ assembled: RowAssembly.Assembled
  ) throws {
    func set(_ name: String, _ rule: Aggregation, _ convention: String, _ column: Column) throws {
      network.edges.set(name, try assembled.column(column, rule), convention: convention)
    }
    if ties.isEmpty { return }
    try set(
      "channel", .agree, "by which the two are in touch", .texts(ties.map { Optional($0.channel) }))
    if ties.contains(where: { $0.relation != nil }) {
      try set("relation", .agree, "what one is to the other", .texts(ties.map(\.relation)))
    }
    if ties.contains(where: { $0.firstContact != nil }) {
      try set("first_contact", .min, "day, ISO 8601", .texts(ties.map(\.firstContact)))
    }
    if ties.contains(where: { $0.lastContact != nil }) {
      try set("last_contact", .max, "day, ISO 8601", .texts(ties.map(\.lastContact)))
    }
    if ties.contains(where: { $0.count != nil }) {
      let counts = ties.map { $0.count ?? Column.missingInteger }
      try set("count", .sum, "number of messages", .integers(counts))
    }
    let groups = assembled.edgeRows
    let sources = (0..<groups.count).map { edge in
      Optional(source(of: groups[edge].map { ties[Int($0)] }))
    }
    network.edges.set(
      Provenance.column, .texts(sources), convention: Provenance.convention)
  }

  /// `file:line` of the rows behind an edge, the book's own file first.
  private func source(of ties: [ContactTie]) -> String {
    let files = Set(ties.map { $0.file ?? file })
    let order = files.sorted { ($0 == file ? 0 : 1, $0) < ($1 == file ? 0 : 1, $1) }
    return order.map { name in
      Provenance.text(name, ties.filter { ($0.file ?? file) == name }.map(\.line))
    }.joined(separator: Contact.separator)
  }
}

internal import ModuleKit

/// A chain of people as a table lists it.
struct Chain {
  struct Person {
    /// Nil for one who is not in the network any more.
    let node: Int?
    let name: String
    /// What tells the person from others.
    let id: String
  }
  /// What the chain is called; empty for the only one.
  let name: String
  var people: [Person] = []
  /// The weight of the tie that leads to each person; empty without weights.
  var weights: [Double] = []
  /// What the tie that leads to each person rests on; empty where that is not told.
  var evidence: [String] = []
  /// What is said of the chain as a whole.
  var note = ""

  var links: Int { max(0, people.count - 1) }
}

/// The columns of a table that lists chains.
struct ChainColumns {
  private let ids: Column
  private let names: Column?
  private let steps: [Double]?
  private let labels, evidence: Column?
  private let value: (name: String, column: Column)?
  private let valueNumbers: TieNumbers
  private let ties: [Double]
  private let network: Network
  let rowCount: Int
  let numbers: TieNumbers

  init(_ table: TableColumns, _ parameters: ChainDiagram.Parameters, _ network: Network) throws {
    ids = try table.column("id", "chain")
    rowCount = ids.count
    names = table.rows["chain"]
    let steps = table.rows["step"].map(\.asNumbers)
    self.steps = steps?.allSatisfy(\.isFinite) == true ? steps : nil
    labels = table.rows["label"]
    evidence = try parameters.evidence.map { try table.column($0, "evidence") }
    let value = try parameters.value.map { ($0, try table.column($0, "value")) }
    self.value = value
    // Looks at the whole column, so once.
    valueNumbers = TieNumbers(
      name: value?.0 ?? "", unit: nil,
      values: value.map { $0.1.type == .text ? [] : $0.1.asNumbers } ?? [])
    ties =
      try parameters.ties.map { try table.numbers($0, "ties") }?.asNumbers
      ?? table.rows["weight"]?.asNumbers ?? []
    // Without weights the ties of a network all count 1, and that says nothing.
    let isSaid = parameters.ties != nil || network.weight != nil
    numbers = TieNumbers(
      name: parameters.ties ?? network.weight?.column ?? "", unit: parameters.unit,
      values: isSaid ? ties : [])
    self.network = network
    hasNumbers = isSaid && !ties.isEmpty
  }
  private let hasNumbers: Bool

  /// The chains of some rows, in the order in which these list them; the people of each by their step.
  func chains(_ rows: some Sequence<Int>) -> [Chain] {
    var order: [String] = []
    var ownRows: [String: [Int]] = [:]
    for row in rows {
      let name = names?.text(at: row) ?? ""
      if ownRows[name] == nil { order.append(name) }
      ownRows[name, default: []].append(row)
    }
    return order.map { name in
      var own = ownRows[name] ?? []
      if let steps { own.sort { (steps[$0], $0) < (steps[$1], $1) } }
      return chain(name, own)
    }
  }

  private func chain(_ name: String, _ rows: [Int]) -> Chain {
    Chain(
      name: name, people: rows.map(person),
      weights: hasNumbers ? rows.map { ties[$0] } : [],
      evidence: evidence.map { column in rows.map { column.text(at: $0) ?? "" } } ?? [],
      note: rows.lazy.compactMap(said).first ?? "")
  }

  private func person(_ row: Int) -> Chain.Person {
    Chain.person(ids.text(at: row) ?? "", label: labels?.text(at: row), network)
  }

  /// The value with its name, as "reliability 7 %".
  private func said(_ row: Int) -> String? {
    guard let value else { return nil }
    let name = value.name.replacing("_", with: " ")
    if value.column.type == .text { return value.column.text(at: row).map { "\(name) \($0)" } }
    let number = value.column.number(at: row)
    if number.isNaN { return nil }
    return "\(name) \(valueNumbers.number(number))"
  }
}

extension Chain {
  static func person(_ id: String, label: String?, _ network: Network) -> Person {
    let node = network.node(id)
    let known = node.map { network.label(of: $0) } ?? (id.isEmpty ? "no name" : id)
    return Person(node: node.map(Int.init), name: label ?? known, id: id)
  }

  /// What the chain is called on a slide: a number alone says nothing.
  var heading: String {
    if name.isEmpty { return "Chain" }
    if name.allSatisfy(\.isNumber) { return "Chain \(name)" }
    let words = name.replacing("_", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}

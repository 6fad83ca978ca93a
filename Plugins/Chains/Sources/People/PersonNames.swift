internal import ModuleKit

/// Finds the people whom a study names, and tells of all names together that stand for nobody.
struct PersonNames {
  private let network: Network
  private let context: StageContext
  /// The first people of each label, and how many have it; made when an id is not found.
  private var labelled: [String: (first: [Int], count: Int)]?
  private(set) var problems: [Diagnostic] = []
  private var missing = 0
  /// Not more names that stand for nobody are told one by one.
  private static let told = 50
  /// Looking for a near name goes through all names, so that it is done for so many only.
  private var explained: Int { max(1, min(10, 200_000 / max(1, network.graph.nodeCount))) }

  init(_ network: Network, _ context: StageContext) {
    (self.network, self.context) = (network, context)
  }

  /// The person with this id, or else the only one with this label.
  mutating func find(_ name: String, _ parameter: String) -> Int? {
    if let node = network.node(name) { return Int(node) }
    let all = labelled ?? labels()
    labelled = all
    guard let found = all[name] else {
      reportUnknown(name, parameter)
      return nil
    }
    if found.count == 1 { return found.first[0] }
    let ids = found.first.map { network.ids[$0] }
    missing += 1
    if missing > Self.told { return nil }
    report(
      "ambiguous-node", "\(found.count) nodes have the label '\(name)'", parameter,
      help: "give the id: \(ids.joined(separator: ", "))")
    return nil
  }

  mutating func find(_ names: [String], _ parameter: String) -> [Int] {
    names.compactMap { find($0, parameter) }
  }

  /// The people who have one of `values` in a column; with no values those who have any, or true.
  mutating func people(
    where column: NodeColumn?, _ values: [String], _ parameters: (column: String, values: String)
  ) -> [Int] {
    guard let column else {
      if !values.isEmpty {
        report(
          "missing-column", "'\(parameters.values)' needs a column", parameters.values,
          help: "name it with '\(parameters.column)'")
      }
      return []
    }
    guard let cells = network.nodes[column.name] else {
      report(
        "unknown-column", "there is no node column '\(column.name)'", parameters.column,
        help: Suggestion.help(for: column.name, among: network.nodes.names, kind: "node columns"))
      return []
    }
    if values.isEmpty {
      let isFlag = cells.type == .boolean
      return (0..<cells.count).filter { row in
        cells.text(at: row).map { !isFlag || $0 == "true" } ?? false
      }
    }
    var tests = CellTest(values)
    let isFound = tests.passes(cells)
    reportUnused(tests, in: cells, parameters.values, "nobody has", "values")
    return isFound.indices.filter { isFound[$0] }
  }

  mutating func reportUnused(
    _ tests: CellTest, in cells: Column, _ parameter: String, _ start: String, _ kind: String
  ) {
    let unused = tests.unused
    if unused.isEmpty { return }
    let known = CellTest.values(of: cells)
    for value in unused {
      missing += 1
      if missing > Self.told { continue }
      report(
        "unknown-value", "\(start) '\(value)'", parameter,
        help: Suggestion.help(for: value, among: known, kind: kind))
    }
  }

  mutating func report(_ id: String, _ message: String, _ parameter: String, help: String?) {
    problems.append(context.error(id, message, parameter: parameter, help: help))
  }

  /// - Throws: what is wrong with all names so far.
  func check() throws {
    if problems.count == 1, missing <= 1 { throw problems[0] }
    var all = problems
    if missing > Self.told {
      all.append(
        context.error(
          "unknown-node", "and \(missing - Self.told) more names and values stand for nobody"))
    }
    if !all.isEmpty { throw Diagnostics(all) }
  }

  private func labels() -> [String: (first: [Int], count: Int)] {
    var all: [String: (first: [Int], count: Int)] = [:]
    guard network.nodes["label"] != nil else { return all }
    for node in 0..<network.graph.nodeCount {
      let label = network.label(of: NodeID(node))
      let count = all[label]?.count ?? 0
      if count < 5 { all[label, default: ([], 0)].first.append(node) }
      all[label, default: ([], 0)].count += 1
    }
    return all
  }

  private mutating func reportUnknown(_ name: String, _ parameter: String) {
    missing += 1
    if missing > Self.told { return }
    let count = network.graph.nodeCount
    var help = "the network has \(count) nodes; nodes.csv lists them"
    if missing <= explained {
      let labels =
        network.nodes["label"] == nil
        ? [] : (0..<count).map { network.label(of: NodeID($0)) }
      if let near = Suggestion.nearest(to: name, among: network.ids + labels) {
        help = "did you mean '\(near)'?"
      }
    }
    report("unknown-node", "there is no node '\(name)'", parameter, help: help)
  }
}

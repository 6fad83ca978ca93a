internal import ModuleKit

/// What a map shows: which groups, how large, what runs between them, and what is left out.
struct GroupMap {
  /// Largest first.
  let circles: [MapDrawing.Circle]
  private let parameters: MapDiagram.Parameters
  private let all: NodeGroups
  private let ties: GroupTies
  /// The circle of each group.
  private let circleOfGroup: [Int: Int]
  private let isDirected: Bool
  /// Of all that joins two people, the share within one group; NaN where there is nothing.
  private let shareInside: Double

  /// - Parameter sizes: by which groups are called; those of the column of sizes when nil.
  init(
    _ network: Network, _ parameters: MapDiagram.Parameters, sizes importance: [Double]?,
    _ context: StageContext
  ) throws {
    self.parameters = parameters
    let all = try NodeGroups.read(
      parameters.group.name, "group", of: network, context,
      sizes: importance ?? Self.numbers(parameters.size, network))
    let values = try TieValues.read(parameters.sum, of: network, context)
    let ties = GroupTies(
      network.graph, groupOfNode: all.groupOfNode, count: all.groups.count, values: values)
    let sizes = try Self.sizes(all, network, parameters, context)
    let shown = all.groups.indices
      .filter { all.groups[$0].members.count >= parameters.smallest }
      .sorted { (sizes[$0], $1) > (sizes[$1], $0) }.prefix(parameters.most)
    circles = shown.map {
      .init(name: all.groups[$0].name, value: sizes[$0], shareInside: ties.shareInside($0))
    }
    circleOfGroup = Dictionary(uniqueKeysWithValues: zip(shown, shown.indices))
    isDirected = network.graph.isDirected
    let graph = network.graph
    let sum = (0..<graph.edgeCount).reduce(0.0) {
      graph.sources[$1] == graph.targets[$1] ? $0 : $0 + values[$1]
    }
    shareInside = all.groups.indices.reduce(0) { $0 + ties.inside($1) } / sum
    (self.all, self.ties) = (all, ties)
  }

  private static func numbers(_ column: NodeColumn?, _ network: Network) -> [Double]? {
    guard let values = column.flatMap({ network.nodes[$0.name] }), values.type != .text,
      values.type != .boolean
    else { return nil }
    return values.asNumbers
  }

  private static func sizes(
    _ all: NodeGroups, _ network: Network, _ parameters: MapDiagram.Parameters,
    _ context: StageContext
  ) throws -> [Double] {
    guard let name = parameters.size?.name else {
      return all.groups.map { Double($0.members.count) }
    }
    guard let column = network.nodes[name] else {
      throw context.error(
        "unknown-column", "the network has no node column '\(name)'", parameter: "size",
        help: Suggestion.help(for: name, among: network.nodes.names, kind: "node columns"))
    }
    let values = try TieValues.usable(column, name, "node", parameter: "size", context)
    return all.groups.map { group in
      group.members.reduce(0) { min($0 + values[$1], .greatestFiniteMagnitude) }
    }
  }

  /// Pairs of circles, heaviest first.
  func links(_ strongest: Int) -> [(Int, Int, Double)] {
    ties.strongest(strongest) { circleOfGroup[$0] != nil }.compactMap { pair, value in
      guard let a = circleOfGroup[pair.from], let b = circleOfGroup[pair.to] else { return nil }
      return (a, b, min(value, .greatestFiniteMagnitude))
    }
  }

  // MARK: Words

  private var width: String { parameters.sum.map { words($0.name) } ?? parameters.ties }
  private func words(_ column: String) -> String { column.replacing("_", with: " ") }

  var texts: MapDrawing.MapTexts {
    let area = parameters.size.map { words($0.name) } ?? parameters.people
    return .init(
      groups: "\(words(parameters.group.name)): \(area)", inside: "inside, of members' \(width)",
      links: "\(width) between two")
  }

  var sentence: String {
    let people = all.groups.reduce(0) { $0 + $1.members.count }
    let area = parameters.size.map { words($0.name) } ?? "members"
    let inside =
      shareInside.isFinite ? ". \(NumberText.percent(shareInside)) of all \(width) stay inside" : ""
    return "\(Noun(parameters.groups).counted(all.groups.count)) of "
      + "\(Noun(parameters.people).counted(people)). Area = \(area), "
      + "line = \(width) between two\(isDirected ? ", both ways" : "")\(inside)"
  }

  /// What is not drawn, or not as large as it is.
  func notes(_ links: Int, _ layout: MapLayout, seed: UInt64) -> [String] {
    var notes: [String] = []
    let left = all.groups.indices.filter { circleOfGroup[$0] == nil }
    if !left.isEmpty {
      let members = left.reduce(0) { $0 + all.groups[$1].members.count }
      notes.append(
        "\(Noun(parameters.groups).counted(left.count)) with \(Noun(parameters.people).counted(members)) "
          + "not drawn, being smaller")
    }
    if all.missing > 0 {
      notes.append(
        "\(Noun(parameters.people).counted(all.missing)) without \(words(parameters.group.name)) not drawn"
      )
    }
    let possible = ties.between.keys.count {
      circleOfGroup[$0.from] != nil && circleOfGroup[$0.to] != nil
    }
    if links < possible {
      notes.append(
        "\(links) of \(possible) links drawn, the \(parameters.strongest) heaviest of each group")
    }
    if layout.enlarged > 0 { notes.append("the smallest circles are enlarged to be seen") }
    return notes + ["layout: stress, seed \(seed)"]
  }

  func description(_ links: [(Int, Int, Double)], _ subtitle: String) -> String {
    let scale = NumberScale(circles.map(\.value) + links.map(\.2))
    let sizes = circles.prefix(40).map { "\($0.name) \(scale.text($0.value))" }
    let heaviest = links.prefix(12).map {
      "\(circles[$0.0].name) and \(circles[$0.1].name) \(scale.text($0.2))"
    }
    let unit = scale.unit.isEmpty ? "" : " (numbers \(scale.unit))"
    return "\(subtitle)\(unit)."
      + (sizes.isEmpty ? "" : " Groups: \(sizes.joined(separator: ", ")).")
      + (heaviest.isEmpty ? "" : " Heaviest links: \(heaviest.joined(separator: ", ")).")
  }
}

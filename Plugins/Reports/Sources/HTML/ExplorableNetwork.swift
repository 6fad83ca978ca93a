internal import ModuleKit

/// What the script draws: places, names, groups and values of the nodes.
struct ExplorableNetwork {
  let json: String
  let groupNames: [String]
  let sizedBy: String?

  /// Those of the slides (Okabe & Ito 2008), so that a group has one color in the whole report; the last
  /// is for the rest.
  private static let palette = [
    "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#aeb6bf",
  ]
  private static let darkPalette = [
    "#56b4e9", "#e69f00", "#2bc49a", "#e08bc0", "#f0e442", "#ff7b39", "#6e7681",
  ]

  init(_ network: Network, _ places: NetworkPlaces, color: String?, size: String?) {
    let count = network.graph.nodeCount
    let names = (0..<count).map { network.label(of: NodeID($0)) }
    let sizing = size ?? network.measures.first?.name
    let sizes = Self.shares(sizing.flatMap { network.nodes[$0]?.asNumbers }, count)
    sizedBy = sizing
    let groups: [Int]
    (groups, groupNames) = Self.groups(network.nodes[color ?? "community"], names, sizes)
    // Whole numbers keep the file small: a tenth of a place is less than a dot.
    func tenths(_ values: [Double]) -> JSON {
      .array(values.map { .integer(Int(($0 * 10).rounded())) })
    }
    let ends = (0..<network.graph.edgeCount).flatMap { edge -> [JSON] in
      [
        .integer(Int(network.graph.sources[edge])), .integer(Int(network.graph.targets[edge])),
      ]
    }
    let shownGroups = groupNames.count
    func colors(_ palette: [String]) -> JSON {
      let shown = (0..<shownGroups).map { palette[min($0, palette.count - 1)] }
      return .array(shown.map(JSON.string))
    }
    let measures = network.measures.map { entry -> JSON in
      let values = entry.column.asNumbers.map { JSON.string(shown($0)) }
      return ["name": .string(entry.name), "values": .array(values)]
    }
    let data: JSON = [
      "names": .array(names.map(JSON.string)), "x": tenths(places.x), "y": tenths(places.y),
      "extent": tenths([places.width, places.height]),
      "groups": .array(groups.map(JSON.integer)),
      "groupNames": .array(groupNames.map(JSON.string)), "palette": colors(Self.palette),
      "darkPalette": colors(Self.darkPalette),
      "sizes": .array(sizes.map { .number(($0 * 1000).rounded() / 1000) }),
      "edges": .array(ends), "measures": .array(measures),
    ]
    json = data.compact
  }

  /// Values from 0 to 1; nodes without one are smallest.
  private static func shares(_ values: [Double]?, _ count: Int) -> [Double] {
    guard let values else { return Array(repeating: 0.1, count: count) }
    let known = values.filter(\.isFinite)
    guard let low = known.min(), let high = known.max(), low < high else {
      return Array(repeating: 0.1, count: count)
    }
    return values.map { $0.isFinite ? ($0 / 2 - low / 2) / (high / 2 - low / 2) : 0 }
  }

  /// The six largest groups and the rest. A numbered one is called after its largest node.
  private static func groups(_ column: Column?, _ names: [String], _ sizes: [Double]) -> (
    [Int], [String]
  ) {
    guard let column else { return (Array(repeating: 0, count: names.count), ["all"]) }
    var members: [String: [Int]] = [:]
    for node in names.indices {
      guard let text = column.text(at: node) else { continue }
      members[text, default: []].append(node)
    }
    let order = members.sorted { (-$0.value.count, $0.value[0]) < (-$1.value.count, $1.value[0]) }
    var groups = [Int](repeating: min(6, order.count), count: names.count)
    var groupNames: [String] = []
    for (place, group) in order.prefix(6).enumerated() {
      for node in group.value { groups[node] = place }
      let leader = group.value.max { (sizes[$0], -$0) < (sizes[$1], -$1) } ?? 0
      let isNumber = column.type == .integer || column.type == .number
      groupNames.append(
        (isNumber ? "around " + HTML.kept(names[leader]) : HTML.kept(group.key))
          + " (\(group.value.count))")
    }
    let rest = groups.count { $0 == groupNames.count }
    if rest > 0 { groupNames.append("others (\(rest))") }
    return (groups, groupNames)
  }

  /// The figure; the script shows it.
  var html: String {
    let size = sizedBy.map { "Larger dots have a larger \(HTML.isolated($0)). " } ?? ""
    return """
      <div id="explorer" hidden>
      <div class="bar"><label for="find">Find somebody</label>
      <input id="find" type="search" autocomplete="off" aria-describedby="find-help">
      <span id="find-help" class="note">Enter chooses the first</span>
      <button type="button" data-does="in">Zoom in</button>
      <button type="button" data-does="out">Zoom out</button>
      <button type="button" data-does="all">Show all</button></div>
      <ul data-role="found" aria-label="Found"></ul>
      <fieldset data-role="groups" aria-label="Show groups"></fieldset>
      <canvas tabindex="0" role="application" aria-label="The network" aria-describedby="explorer-help"></canvas>
      <div data-role="said" aria-live="polite"></div>
      <p id="explorer-help" class="note">\(size)Drag to move. With the figure in focus: the wheel, + and - zoom, arrows \
      move, n and p go from one node to the next, Escape lets go, 0 shows all.</p>
      </div>
      <noscript><p class="note">The network can be explored where scripts may run.</p></noscript>
      <script type="application/json" id="network-data">\(json)</script>\n
      """
  }
}

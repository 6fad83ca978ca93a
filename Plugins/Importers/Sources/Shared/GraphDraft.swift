internal import ModuleKit

/// What an importer of a graph format has read so far: nodes and edges in any order.
struct GraphDraft {
  typealias Place = SourceLines.Place

  var lines: SourceLines
  var nodeAttributes = AttributeTable()
  var edgeAttributes = AttributeTable()
  /// What was found out about the file, for the ledger.
  var notes: [String] = []
  /// What the file says of edges that say nothing themselves.
  var isDirectedByDefault = false
  /// What the values cost that a few bytes of the file make many of.
  var spent = 0

  private var codes: [String: Int32] = [:]
  /// The id behind each code, declared or only mentioned.
  private var names: [String] = []
  /// For each code, the row of the node; -1 while it is only mentioned.
  private var rowOfCode: [Int32] = []
  private(set) var codeOfRow: [Int32] = []
  private var nodePlaces: [Place] = []

  private(set) var sources: [Int32] = []
  private(set) var targets: [Int32] = []
  /// Nil for edges that are what the file says of all.
  private var arcs: [Bool?] = []
  private(set) var places: [Place] = []

  init(_ bytes: [UInt8], file: String) { lines = SourceLines(file: file, bytes: bytes) }

  var nodeCount: Int { codeOfRow.count }
  var edgeCount: Int { sources.count }

  private mutating func code(_ id: String) -> Int32 {
    let id = NetworkAssembly.canonical(id)
    if let code = codes[id] { return code }
    let code = Int32(names.count)
    codes[id] = code
    names.append(id)
    rowOfCode.append(-1)
    return code
  }

  /// Adds a node and tells its row.
  mutating func addNode(_ id: String, at place: Place) throws(Diagnostic) -> Int {
    if id.isEmpty { throw lines.error("empty-id", "the id of this node is empty", at: place) }
    let code = code(id)
    let known = rowOfCode[Int(code)]
    if known >= 0 {
      throw lines.error(
        "duplicate-id", "a second node has the id '\(id.prefix(100))'", at: place,
        notes: [.init("the first one", at: lines.location(of: nodePlaces[Int(known)]))],
        help: "ids must differ; they are compared in Unicode NFC")
    }
    rowOfCode[Int(code)] = Int32(nodeCount)
    codeOfRow.append(code)
    nodePlaces.append(place)
    return nodeCount - 1
  }

  /// True when the edge leads from its source to its target only.
  func isArc(_ edge: Int) -> Bool { arcs[edge] ?? isDirectedByDefault }

  /// Adds an edge and tells its row; its ends may be declared later.
  mutating func addEdge(
    _ source: String, _ target: String, isArc: Bool?, at place: Place
  ) -> Int {
    sources.append(code(source))
    targets.append(code(target))
    arcs.append(isArc)
    places.append(place)
    return edgeCount - 1
  }

  /// The rows of an edge's ends.
  func ends(_ edge: Int) -> (source: Int, target: Int) {
    (Int(rowOfCode[Int(sources[edge])]), Int(rowOfCode[Int(targets[edge])]))
  }

  /// Refuses edges whose ends are not in the file.
  func checkEnds() throws(Diagnostic) {
    for edge in 0..<edgeCount {
      for code in [sources[edge], targets[edge]] where rowOfCode[Int(code)] < 0 {
        throw lines.error(
          "unknown-node",
          "this edge names node '\(names[Int(code)].prefix(100))', which is not "
            + "declared", at: places[edge], help: "declare the node, or remove the edge")
      }
    }
  }

  /// The id of each node: its own, or the value of an attribute.
  func ids(from attribute: String?, _ context: StageContext) throws(Diagnostic) -> [String] {
    guard let attribute else { return codeOfRow.map { names[Int($0)] } }
    guard let found = nodeAttributes[attribute] else {
      throw context.error(
        "unknown-attribute", "no node has an attribute '\(attribute)'", parameter: "id",
        help: Suggestion.help(for: attribute, among: nodeAttributes.names, kind: "attributes"))
    }
    var rows: [String: Int] = [:]
    var ids: [String] = []
    for (row, text) in found.texts(count: nodeCount).enumerated() {
      let id = NetworkAssembly.canonical((text ?? "").trimmed)
      if id.isEmpty {
        throw lines.error(
          "node-without-id", "this node has no '\(attribute)'", at: nodePlaces[row],
          help: "leave 'id' out of the study to use the file's own ids")
      }
      if let first = rows.updateValue(row, forKey: id) {
        throw lines.error(
          "duplicate-id", "a second node has the \(attribute) '\(id.prefix(100))'",
          at: nodePlaces[row],
          notes: [.init("the first one", at: lines.location(of: nodePlaces[first]))],
          help: "leave 'id' out of the study to use the file's own ids")
      }
      ids.append(id)
    }
    return ids
  }
}

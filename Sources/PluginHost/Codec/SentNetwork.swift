internal import ModuleKit

/// A network as arrays of a frame.
struct SentNetwork {
  private let network: Network
  private(set) var arrays: [(name: String, values: WireArray)]

  init(_ network: Network) {
    self.network = network
    let adjacency = network.graph.outgoing
    arrays = [
      ("offsets", .i64(adjacency.offsets)), ("neighbors", .i32(adjacency.neighbors)),
      ("arc_edges", .i32(adjacency.edges)), ("sources", .i32(network.graph.sources)),
      ("targets", .i32(network.graph.targets)),
    ]
  }

  mutating func add(_ name: String, _ values: WireArray) { arrays.append((name, values)) }

  /// Texts one behind the other, and where each ends.
  mutating func addTexts(_ name: String, _ texts: [String]) {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    ends.reserveCapacity(texts.count)
    for text in texts {
      bytes += text.utf8
      ends.append(bytes.count)
    }
    add("\(name).bytes", .u8(bytes))
    add("\(name).ends", .i64(ends))
  }

  private mutating func addColumn(_ name: String, _ column: Column) {
    switch column {
    case .numbers(let values): add(name, .f64(values))
    case .integers(let values): add(name, .i64(values))
    case .flags(let values): add(name, .flags(values))
    case .texts(let column):
      let texts = column.hasAscendingTexts ? column : column.canonical
      add("\(name).codes", .i32(texts.codes))
      addTexts(name, texts.dictionary)
    }
  }

  /// Adds columns, and describes all.
  mutating func describe(
    nodes: [RunRequest.Named], edges: [RunRequest.Named], _ context: StageContext
  ) throws(Diagnostic) -> JSON {
    for (name, column) in nodes { addColumn("node:\(name)", column) }
    for (name, column) in edges { addColumn("edge:\(name)", column) }
    var names: Set<String> = []
    for array in arrays where !names.insert(array.name).inserted {
      throw context.error(
        "ambiguous-column",
        "two columns would both reach the plug-in as '\(array.name)'",
        help: "rename one of them")
    }
    let weight = network.weight.map { weight -> JSON in
      ["column": .string(weight.column), "meaning": .string(weight.meaning.rawValue)]
    }
    return [
      "nodes": .integer(network.graph.nodeCount), "edges": .integer(network.graph.edgeCount),
      "directed": .bool(network.graph.isDirected), "weight": weight ?? .null,
      "node_columns": Self.list(nodes), "edge_columns": Self.list(edges),
    ]
  }

  private static func list(_ columns: [RunRequest.Named]) -> JSON {
    .array(columns.map { ["name": .string($0.name), "type": .string($0.column.type.rawValue)] })
  }
}

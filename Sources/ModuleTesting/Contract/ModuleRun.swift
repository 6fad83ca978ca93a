internal import Synchronization
public import ModuleKit

/// One stage on one network, checked and run as the engine does it.
///
/// Diagnostics point to files named after the parameter they complain about, or `stage`.
public struct ModuleRun: Sendable {
  public let network: Network
  public let notices: [Diagnostic]

  /// - Parameter parameters: what stands under `with:`.
  /// - Throws: ``Diagnostics`` when checking finds errors, else what the module throws.
  public init<M: Module>(
    _ module: M.Type, on network: Network, with parameters: JSON = [:], study: String = "test",
    seed: UInt64 = 7, workers: Workers = .serial, lineage: Lineage = Lineage()
  ) throws {
    try self.init(
      module, onAll: [network], with: parameters, study: study, seed: seed, workers: workers,
      lineage: lineage)
  }

  /// A stage that reads several, called "1", "2", ….
  public init<M: Module>(
    _ module: M.Type, onAll networks: [Network], with parameters: JSON = [:],
    study: String = "test", seed: UInt64 = 7, workers: Workers = .serial,
    lineage: Lineage = Lineage()
  ) throws {
    let stage = Diagnostic.Location(file: "stage")
    let context = ParameterContext()
    let decoded = M.Parameters.decode(
      Self.node(parameters, file: "with"), stage: stage, context)
    let module = M(decoded.value)
    let outlines = networks.map(Self.outline)
    var outline = outlines.first ?? Outline()
    let check = CheckContext(
      stageID: "stage", inputs: outlines, inputNames: networks.indices.map { String($0 + 1) },
      stage: stage, locations: decoded.locations)
    module.outline(&outline, check)
    let found = decoded.diagnostics + context.problems + check.diagnostics
    if found.hasErrors { throw Diagnostics(found) }
    let told = Mutex<[Diagnostic]>(found)
    var result = networks.first ?? Network()
    try module.run(
      &result,
      StageContext(
        stage: "stage", module: M.manual.name, study: study, seed: seed, workers: workers,
        inputs: networks, inputNames: networks.indices.map { String($0 + 1) },
        lineage: lineage, location: stage, locations: decoded.locations,
        notice: { diagnostic in told.withLock { $0.append(diagnostic) } }))
    result.creditTables(since: networks.first ?? Network())
    (self.network, notices) = (result, told.withLock { $0 })
  }

  /// What is known of `network` before anything runs.
  public static func outline(_ network: Network) -> Outline {
    var outline = Outline()
    for entry in network.nodes.entries { outline.addNodeColumn(entry.name, entry.column.type) }
    for entry in network.edges.entries { outline.addEdgeColumn(entry.name, entry.column.type) }
    for table in network.tables { outline.addTable(table.name) }
    for figure in network.figures {
      if let series = figure.series {
        outline.addFigureSeries(series)
      } else {
        outline.addFigure(figure.name)
      }
    }
    for document in network.documents { outline.addDocument(document.path) }
    outline.isDirected = network.graph.isDirected
    outline.weight = network.weight
    return outline
  }

  private static func node(_ json: JSON, file: String) -> ConfigNode {
    let location = Diagnostic.Location(file: file)
    func scalar(_ text: String, plain: Bool) -> ConfigNode {
      ConfigNode(.scalar(text, plain: plain), at: location)
    }
    switch json {
    case .string(let text): return scalar(text, plain: false)
    case .array(let items):
      return ConfigNode(.sequence(items.map { node($0, file: file) }), at: location)
    case .object(let members):
      let pairs = members.map {
        ConfigNode.Pair(scalar($0.key, plain: true), node($0.value, file: $0.key))
      }
      return ConfigNode(.mapping(pairs), at: location)
    default: return scalar(json.compact, plain: true)
    }
  }
}

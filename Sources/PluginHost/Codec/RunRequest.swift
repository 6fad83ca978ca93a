package import ModuleKit

/// Writes the message `run` for a stage: see the protocol.
package struct RunRequest {
  package let manual: PluginManual
  /// The values of all parameters.
  package let arguments: JSON
  package let id: Int
  /// Empty, and removed after the run.
  package let folder: String

  package init(manual: PluginManual, arguments: JSON, id: Int, folder: String) {
    (self.manual, self.arguments, self.id, self.folder) = (manual, arguments, id, folder)
  }

  /// - Throws: a ``Diagnostic`` when the network has not what the module reads.
  package func frame(_ network: Network, _ context: StageContext) throws(Diagnostic)
    -> OutgoingFrame
  {
    var header: JSON = [
      "type": "run", "id": .integer(id), "module": .string(manual.name),
      "stage": .string(context.stage), "parameters": arguments,
    ]
    if manual.manual.uses.contains(.seed) {
      var random = context.random()
      header["seed"] = .string(String(random.next()))
    }
    header["title"] = .string(context.study)
    header["threads"] = .integer(context.workers.threads)
    header["folder"] = .string(folder)
    if manual.manual.inputs == .none { return OutgoingFrame(header) }

    var sent = SentNetwork(network)
    if manual.reads.weight { sent.add("weight", .f64(network.edgeWeights)) }
    if manual.reads.ids { sent.addTexts("ids", network.ids) }
    header["network"] = try sent.describe(
      nodes: nodeColumns(of: network, context), edges: edgeColumns(of: network, context), context)
    return OutgoingFrame(header, arrays: sent.arrays)
  }

  typealias Named = (name: String, column: Column)

  private func nodeColumns(
    of network: Network, _ context: StageContext
  ) throws(Diagnostic) -> [Named] {
    try columns(manual.reads.nodeColumns, .nodeColumn, network.nodes, "node", context) { name in
      // What a node is called can be asked for as if it were a column.
      name == "id"
        ? .texts(TextColumn(codes: Array(0..<Int32(network.ids.count)), dictionary: network.ids))
        : nil
    }
  }

  private func edgeColumns(
    of network: Network, _ context: StageContext
  ) throws(Diagnostic) -> [Named] {
    try columns(manual.reads.edgeColumns, .edgeColumn, network.edges, "edge", context) { _ in nil }
  }

  private func columns(
    _ listed: [String], _ kind: DescribedParameter.Kind, _ frame: Frame, _ word: String,
    _ context: StageContext, also: (String) -> Column?
  ) throws(Diagnostic) -> [Named] {
    var names = listed == PluginManual.Reads.everything ? frame.names : listed
    var parameters: [String: String] = [:]
    for parameter in manual.parameters.list where parameter.kind == kind {
      for name in arguments[parameter.key]?.names ?? [] {
        parameters[name] = parameter.key
        names.append(name)
      }
    }
    var result: [Named] = []
    for name in names where !result.contains(where: { $0.name == name }) {
      guard let column = frame[name] ?? also(name) else {
        let message = "there is no \(word) column '\(name)' at this stage"
        let help = Suggestion.help(for: name, among: frame.names, kind: "\(word) columns")
        throw parameters[name].map {
          context.error("unknown-column", message, parameter: $0, help: help)
        } ?? context.error("unknown-column", message, help: help)
      }
      result.append((name, column))
    }
    return result
  }
}

extension JSON {
  /// The texts that a value is or holds.
  fileprivate var names: [String] {
    switch self {
    case .string(let text): [text]
    case .array(let items): items.flatMap(\.names)
    default: []
    }
  }
}

internal import ModuleKit

/// What a study asks of all chains.
struct ChainConstraints: ParameterSet {
  @Param("The most links that a chain may have; any number when not given") var links: Int? = nil
  @Param("People whom no chain may meet") var avoid: [String] = []
  @Param("The channels that chains may use; all when not given") var channels: [String] = []
  @Param("The edge column that names the channel") var channelColumn: EdgeColumn = "channel"
}

/// Which ties may be used: none of these people, only these channels.
struct OpenTies {
  let isOpen: [Bool]

  /// - Parameter avoided: people whom no chain may meet.
  init(
    _ network: Network, avoiding avoided: [Int], _ constraints: ChainConstraints,
    _ names: inout PersonNames
  ) {
    let (channels, column) = (constraints.channels, constraints.channelColumn)
    let graph = network.graph
    var open = [Bool](repeating: true, count: graph.edgeCount)
    if !channels.isEmpty {
      if let cells = network.edges[column.name] {
        var tests = CellTest(channels)
        open = tests.passes(cells)
        names.reportUnused(tests, in: cells, "channels", "no tie has the channel", "channels")
      } else {
        names.report(
          "unknown-column", "there is no edge column '\(column.name)'", "channels",
          help: Suggestion.help(
            for: column.name, among: network.edges.names, kind: "edge columns"))
      }
    }
    if !avoided.isEmpty {
      var isAvoided = [Bool](repeating: false, count: graph.nodeCount)
      for person in avoided { isAvoided[person] = true }
      for edge in open.indices
      where isAvoided[Int(graph.sources[edge])] || isAvoided[Int(graph.targets[edge])] {
        open[edge] = false
      }
    }
    isOpen = open
  }
}

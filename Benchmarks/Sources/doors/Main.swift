import BuiltInParticipation
import Foundation
import ModuleKit
import PluginHost

/// Runs one module as a part of this program and from a library, by turns, on the same network.
///
///     doors LIBRARY [--nodes 500000] [--edges 5000000] [--pairs 15]
///
/// Both must give the same values to the last bit. Times are of the processor, on one thread, so that what else runs on
/// the machine counts little.
@main
struct Main {
  static func main() throws {
    guard CommandLine.arguments.count > 1 else {
      FileHandle.standardError.write(Data("usage: doors LIBRARY\n".utf8))
      exit(64)
    }
    let network = try Self.network(
      nodes: option("--nodes") ?? 500_000, edges: option("--edges") ?? 5_000_000)
    let library = CommandLine.arguments[1]
    let start = ContinuousClock.now
    let entries = try BinaryPlugin.entries(
      library: library, plugin: "participation", at: .init(file: library))
    let loading = ContinuousClock.now - start
    let doors = [ModuleEntry(Participation.self), entries[0]]
    _ = try doors.map { try run($0, network) }  // warms up
    var (times, ratios) = ([[Double](), []], [Double]())
    for pair in 0..<(option("--pairs") ?? 15) {
      var measured = [Double](repeating: 0, count: 2)
      var found: [Network] = [network, network]
      // Who is first changes from pair to pair.
      for door in pair % 2 == 0 ? [0, 1] : [1, 0] {
        let before = processorSeconds
        found[door] = try run(doors[door], network)
        measured[door] = processorSeconds - before
        times[door].append(measured[door])
      }
      guard found[0].nodes == found[1].nodes else { fatalError("the results differ") }
      ratios.append(measured[1] / measured[0])
    }
    print(
      """
      \(network.graph.nodeCount) nodes, \(network.graph.edgeCount) edges, \(ratios.count) pairs, same values
      built in  \(text(median(times[0]))) s (median)
      library   \(text(median(times[1]))) s (median), loaded in \(loading)
      ratio     \(text(median(ratios))) (median of pairs; \(text(ratios.min()!)) to \(text(ratios.max()!)))
      """)
  }

  private static func run(_ entry: ModuleEntry, _ network: Network) throws -> Network {
    let place = Diagnostic.Location(file: "bench")
    func scalar(_ text: String) -> ConfigNode { ConfigNode(.scalar(text, plain: true), at: place) }
    let parameters = ConfigNode(
      .mapping([ConfigNode.Pair(scalar("groups"), scalar("group"))]), at: place)
    var result = network
    try entry.prepare(parameters, place, ParameterContext()).run(
      &result,
      StageContext(stage: "bench", module: entry.manual.name, workers: .serial, location: place))
    return result
  }

  /// Ties between nodes drawn at random, with strengths, and a thousand groups.
  private static func network(nodes: Int, edges: Int) throws -> Network {
    var random = RandomSource(seed: 7, stream: "doors")
    let ends = (0..<2 * edges).map { _ in NodeID(random.next(below: nodes)) }
    let graph = try GraphBuilder(isDirected: false, parallel: .sum, loops: .keep).build(
      nodeCount: nodes, sources: Array(ends[..<edges]), targets: Array(ends[edges...])
    ).graph
    var network = Network(
      graph: graph, ids: (0..<nodes).map { String(1_000_000_000 + $0) })
    network.nodes.set("group", .integers((0..<nodes).map { _ in random.next(below: 1000) }))
    network.edges.set("w", .numbers((0..<graph.edgeCount).map { _ in 0.5 + random.unit() }))
    network.weight = EdgeWeight(column: "w", meaning: .strength)
    return network
  }

  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
  private static func text(_ value: Double) -> String { String(format: "%.3f", value) }
  private static func option(_ name: String) -> Int? {
    let arguments = CommandLine.arguments
    guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count else {
      return nil
    }
    return Int(arguments[index + 1])
  }
}

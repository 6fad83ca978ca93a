import BuiltInModules
import Foundation
import ModuleKit

/// One graph, loaded by `import.csv`, and the stages run on it.
struct Bench {
  /// How the import went, in the shape of an answer.
  let loaded: JSON
  private let network: Network
  private let workers: Workers
  private let base: Int

  init(edges: String, named: Bool, threads: Int) throws {
    let workers = Workers(threads: threads)
    base = Memory.peak
    self.workers = workers
    var parameters = [
      "edges": edges, "source": "1", "target": "2", "delimiter": "tab", "header": "false",
    ]
    if named { (parameters["weight"], parameters["weight_means"]) = ("3", "strength") }
    let stage = try Stage("import.csv", parameters)
    let measured = try Measured { try stage.run(on: Network(), workers) }
    network = measured.value
    loaded = .object(
      measured.members(base: base) + [
        .init("task", "import"), .init("nodes", .integer(network.graph.nodeCount)),
        .init("edges", .integer(network.graph.edgeCount)),
        .init(
          "weight",
          .number(
            network.weight == nil
              ? Double(network.graph.edgeCount) : network.edgeWeights.reduce(0, +))),
        .init("digest", .string(Self.digest(network))),
      ])
  }

  /// Tells whether two imports gave the same network.
  private static func digest(_ network: Network) -> String {
    let graph = network.graph
    let weights = network.weight == nil ? [] : network.edgeWeights
    let hash =
      graph.sources.withUnsafeBytes { stableHash($0) }
      ^ graph.targets.withUnsafeBytes { stableHash($0) } &* 3
      ^ weights.withUnsafeBytes { stableHash($0) } &* 5
      ^ network.ids.reduce(0) { $0 &* 31 &+ stableHash($1.utf8) }
    return String(hash, radix: 16)
  }

  func answer(_ request: Request) -> JSON {
    do {
      guard let task = Task.all[request.task] else { return ["error": "no such task"] }
      let stage = try Stage(task.module, task.parameters)
      let measured = try Measured { try stage.run(on: network, workers, seed: request.seed ?? 7) }
      let result = Result(task, measured.value)
      if let path = request.values { try result.write(to: path) }
      return .object(
        measured.members(base: base) + [
          .init("task", .string(request.task)), .init("summary", result.summary),
          .init("digest", .string(result.digest)),
        ])
    } catch {
      return ["error": .string("\(error)")]
    }
  }
}

/// A value, and what it cost.
struct Measured<Value> {
  let value: Value
  private let seconds: Double
  private let processor: Double
  private let peak: Int

  init(_ work: () throws -> Value) throws {
    Memory.resetPeak()
    let (start, busy) = (ContinuousClock.now, Memory.processorSeconds)
    value = try work()
    seconds = (ContinuousClock.now - start) / .seconds(1)
    processor = Memory.processorSeconds - busy
    peak = Memory.peak
  }

  func members(base: Int) -> [JSON.Member] {
    [
      .init("seconds", .number(seconds)), .init("cpu", .number(processor)),
      .init("peak", .integer(peak)), .init("base", .integer(base)),
    ]
  }
}

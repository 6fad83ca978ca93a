internal import Foundation
internal import ModuleKit
internal import PipelineEngine
internal import Synchronization

/// A module on ever larger networks, until it takes a while; then it is cancelled.
public struct LongRun {
  /// How the largest run went.
  public struct Result: Sendable {
    public let nodes: Int
    /// That the stage took; when it was cancelled, until it was.
    public let seconds: Double
    /// From the call to stop until the run had ended; nil when it was over before.
    public let secondsToStop: Double?

    func violations(most: Double) -> [String] {
      guard let secondsToStop, secondsToStop > most else { return [] }
      let text = String(Int(secondsToStop * 10) / 10) + "." + String(Int(secondsToStop * 10) % 10)
      return ["cancelled on \(nodes) nodes, it goes on for \(text) s"]
    }
  }

  private static let patience = 0.1
  private static let sizes = (7...15).map { 1 << $0 }
  private static let tiesPerNode = 4

  private let manual: Manual
  private let engine: Engine

  init(_ manual: Manual, _ engine: Engine) { (self.manual, self.engine) = (manual, engine) }

  /// Nil when no example starts from a sketch, or the module refuses larger networks than that.
  func result() async -> Result? {
    guard let example = manual.examples.first(where: { !$0.network.isEmpty }) else { return nil }
    let start = ContinuousClock.now
    var last: Result?
    for size in Self.sizes {
      guard let result = await run(Self.enlarged(example, nodes: size), nodes: size) else { break }
      last = result
      // The stages before take their time too.
      if result.secondsToStop != nil || (ContinuousClock.now - start).asSeconds > 2 { break }
    }
    return last
  }

  /// The example with many more nodes in its network, tied to each other at random.
  private static func enlarged(_ example: Example, nodes: Int) -> Example {
    var random = RandomSource(seed: 1, stream: "contract")
    let tie = example.network.contains(">") ? ">" : "-"
    let isWeighted = example.network.contains(":")
    var network = example.network
    for node in 1..<nodes {
      for _ in 0..<tiesPerNode {
        network += " n\(node)\(tie)n\(random.next(below: node))"
        if isWeighted { network += ":\(1 + random.next(below: 9))" }
      }
    }
    return Example(
      example.title, network: network, weight: example.weight, files: example.files,
      yaml: example.yaml, expected: [])
  }

  private func run(_ example: Example, nodes: Int) async -> Result? {
    guard let folder = try? ExampleFolder(example), let plan = folder.check(with: engine).plan,
      let stage = plan.stages.last(where: { $0.module.manual.name == manual.name })?.id
    else { return nil }
    let watch = Watch(stage: stage, patience: Self.patience)
    let options = Engine.Options(threads: 2, cancellation: watch.cancellation)
    do {
      _ = try await engine.run(plan, output: folder.path + "/out", options: options) {
        watch.take($0)
      }
    } catch RunFailure.cancelled {
    } catch {
      return nil
    }
    return watch.result(nodes: nodes)
  }
}

/// Cancels a run a while after one of its stages has started.
private final class Watch: Sendable {
  let cancellation = Cancellation()
  private let stage: String
  private let patience: Double
  private struct Times {
    var started, finished, cancelled: ContinuousClock.Instant?
  }
  private let times = Mutex(Times())

  init(stage: String, patience: Double) { (self.stage, self.patience) = (stage, patience) }

  func take(_ event: RunEvent) {
    switch event {
    case .started(stage):
      times.withLock { $0.started = .now }
      // A thread of its own: the stage may use all others.
      Thread.detachNewThread { [self] in
        Thread.sleep(forTimeInterval: patience)
        times.withLock { times in
          if times.finished != nil { return }
          times.cancelled = .now
          cancellation.cancel()
        }
      }
    case .finished(stage, _, _): times.withLock { if $0.cancelled == nil { $0.finished = .now } }
    default: break
    }
  }

  /// To be asked as soon as the run has ended.
  func result(nodes: Int) -> LongRun.Result? {
    let now = ContinuousClock.now
    let times = times.withLock { $0 }
    guard let started = times.started, let end = times.finished ?? times.cancelled else {
      return nil
    }
    return LongRun.Result(
      nodes: nodes, seconds: (end - started).asSeconds,
      secondsToStop: times.cancelled.map { (now - $0).asSeconds })
  }
}

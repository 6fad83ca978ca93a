internal import Dispatch
internal import ModuleKit

/// Runs the stages of a plan whose results are not stored, independent ones side by side.
struct Runner {
  let plan: Plan
  let store: Store
  let stages: StageRunner

  struct Result {
    let networks: [Int: Network]
    let measured: [Int: RunMeasurements.Stage]
  }
  /// A stored result turned out to be damaged after it had been counted on.
  struct StoredResultLost: Error {}

  /// Computes or loads the networks that are wanted at the end.
  func run() async throws -> Result {
    // Each loss removes a stored result, so that there is one less to count on.
    for _ in plan.stages {
      do { return try await runOnce() } catch is StoredResultLost { continue }
    }
    return try await runOnce()
  }

  private func runOnce() async throws -> Result {
    let stored = plan.stages.map { store.holds($0.key) }
    let told = plan.stages.map { store.summary($0.key) != nil }
    let needed = plan.neededStages(stored, told: told)
    for index in needed.sorted() where stored[index] {
      stages.tell(.cached(stage: plan.stages[index].id))
    }
    repeatWarnings(stored)
    return try await withThrowingTaskGroup(of: (Int, Network, RunMeasurements.Stage).self) {
      group in
      var networks: [Int: Network] = [:]
      var measured: [Int: RunMeasurements.Stage] = [:]
      var waiting = needed
      func startReady() {
        for index in waiting where isReady(index, stored, networks) {
          waiting.remove(index)
          let inputs = stored[index] ? [] : plan.stages[index].inputs.compactMap { networks[$0] }
          group.addTask { try work(index, stored: stored[index], inputs: inputs) }
        }
      }
      startReady()
      do {
        while let (index, network, measurement) = try await group.next() {
          networks[index] = network
          measured[index] = measurement
          startReady()
          forgetUnneeded(&networks, waiting, stored)
        }
      } catch is StoredResultLost {
        throw StoredResultLost()
      } catch {
        // One branch has failed: the others need not go on.
        stages.cancellation.cancel()
        throw error
      }
      return Result(networks: networks, measured: measured)
    }
  }

  /// A warning holds as long as the result does.
  private func repeatWarnings(_ stored: [Bool]) {
    for (index, stage) in plan.stages.enumerated() where stored[index] {
      for warning in store.summary(stage.key)?.warnings ?? [] {
        let help = warning.help.isEmpty ? nil : warning.help
        stages.tell(
          .notice(
            Diagnostic(.warning, warning.id, warning.message, at: stage.location, help: help)))
      }
    }
  }

  private func isReady(_ index: Int, _ stored: [Bool], _ networks: [Int: Network]) -> Bool {
    stored[index]
      || plan.stages[index].inputs.allSatisfy { networks[$0] != nil }
        && plan.told(by: index).allSatisfy { store.summary(plan.stages[$0].key) != nil }
  }

  /// Lets go of networks that no waiting stage will read.
  private func forgetUnneeded(
    _ networks: inout [Int: Network], _ waiting: Set<Int>, _ stored: [Bool]
  ) {
    let wanted = waiting.filter { !stored[$0] }.flatMap { plan.stages[$0].inputs }
    let keep = Set(wanted + plan.kept)
    for index in Array(networks.keys) where !keep.contains(index) { networks[index] = nil }
  }

  private func work(
    _ index: Int, stored: Bool, inputs: [Network]
  ) throws -> (Int, Network, RunMeasurements.Stage) {
    let stage = plan.stages[index]
    let clock = ContinuousClock()
    let start = clock.now
    func measurement(cached: Bool) -> RunMeasurements.Stage {
      RunMeasurements.Stage(
        id: stage.id, cached: cached, seconds: seconds(clock.now - start),
        peakMemory: ProcessMemory.peak)
    }
    if stored {
      guard let network = try store.load(stage.key, on: stages.workers) else {
        throw StoredResultLost()
      }
      return (index, network, measurement(cached: true))
    }
    if stages.cancellation.isCancelled { throw RunFailure.cancelled }
    ProcessMemory.resetPeak()
    stages.tell(.started(stage: stage.id))
    let (network, warnings) = try toldWhenFailing(stage) {
      try stages.run(index, inputs: inputs, summary: store.summary)
    }
    let summary = StageSummary(
      network, inherited: inputs.first?.ledger.count ?? 0, warnings: warnings)
    let origin = inputs.first.map { (network: $0, key: plan.stages[stage.inputs[0]].key) }
    try store.save(network, summary, recipe: stage.recipe, from: origin, on: stages.workers)
    let measured = measurement(cached: false)
    stages.tell(
      .finished(stage: stage.id, seconds: measured.seconds, summary: summary))
    return (index, network, measured)
  }

  private func toldWhenFailing<Result>(
    _ stage: Plan.Stage, _ work: () throws -> Result
  ) throws -> Result {
    do { return try work() } catch RunFailure.diagnostics(let diagnostics) {
      stages.tell(.failed(stage: stage.id))
      throw RunFailure.diagnostics(diagnostics)
    }
  }
}

extension Plan {
  /// What is kept for the end, and what has to be there to compute it.
  ///
  /// - Parameters:
  ///   - stored: stages whose results are there.
  ///   - told: stages of which at least the summary is there.
  func neededStages(_ stored: [Bool], told: [Bool]) -> Set<Int> {
    var needed = Set(kept)
    for index in stages.indices.reversed() where needed.contains(index) && !stored[index] {
      needed.formUnion(stages[index].inputs)
      needed.formUnion(self.told(by: index).filter { !told[$0] })
    }
    return needed
  }
}

func seconds(_ duration: Duration) -> Double {
  Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
}

internal import ModuleKit
internal import Synchronization

/// Runs one stage on the networks it reads.
struct StageRunner: Sendable {
  let plan: Plan
  let threads: Int
  let cancellation: Cancellation
  let tell: @Sendable (RunEvent) -> Void

  /// Threads for what has no progress to tell.
  var workers: Workers { Workers(threads: threads, cancellation: cancellation) }

  /// - Parameter summary: what came of the stage with a key.
  /// - Returns: the network after the stage, and what the stage warned of.
  /// - Throws: ``RunFailure``
  func run(
    _ index: Int, inputs: [Network], summary: (String) -> StageSummary?
  ) throws -> (network: Network, warnings: [Diagnostic]) {
    let warnings = Warnings()
    let stage = plan.stages[index]
    var network = inputs.first ?? Network()
    let entries = network.ledger.count
    let deadline = stage.timeout.map { Deadline($0, partOf: cancellation) }
    let context = context(
      for: stage, inputs, summary, warnings, deadline?.cancellation ?? cancellation)
    do {
      if stage.module.manual.assumes.contains(.allTies) { warnOfUnknownTies(network, context) }
      try stage.module.run(&network, context)
      network.creditTables(since: inputs.first ?? Network())
    } catch {
      throw failure(error, of: stage, deadline)
    }
    try checkLedger(network.ledger.dropFirst(entries), stage)
    try checkFiles(stage)
    return (network, warnings.all)
  }

  private func warnOfUnknownTies(_ network: Network, _ context: StageContext) {
    let (owners, people) = (network.owners.count, network.graph.nodeCount)
    if !network.isEgocentric || owners == people { return }
    context.warn(
      "unknown-ties",
      "the network is what \(owners == 1 ? "one address book tells" : "\(owners) address books tell"): "
        + "of \(people - owners) people only ties to the owners are sure to be known",
      help: "values describe the books, not the whole network; those of the owners are the surest")
  }

  /// What a stage made of a file is kept under the file's hash: it must be what was hashed that was read.
  private func checkFiles(_ stage: Plan.Stage) throws {
    let changed = stage.module.references.compactMap { reference -> Diagnostic? in
      guard case .file(let file) = reference.kind,
        let known = stage.recipe.files.first(where: { $0.name == file.name }),
        Hashing.sha256(ofFile: file.path) != known.sha256
      else { return nil }
      return Diagnostic(
        "file-changed", "the file '\(file.name)' changed while the study ran",
        at: reference.location,
        help: "run again")
    }
    if !changed.isEmpty { throw RunFailure.diagnostics(changed) }
  }

  /// Warnings may come from any thread.
  private final class Warnings: Sendable {
    private let list = Mutex<[Diagnostic]>([])
    var all: [Diagnostic] { list.withLock { $0 } }
    func add(_ diagnostic: Diagnostic) { list.withLock { $0.append(diagnostic) } }
  }

  private func context(
    for stage: Plan.Stage, _ inputs: [Network], _ summary: (String) -> StageSummary?,
    _ warnings: Warnings, _ cancellation: Cancellation
  ) -> StageContext {
    let (tell, id) = (tell, stage.id)
    let manual = stage.module.manual
    return StageContext(
      stage: id, module: manual.name,
      study: manual.uses.contains(.title) ? plan.title : "",
      seed: manual.uses.contains(.seed) ? plan.seed : nil,
      workers: Workers(threads: threads, cancellation: cancellation) {
        tell(.progress(stage: id, share: $0))
      },
      inputs: inputs,
      inputNames: manual.uses.contains(.stageNames)
        ? stage.inputs.map { plan.stages[$0].id } : [],
      lineage: manual.uses.contains(.lineage)
        ? plan.stages.lineage(to: stage.inputs, version: plan.version, summary: summary)
        : Lineage(),
      location: stage.location, locations: stage.module.locations,
      notice: { diagnostic in
        if diagnostic.severity != .note { warnings.add(diagnostic) }
        tell(.notice(diagnostic))
      })
  }

  /// What a stage that has not come to its end tells the user.
  private func failure(_ error: any Error, of stage: Plan.Stage, _ deadline: Deadline?)
    -> RunFailure
  {
    if cancellation.isCancelled { return .cancelled }
    if deadline?.hasPassed == true { return .diagnostics([timedOut(stage)]) }
    switch error {
    case is Cancelled: return .cancelled
    case let diagnostic as Diagnostic: return .diagnostics([inStage(stage, diagnostic)])
    case let diagnostics as Diagnostics:
      return .diagnostics(diagnostics.all.map { inStage(stage, $0) })
    default:
      return .diagnostics([
        Diagnostic("stage-failed", "stage '\(stage.id)' failed: \(error)", at: stage.location)
      ])
    }
  }

  private func timedOut(_ stage: Plan.Stage) -> Diagnostic {
    let seconds = JSON.number(stage.timeout?.seconds ?? 0).compact
    return Diagnostic(
      "timed-out", "stage '\(stage.id)' was not done after \(seconds) s",
      at: stage.timeout?.location ?? stage.location,
      help: "give it more time, or leave out 'timeout'")
  }

  /// A problem in a data file also names the stage that read it.
  private func inStage(_ stage: Plan.Stage, _ diagnostic: Diagnostic) -> Diagnostic {
    var result = diagnostic
    if diagnostic.location?.file != stage.location.file {
      result.notes.append(.init("read by stage '\(stage.id)'", at: stage.location))
    }
    return result
  }

  /// A module that loses count of rows is wrong, whatever its result looks like.
  private func checkLedger(_ entries: ArraySlice<LedgerEntry>, _ stage: Plan.Stage) throws {
    for entry in entries where !entry.isBalanced {
      throw RunFailure.diagnostics([
        Diagnostic(
          "unbalanced-ledger",
          "stage '\(stage.id)' cannot account for all \(entry.unit) of '\(entry.source)': read "
            + "\(entry.read), kept \(entry.kept), merged \(entry.merged), "
            + "rejected \(entry.rejected), dropped \(entry.dropped)",
          at: stage.location, help: "this is a defect of the module; please report it")
      ])
    }
  }
}

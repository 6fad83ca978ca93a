internal import ModuleKit
internal import PipelineEngine

/// One run of the study, told to the page.
struct Round: Sendable {
  let page: LocalPage
  let board: Board
  let tell: @Sendable (String) -> Void

  /// - Returns: false when another run is in the way: it is worth trying again.
  func run(_ checked: Engine.Checked, _ cancellation: Cancellation) async -> Bool {
    guard let plan = checked.plan else {
      board.update { $0.forgetStages() }
      fail(checked)
      return true
    }
    begin(plan, checked)
    let start = ContinuousClock.now
    do {
      let outcome = try await page.engine.run(
        plan, output: page.output,
        options: .init(threads: page.threads, cancellation: cancellation),
        tell: { take($0, plan, checked.sources) })
      finish(plan, outcome, ContinuousClock.now - start)
    } catch RunFailure.diagnostics(let diagnostics) {
      fail(checked, diagnostics)
    } catch RunFailure.cancelled {
      end(.reading, "A file was saved: starting anew")
    } catch RunFailure.busy(let message, _) {
      end(.waiting, "\(message); trying again")
      return false
    } catch RunFailure.output(let message, let help) {
      fail(checked, [Diagnostic("output", message, help: help)])
    } catch {
      fail(checked, [Diagnostic("run-failed", "\(error)")])
    }
    return true
  }

  // MARK: The beginning

  private func begin(_ plan: Plan, _ checked: Engine.Checked) {
    let forecast = page.engine.forecast(plan, output: page.output)
    let count = forecast.count { !$0.isCached }
    board.update { state in
      state.title = plan.title
      state.phase = .running
      state.sentence = "Running \(count) of \(plan.stages.count) stages"
      state.report(checked.diagnostics, checked.sources)
      state.stages = zip(plan.stages, forecast).map { stage, forecast in
        PageState.Stage(
          id: stage.id, module: stage.module.manual.name,
          status: forecast.isCached ? .unchanged : .waiting, reasons: forecast.reasons)
      }
      let ids = plan.stages.map(\.id)
      state.figures.removeAll { !ids.contains($0.stage) }
    }
    for (stage, forecast) in zip(plan.stages, forecast) where forecast.isCached {
      showFigures(of: stage.id, plan)
    }
  }

  // MARK: On the way

  /// May come from any thread.
  private func take(_ event: RunEvent, _ plan: Plan, _ sources: [SourceText]) {
    switch event {
    case .cached(let stage):
      update(stage) { $0.status = .unchanged }
      showFigures(of: stage, plan)
    case .started(let stage):
      update(stage) { ($0.status, $0.start, $0.share) = (.running, .now, 0) }
    case .progress(let stage, let share):
      update(stage) { $0.share = share }
    case .finished(let stage, let seconds, let summary):
      update(stage) {
        ($0.status, $0.seconds) = (.done, seconds)
        $0.result = Self.sentence(summary)
      }
      if summary.figures > 0 { showFigures(of: stage, plan) }
    case .failed(let stage):
      update(stage) { $0.status = .failed }
    case .notice(let diagnostic) where diagnostic.severity == .note: break
    case .notice(let diagnostic):
      board.update { $0.report($0.diagnostics + [diagnostic], sources) }
    }
  }

  private func update(_ stage: String, _ change: (inout PageState.Stage) -> Void) {
    board.update { state in
      if let index = state.stages.firstIndex(where: { $0.id == stage }) {
        change(&state.stages[index])
      }
    }
  }

  private static func sentence(_ summary: StageSummary) -> String {
    var text = "\(counted(summary.nodes, "node")), \(counted(summary.edges, "edge"))"
    if summary.rejected > 0 {
      text += "; \(summary.rejected) of \(counted(summary.read, "row")) not taken"
    }
    return text
  }

  private func showFigures(of stage: String, _ plan: Plan) {
    let stored = page.engine.figures(of: stage, in: plan, output: page.output)
    board.update { state in
      state.figures.removeAll { $0.stage == stage }
      state.figures += stored.map { PageState.Figure(stage: stage, $0) }
      // In the order of the study, whichever stage was faster.
      let order = state.stages.map(\.id)
      state.figures = order.flatMap { id in state.figures.filter { $0.stage == id } }
    }
  }

  // MARK: The end

  private func finish(_ plan: Plan, _ outcome: RunOutcome, _ duration: Duration) {
    let time = Self.time(duration / .seconds(1))
    let sentence =
      switch outcome {
      case .upToDate: "Nothing has changed: the results in \(page.output) are up to date"
      case .published(let count):
        "Results are in \(page.output) (\(counted(count, "stage")) run, \(time))"
      }
    let files = page.engine.publishedFiles(in: page.output)
    board.update { state in
      // Stages that nothing needed: what they had made is used as it is.
      for index in state.stages.indices where state.stages[index].status == .waiting {
        state.stages[index].status = .unchanged
      }
      (state.phase, state.sentence, state.files) = (.done, sentence, files)
      state.figures.removeAll(where: \.isOld)
      // The cache may be gone, the results are there.
      if state.figures.isEmpty { state.figures = PageState.Figure.published(files) }
    }
    tell(sentence + ".")
  }

  /// - Parameter diagnostics: what came up after the study had been read.
  private func fail(_ checked: Engine.Checked, _ diagnostics: [Diagnostic] = []) {
    let isMissing = checked.diagnostics.contains {
      $0.id == "missing-file" && $0.location == .init(file: page.study)
    }
    var sentence = ""
    board.update { state in
      state.stop()
      // What the run has warned of stays.
      state.report(
        (checked.plan == nil ? checked.diagnostics : state.diagnostics) + diagnostics,
        checked.sources)
      let errors = state.diagnostics.count { $0.severity == .error }
      sentence =
        isMissing
        ? "\(page.study) is not there; waiting for it"
        : "\(counted(errors, "error")) in \(page.study); no result was changed"
      (state.phase, state.sentence) = (isMissing ? .waiting : .failed, sentence)
    }
    tell(sentence + ".")
  }

  private func end(_ phase: PageState.Phase, _ sentence: String) {
    board.update { state in
      state.stop()
      (state.phase, state.sentence) = (phase, sentence)
    }
  }

  private static func time(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10).rounded())
    return seconds < 1
      ? "\(Int((seconds * 1000).rounded())) ms" : "\(tenths / 10).\(tenths % 10) s"
  }
}

private func counted(_ count: Int, _ thing: String) -> String {
  "\(count) \(thing)\(count == 1 ? "" : "s")"
}

extension PageState {
  /// The study cannot be run: nobody knows what its stages would make of it.
  fileprivate mutating func forgetStages() {
    stages = stages.map { PageState.Stage(id: $0.id, module: $0.module, status: .stopped) }
  }
}

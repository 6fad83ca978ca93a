public import ModuleKit

/// What happens during a run, in the order it happens; told from any thread.
public enum RunEvent: Sendable {
  /// The stage's result is taken from the cache.
  case cached(stage: String)
  case started(stage: String)
  /// The share (0...1) of the loop that the stage is in.
  case progress(stage: String, share: Double)
  case finished(stage: String, seconds: Double, summary: StageSummary)
  /// The stage has no result; why is told at the end of the run.
  case failed(stage: String)
  /// Something the user should know that does not stop the run.
  case notice(Diagnostic)
}

/// How a run ended.
public enum RunOutcome: Sendable, Equatable {
  /// Nothing had changed: no stage was started and no file written.
  case upToDate
  /// New results are in place; `stagesRun` were computed, the rest came from the cache.
  case published(stagesRun: Int)
}

/// Why a run ended without results; the output folder is as it was.
public enum RunFailure: Error, Sendable {
  /// Something in the study or its data, for the user to mend.
  case diagnostics([Diagnostic])
  case cancelled
  /// Another run is putting its results where these should go.
  case busy(String, help: String?)
  /// The results cannot be put where they should go.
  case output(String, help: String?)
}

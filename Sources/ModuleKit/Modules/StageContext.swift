/// What a module may use while it runs.
public struct StageContext: Sendable {
  /// The stage's id in the study.
  public let stage: String
  /// The study's title; empty unless the manual says that the module uses it.
  public let study: String
  public let workers: Workers
  /// The networks of all stages read, in the order of `from`; the first is also the one to change.
  public let inputs: [Network]
  /// The ids of these stages; empty unless the manual says that the module uses them.
  public let inputNames: [String]
  /// The stages that lead to this one; empty unless the manual says that the module uses them.
  public let lineage: Lineage
  private let module: String
  private let seed: UInt64?
  private let location: Diagnostic.Location
  private let locations: [String: Diagnostic.Location]
  private let notice: @Sendable (Diagnostic) -> Void

  /// - Parameters:
  ///   - study: the title, for a module that uses it.
  ///   - seed: the seed, for a module that uses it.
  public init(
    stage: String, module: String, study: String = "", seed: UInt64? = nil, workers: Workers,
    inputs: [Network] = [], inputNames: [String] = [],
    lineage: Lineage = Lineage(), location: Diagnostic.Location,
    locations: [String: Diagnostic.Location] = [:],
    notice: @escaping @Sendable (Diagnostic) -> Void = { _ in }
  ) {
    (self.stage, self.module, self.study, self.seed) = (stage, module, study, seed)
    (self.workers, self.inputs, self.inputNames) = (workers, inputs, inputNames)
    self.lineage = lineage
    (self.location, self.locations, self.notice) = (location, locations, notice)
  }

  /// The study's seed, for captions.
  public var studySeed: UInt64 {
    guard let seed else { preconditionFailure("\(module) does not declare that it uses the seed") }
    return seed
  }

  /// Random numbers for one use, independent of other uses and stages, the same on every run.
  ///
  /// They depend on the study's seed, the module and `use`, not on the stage's name.
  public func random(_ use: String = "", replicate: Int = 0) -> RandomSource {
    RandomSource(seed: studySeed, stream: "\(module)/\(use)/\(replicate)")
  }

  /// Where a parameter's value is written; the stage when it is not given.
  public func location(of parameter: String) -> Diagnostic.Location {
    locations[parameter] ?? location
  }

  /// An error about a parameter's value that shows only while running.
  public func error(
    _ id: String, _ message: String, parameter: String, help: String? = nil
  ) -> Diagnostic {
    Diagnostic(id, message, at: location(of: parameter), help: help)
  }

  /// An error about the stage as a whole.
  public func error(_ id: String, _ message: String, help: String? = nil) -> Diagnostic {
    Diagnostic(id, message, at: location, help: help)
  }

  /// Tells the user something that does not stop the run.
  public func warn(_ id: String, _ message: String, parameter: String? = nil, help: String? = nil) {
    let place = parameter.map { location(of: $0) } ?? location
    notice(Diagnostic(.warning, id, message, at: place, help: help))
  }

  /// Tells those who ask for more something that changes nothing: it does not stay with the result.
  public func inform(_ id: String, _ message: String, parameter: String? = nil, help: String? = nil)
  {
    let place = parameter.map { location(of: $0) } ?? location
    notice(Diagnostic(.note, id, message, at: place, help: help))
  }
}

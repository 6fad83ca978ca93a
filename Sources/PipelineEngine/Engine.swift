internal import Foundation
public import ModuleKit

/// Reads studies, checks them, and runs them: the whole engine behind one value.
///
///     let engine = Engine(registry: builtInModules, version: "1.0.0")
///     let checked = engine.check(file: "study.yaml")
///     if let plan = checked.plan { try await engine.run(plan, output: "out/study") }
public struct Engine: Sendable {
  /// Changes when stored results can no longer be read or trusted.
  static let storageFormat = 6

  public let registry: ModuleRegistry
  public let version: String
  /// Modules that every result goes through at the end, in this order, such as reports.
  public let closing: [String]
  /// What is known of a module that is not in the registry.
  let absent: @Sendable (String) -> AbsentModule?

  /// - Parameter absent: asked about modules that a study names and that are not in the registry.
  public init(
    registry: ModuleRegistry, version: String, closing: [String] = [],
    absent: @escaping @Sendable (String) -> AbsentModule? = { _ in nil }
  ) {
    (self.registry, self.version, self.closing) = (registry, version, closing)
    self.absent = absent
  }

  // MARK: Checking

  /// A study that has been looked at.
  public struct Checked: Sendable {
    /// Nil when there are errors.
    public let plan: Plan?
    public let diagnostics: [Diagnostic]
    /// The texts that the diagnostics point into.
    public let sources: [SourceText]
    /// Where the files are that the stages read, whether they are there or not.
    public let files: [String]
  }

  /// Checks a study without running anything.
  ///
  /// - Parameters:
  ///   - file: the study as the user names it.
  ///   - overrides: values for `vars`, from the command line.
  ///   - environment: where the variables listed under `env` are looked up.
  public func check(
    file: String, overrides: [(name: String, value: String)] = [],
    environment: [String: String] = [:]
  ) -> Checked {
    guard let bytes = Files.isFolder(file) ? nil : Files.read(file) else {
      let problem = FileProblem.of(InputFile(name: file, path: file)) ?? .unreadable
      let diagnostic = problem.diagnostic(
        for: InputFile(name: file, path: file), at: .init(file: file))
      return Checked(plan: nil, diagnostics: [diagnostic], sources: [], files: [])
    }
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
    return check(
      text: bytes, name: file, folder: folder, overrides: overrides, environment: environment)
  }

  /// Checks a study given as bytes; paths in it are relative to `folder`.
  public func check(
    text: [UInt8], name: String, folder: String, overrides: [(name: String, value: String)] = [],
    environment: [String: String] = [:]
  ) -> Checked {
    let reading = YAMLReader().read(text, name: name)
    var diagnostics = reading.diagnostics
    var sources = [reading.source]
    var plan: Plan?
    if let root = reading.document {
      var variables = Variables(root, overrides: overrides, environment: environment)
      let substituted = substitute(root, &variables)
      diagnostics += variables.diagnostics
      var reader = StudyReader(file: name, folder: folder)
      let study = reader.read(substituted)
      diagnostics += reader.diagnostics
      if let study {
        var planner = Planner(
          registry: registry, version: version, earlier: diagnostics, absent: absent)
        plan = planner.plan(study, closing: closing)
        diagnostics += planner.diagnostics
        sources += planner.sources
      }
    }
    return Checked(
      plan: diagnostics.hasErrors ? nil : plan, diagnostics: diagnostics.inReadingOrder,
      sources: sources, files: plan?.files ?? [])
  }

  /// Variables stand in values, not where they are declared.
  private func substitute(_ root: ConfigNode, _ variables: inout Variables) -> ConfigNode {
    guard case .mapping(let pairs) = root.value else { return root }
    var result = root
    result.value = .mapping(
      pairs.map { pair in
        if ["vars", "env"].contains(pair.key.text) { return pair }
        return ConfigNode.Pair(pair.key, variables.substitute(in: pair.value))
      })
    return result
  }

  // MARK: Running

  public struct Options: Sendable {
    public var threads: Int
    /// Takes no stored result; new ones are stored all the same.
    public var ignoresCache: Bool
    public var cancellation: Cancellation
    public init(
      threads: Int, ignoresCache: Bool = false, cancellation: Cancellation = Cancellation()
    ) {
      (self.threads, self.ignoresCache) = (threads, ignoresCache)
      self.cancellation = cancellation
    }
  }

  /// Runs what has changed and puts the results into `output`.
  ///
  /// - Throws: ``RunFailure``; the output folder then is as it was.
  public func run(
    _ plan: Plan, output: String, options: Options,
    tell: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) async throws -> RunOutcome {
    let work = WorkFolder(output: output)
    do {
      let publisher = Publisher(work: work)
      try publisher.checkOutputFolder()
      if !options.ignoresCache && Manifest.isCurrent(plan.key, in: work.output) { return .upToDate }
      let lock = try work.open()
      defer { withExtendedLifetime(lock) {} }
      return try await run(plan, work, publisher, options, tell)
    } catch let error as Publisher.NotOurs {
      throw RunFailure.output(
        "'\(output)' \(error.isFile ? "is a file" : "holds files that no run of ours wrote")",
        help: "give another folder with --out, so that nothing of yours is replaced")
    } catch let error as Publisher.NameTaken {
      throw RunFailure.output(
        "'\(error.path)' in '\(output)' is not a result of ours, and a new result has that name",
        help: "move it away, or give another folder with --out")
    } catch let error as Publisher.NameTwice {
      throw RunFailure.output(
        "two results want the file '\(error.path)'",
        help: "give one of the stages another 'id', or its file another name")
    } catch let error as WorkFolder.Busy {
      throw RunFailure.busy(
        "another run is writing to '\(error.output)'", help: "wait for it, or use another --out")
    } catch is Cancelled {
      throw RunFailure.cancelled
    } catch let error as FileFailure {
      throw RunFailure.output("cannot write \(error)", help: nil)
    }
  }

  private func run(
    _ plan: Plan, _ work: WorkFolder, _ publisher: Publisher, _ options: Options,
    _ tell: @escaping @Sendable (RunEvent) -> Void
  ) async throws -> RunOutcome {
    let clock = ContinuousClock()
    let start = clock.now
    if options.ignoresCache { try work.emptyCache() }
    let store = work.store
    let stages = StageRunner(
      plan: plan, threads: options.threads, cancellation: options.cancellation, tell: tell)
    let runner = Runner(plan: plan, store: store, stages: stages)
    let result = try await runner.run()
    let networks = plan.results.compactMap { index in
      result.networks[index].map { (stage: plan.resultName(index), network: $0) }
    }
    let files = try OutputFiles.of(networks, on: stages.workers)
    let measured = RunMeasurements(
      threads: options.threads, seconds: seconds(clock.now - start),
      stages: plan.stages.indices.compactMap { result.measured[$0] })
    let manifest = Manifest(
      plan: plan, version: version,
      summaries: plan.stages.map { store.summary($0.key) }, files: files,
      figures: networks.flatMap { result in
        result.network.figures.map { (result: networks.count > 1 ? result.stage : "", figure: $0) }
      },
      measured: measured)
    try checkLeaks(plan, result.networks, files, manifest, on: stages.workers)
    try publisher.publish(files, manifest: manifest, on: stages.workers)
    return .published(stagesRun: measured.stages.filter { !$0.cached }.count)
  }

  // MARK: Looking ahead

  /// What a run would do with each stage, and why.
  public func forecast(_ plan: Plan, output: String) -> [StageForecast] {
    let work = WorkFolder(output: output)
    let isCurrent = Manifest.isCurrent(plan.key, in: work.output)
    return Forecaster(plan: plan, store: work.store, isUpToDate: isCurrent).forecast()
  }
}

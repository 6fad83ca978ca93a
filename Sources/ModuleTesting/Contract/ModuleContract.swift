internal import Foundation
public import ModuleKit
internal import PipelineEngine

/// What every module promises, checked through the engine that users run.
///
/// Names and docs are complete; parameters read from nothing; each example gives its result; the same
/// bytes come again, from one and two threads; exactly the declared columns, tables and files are written;
/// work stops within a second when cancelled; the inputs that break algorithms break nothing.
public struct ModuleContract {
  /// A promise.
  public enum Check: String, Sendable, CaseIterable {
    case words = "names and docs are complete"
    case parameters = "parameters read from nothing"
    case examples = "examples give their results"
    case declared = "what is declared is written"
    case bytes = "the same bytes again, from 1 and 2 threads"
    case hardInputs = "hard inputs break nothing"
    case cancelling = "work stops when cancelled"
  }

  /// What came of the checks.
  public struct Report: Sendable {
    public let module: String
    /// What is broken, in words; an empty list for a promise that is kept.
    public let violations: [(check: Check, words: [String])]
    /// The largest network that the module was tried on; nil when it reads none.
    public let longRun: LongRun.Result?
    /// That the examples took, all runs together.
    public let exampleSeconds: Double
    public let memory: MemoryUse
  }

  private let entry: ModuleEntry
  private let engine: Engine
  private let secondsToStop: Double

  /// - Parameters:
  ///   - registry: the modules that examples may use beside their own.
  ///   - secondsToStop: that a long run may take to end when it is cancelled. A process is killed after one; the rest is
  ///     for noticing. More where much else runs on the machine.
  public init(_ entry: ModuleEntry, registry: ModuleRegistry, secondsToStop: Double = 1.5) {
    (self.entry, self.secondsToStop) = (entry, secondsToStop)
    let others = registry.entries.filter { $0.manual.name != entry.manual.name }
    engine = Engine(
      registry: ModuleRegistry(others + [entry, ModuleEntry(SketchInput.self)]),
      version: "contract")
  }

  /// What is broken, in words; empty for a module that keeps its promises.
  public func violations() async -> [String] {
    await report().violations.flatMap(\.words).map { "\(entry.manual.name): \($0)" }
  }

  /// Checks everything, and measures.
  public func report() async -> Report {
    let start = ContinuousClock.now
    MemoryUse.reset()
    var found: [Check: [String]] = [.words: manualViolations, .parameters: parameterViolations]
    for example in entry.manual.examples {
      for (check, words) in await exampleViolations(example) { found[check, default: []] += words }
    }
    let exampleSeconds = (ContinuousClock.now - start).asSeconds
    var longRun: LongRun.Result?
    if entry.manual.inputs == .one {
      found[.hardInputs] = edgeCaseViolations
      found[.cancelling] = cancelViolations
      if found[.examples, default: []].isEmpty {
        longRun = await LongRun(entry.manual, engine).result()
        found[.cancelling]? += longRun?.violations(most: secondsToStop) ?? []
      }
    }
    return Report(
      module: entry.manual.name,
      violations: Check.allCases.compactMap { check in found[check].map { (check, $0) } },
      longRun: longRun, exampleSeconds: exampleSeconds, memory: MemoryUse())
  }

  // MARK: Words

  private var manualViolations: [String] {
    let manual = entry.manual
    var found: [String] = []
    let parts = manual.name.split(separator: ".")
    let isName = manual.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "." || $0 == "_" }
    if parts.count != 2 || !isName { found.append("the name is not family.snake_case") }
    if manual.summary.isEmpty || manual.summary.hasSuffix(".") {
      found.append("the summary must be a sentence without a full stop")
    }
    if manual.details.isEmpty { found.append("there are no details") }
    if manual.examples.isEmpty { found.append("there is no example") }
    for parameter in entry.parameters where parameter.doc.isEmpty || parameter.doc.hasSuffix(".") {
      found.append("parameter '\(parameter.key)' needs a doc without a full stop")
    }
    return found
  }

  private var parameterViolations: [String] {
    let prepared = entry.prepare(nil, .init(file: "contract"), ParameterContext())
    // Sets that include others can name a parameter that another has.
    var keys = Set<String>()
    let repeated = entry.parameters.map(\.key).filter { !keys.insert($0).inserted }
    return repeated.map { "parameter '\($0)' is declared twice" }
      + prepared.diagnostics.filter { $0.id != "missing-parameter" }.map {
        "empty parameters give: \($0.message)"
      }
  }

  // MARK: Examples

  private func exampleViolations(_ example: Example) async -> [(Check, [String])] {
    let runs: [ExampleRun]
    do {
      runs = [
        try await ExampleRun(example, engine, threads: 1),
        try await ExampleRun(example, engine, threads: 2),
        try await ExampleRun(example, engine, threads: 2),
      ]
    } catch {
      return [(.examples, ["example '\(example.title)' fails: \(error)"])]
    }
    var bytes: [String] = []
    if runs[0].files != runs[1].files { bytes.append("two threads give other bytes than one") }
    if runs[1].files != runs[2].files { bytes.append("a second run gives other bytes") }
    let found: [(Check, [String])] = [
      (.examples, example.expected.flatMap { runs[0].differences(from: $0) }),
      (.declared, runs[0].undeclared), (.bytes, bytes),
    ]
    return found.map { ($0, $1.map { "example '\(example.title)': \($0)" }) }
  }

  // MARK: Hard inputs

  /// The module with the parameters of its first example, so that required ones are there.
  private var prepared: PreparedModule? {
    guard let example = entry.manual.examples.first,
      let node = ExampleRun.parameters(of: entry.manual.name, in: example)
    else { return nil }
    return entry.prepare(node.value, .init(file: "contract"), ParameterContext())
  }

  private func context(_ cancellation: Cancellation = Cancellation()) -> StageContext {
    StageContext(
      stage: "contract", module: entry.manual.name, study: "Contract", seed: 1,
      workers: Workers(threads: 2, cancellation: cancellation), location: .init(file: "contract"))
  }

  private var edgeCaseViolations: [String] {
    guard let prepared else { return ["no example uses the module itself"] }
    return EdgeCases.all.compactMap { edgeCase in
      var network = edgeCase.network
      do {
        try prepared.run(&network, context())
      } catch is Diagnostic {
        return nil
      } catch is Diagnostics {
        return nil
      } catch {
        return "\(edgeCase.name): not a diagnostic: \(error)"
      }
      let unbalanced = network.ledger.contains { !$0.isBalanced }
      return unbalanced ? "\(edgeCase.name): the ledger does not balance" : nil
    }
  }

  private var cancelViolations: [String] {
    guard let prepared else { return [] }
    let cancellation = Cancellation()
    cancellation.cancel()
    var network = Network(sketch: "a-b:1 b-c:2 c-a:1 c-d:1")
    do {
      try prepared.run(&network, context(cancellation))
      return ["does not stop when cancelled"]
    } catch is Cancelled {
      return []
    } catch {
      return error is Diagnostic || error is Diagnostics ? [] : ["cancelled, it throws \(error)"]
    }
  }
}

/// Starts an example with the network written in its manual.
struct SketchInput: Module {
  static let manual = Manual(
    name: "test.sketch", summary: "Makes a small network", details: "For examples.", inputs: .none,
    writes: [], examples: [])
  struct Parameters: ParameterSet {
    @Param(required: "The network") var network: String
    @Param("What weights mean") var weight = WeightMeaning.strength
  }
  let parameters: Parameters
  init(_ parameters: Parameters) { self.parameters = parameters }

  func run(_ network: inout Network, _ context: StageContext) throws {
    network = Network(sketch: parameters.network, weight: parameters.weight.meaning)
  }
  func outline(_ outline: inout Outline, _ check: CheckContext) {
    let network = Network(sketch: parameters.network, weight: parameters.weight.meaning)
    outline = Outline()
    outline.isDirected = network.graph.isDirected
    outline.weight = network.weight
    for entry in network.edges.entries { outline.addEdgeColumn(entry.name, entry.column.type) }
  }
}

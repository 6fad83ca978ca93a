import Foundation
import ModuleKit
import PipelineEngine
import Testing

/// A stage may be given a time; when it is up, the stage is stopped and says so.
struct TimeoutTests {
  /// Works until it is stopped, or for so long.
  struct Patient: Module {
    static let manual = Manual(
      name: "test.patient", summary: "Takes its time", details: "For tests.", inputs: .none,
      writes: [], examples: [])
    struct Parameters: ParameterSet {
      @Param("How long it takes, in seconds") var seconds = 0.0
    }
    let parameters: Parameters
    init(_ parameters: Parameters) { self.parameters = parameters }
    func run(_ network: inout Network, _ context: StageContext) throws {
      let end = Date.now + parameters.seconds
      while Date.now < end {
        try context.workers.checkCancelled()
        Thread.sleep(forTimeInterval: 0.005)
      }
      network = Network(sketch: "a-b")
    }
    func outline(_ outline: inout Outline, _ check: CheckContext) { outline = Outline() }
  }

  private let engine = Engine(registry: ModuleRegistry(Patient.self), version: "test")

  private func check(_ stage: String) -> Engine.Checked {
    let study = "study: Test\nstages:\n  - {use: test.patient, \(stage)}\n"
    return engine.check(text: Array(study.utf8), name: "study.yaml", folder: "/")
  }

  private func run(
    _ stage: String, _ cancellation: Cancellation = Cancellation()
  ) async throws -> [String] {
    let plan = try #require(check(stage).plan)
    let folder = NSTemporaryDirectory() + "timeout-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    do {
      _ = try await engine.run(
        plan, output: folder, options: .init(threads: 1, cancellation: cancellation))
      return []
    } catch RunFailure.diagnostics(let diagnostics) {
      return diagnostics.map {
        "\($0.location?.span?.start.column ?? 0) \($0.id): \($0.message)"
      }
    }
  }

  @Test func stopsAStageWhoseTimeIsUp() async throws {
    let found = try await run("with: {seconds: 3600}, timeout: 0.05")
    #expect(found == ["57 timed-out: stage 'patient' was not done after 0.05 s"])
  }

  @Test func leavesAloneWhatIsDoneInTime() async throws {
    #expect(try await run("with: {seconds: 0.01}, timeout: 5m").isEmpty)
  }

  @Test func isNoMatterOfTheResult() throws {
    let keys = try ["", "timeout: 90s", "timeout: 2h"].map {
      try #require(check($0).plan).stages[0].key
    }
    #expect(Set(keys).count == 1)
  }

  @Test func aRunThatIsInterruptedIsNotLate() async throws {
    let cancellation = Cancellation()
    DispatchQueue.global().asyncAfter(deadline: .now() + 0.05) { cancellation.cancel() }
    await #expect(throws: RunFailure.self) {
      let found = try await run("with: {seconds: 3600}, timeout: 1h", cancellation)
      Issue.record("it is not cancelled but \(found)")
    }
  }

  @Test(arguments: [
    ("0", "0"), ("-1", "-1"), (".inf", ".inf"), ("soon", "the text 'soon'"),
    ("5 d", "the text '5 d'"), ("1e9", "1e9"), ("[1]", "a list"), ("m", "the text 'm'"),
  ])
  func takesTimesOnly(_ written: String, _ kind: String) {
    let problems = check("timeout: \(written)").diagnostics
    #expect(
      problems.map(\.message) == [
        "'timeout' must be a time above zero, of a year at most, not \(kind)"
      ])
    #expect(
      problems.map(\.help) == ["write seconds, or a number with its unit: 90s, 5m, 1h"])
  }
}

import Foundation
import ModuleKit
import PipelineEngine
import Testing

/// What `plan` says of why a stage runs again.
final class ForecastTests {
  struct Frame: ParameterSet {
    @Param("Its width") var width = 1
    @Param("Its color") var color = "red"
    @Param("Its border") var border = 2.5
    @Param("Its angle") var angle = 0
    @Param("Its depth") var depth: Int? = nil
  }
  /// A mapping whose order counts.
  struct Cuts: ParameterValue, Hashable {
    let names: [String]
    static var jsonSchema: JSON { ["type": "object"] }
    static var typeName: String { "a mapping" }
    static var placeholder: Cuts { Cuts(names: []) }
    static func read(_ node: ConfigNode, _: ParameterContext) -> ParameterReading<Cuts> {
      .value(Cuts(names: node.pairs?.compactMap(\.key.text) ?? []))
    }
    var json: JSON { .object(names.map { JSON.Member($0, true) }) }
  }
  struct Framed: Module {
    static let manual = Manual(
      name: "test.framed", summary: "Has a frame", details: "For tests.", inputs: .none, writes: [],
      examples: [])
    struct Parameters: ParameterSet {
      @Param("The frame") var frame = ParameterMapping<Frame>()
      @Param("Something else") var other = "x"
      @Param("Where to cut") var cuts = Cuts(names: [])
    }
    let parameters: Parameters
    init(_ parameters: Parameters) { self.parameters = parameters }
    func run(_ network: inout Network, _ context: StageContext) throws {
      network = Network(sketch: "a-b")
    }
  }

  private let folder = NSTemporaryDirectory() + "sociogram-forecast-" + UUID().uuidString
  private let engine = Engine(registry: ModuleRegistry(Framed.self), version: "9.9")
  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func plan(_ with: String) throws -> Plan {
    let text = "study: Test\nstages:\n  - {use: test.framed, with: \(with)}\n"
    let checked = engine.check(text: Array(text.utf8), name: "study.yaml", folder: folder)
    return try #require(checked.plan, "\(checked.diagnostics)")
  }

  private func reasons(_ with: String) throws -> [String] {
    engine.forecast(try plan(with), output: folder + "/out").flatMap(\.reasons)
  }

  /// A mapping that has not changed is no reason, in whatever order its keys are kept.
  @Test func onlyWhatHasChangedIsAReason() async throws {
    #expect(try reasons("{}") == ["has not run before"])
    _ = try await engine.run(try plan("{}"), output: folder + "/out", options: .init(threads: 1))
    #expect(try reasons("{}") == [])
    #expect(try reasons("{other: y}") == [#"parameter 'other': "x" → "y""#])
    #expect(
      try reasons("{frame: {width: 2}}") == [
        #"parameter 'frame': {"angle":0,"border":2.5,"color":"red","depth":null,"width":1} → "#
          + #"{"angle":0,"border":2.5,"color":"red","depth":null,"width":2}"#
      ])
  }

  @Test func anotherOrderIsSaid() async throws {
    let first = try plan("{cuts: {b: 1, a: 1}}")
    _ = try await engine.run(first, output: folder + "/out", options: .init(threads: 1))
    #expect(try reasons("{cuts: {b: 1, a: 1}}") == [])
    #expect(try reasons("{cuts: {a: 1, b: 1}}") == ["its parameters stand in another order"])
  }

  @Test func aLostResultIsSaidToBeLost() async throws {
    let plan = try plan("{}")
    _ = try await engine.run(plan, output: folder + "/out", options: .init(threads: 1))
    try FileManager.default.removeItem(
      atPath: folder + "/.out.sociogram/cache/results/" + plan.stages[0].key)
    try FileManager.default.removeItem(atPath: folder + "/out")
    #expect(try reasons("{}") == ["its result is no longer stored"])
  }
}

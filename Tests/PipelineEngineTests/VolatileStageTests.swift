import Foundation
import ModuleKit
import PipelineEngine
import Testing

/// A stage whose input can change unseen has a new recipe every time.
struct VolatileStageTests {
  struct Moment: Module {
    static let manual = Manual(
      name: "test.moment", summary: "Reads what may change", details: "For tests.", inputs: .none,
      writes: [], examples: [])
    let parameters: NoParameters
    init(_ parameters: NoParameters) { self.parameters = parameters }
    var isVolatile: Bool { true }
    func run(_ network: inout Network, _ context: StageContext) throws {
      network = Network(sketch: "a-b")
    }
    func outline(_ outline: inout Outline, _ check: CheckContext) { outline = Outline() }
  }
  struct Steady: Module {
    static let manual = Manual(
      name: "test.steady", summary: "Reads what stays", details: "For tests.", inputs: .none,
      writes: [], examples: [])
    let parameters: NoParameters
    init(_ parameters: NoParameters) { self.parameters = parameters }
    func run(_ network: inout Network, _ context: StageContext) throws {
      network = Network(sketch: "a-b")
    }
    func outline(_ outline: inout Outline, _ check: CheckContext) { outline = Outline() }
  }

  private func keys(_ module: String) throws -> [String] {
    let engine = Engine(registry: ModuleRegistry(Moment.self, Steady.self), version: "test")
    let study = "study: Test\nseed: 1\nstages:\n  - use: \(module)\n"
    return try (0..<2).map { _ in
      // The moment is told to the millisecond.
      Thread.sleep(forTimeInterval: 0.005)
      let checked = engine.check(text: Array(study.utf8), name: "study.yaml", folder: "/")
      return try #require(checked.plan).stages[0].key
    }
  }

  @Test func isNeverTheSameStage() throws {
    let found = try keys("test.moment")
    #expect(found[0] != found[1])
  }

  @Test func otherStagesAre() throws {
    let found = try keys("test.steady")
    #expect(found[0] == found[1])
  }
}

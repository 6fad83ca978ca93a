import ModuleKit
import PipelineEngine
import Testing

/// Parameters that a study gives to many stages at once.
struct DefaultsTests {
  struct First: Module {
    static let manual = Manual(
      name: "test.first", summary: "Has a size", details: "For tests.", inputs: .none, writes: [],
      examples: [])
    struct Parameters: ParameterSet {
      @Param("Its size", in: 0...9) var size = 1
      @Param("Its name") var name = "x"
    }
    let parameters: Parameters
    init(_ parameters: Parameters) { self.parameters = parameters }
    func run(_ network: inout Network, _ context: StageContext) throws {}
  }
  struct Second: Module {
    static let manual = Manual(
      name: "test.second", summary: "Has a size too", details: "For tests.", writes: [],
      examples: [])
    struct Parameters: ParameterSet { @Param("Its size") var size = 2 }
    let parameters: Parameters
    init(_ parameters: Parameters) { self.parameters = parameters }
    func run(_ network: inout Network, _ context: StageContext) throws {}
  }

  private func check(_ defaults: String, _ stages: String) -> Engine.Checked {
    let text = "study: x\ndefaults: \(defaults)\nstages:\n\(stages)"
    return Engine(registry: ModuleRegistry(First.self, Second.self), version: "test")
      .check(
        text: Array(text.utf8), name: "study.yaml", folder: "", overrides: [], environment: [:])
  }
  private func parameters(_ defaults: String, _ stages: String) -> [JSON] {
    check(defaults, stages).plan?.stages.map(\.module.parameters) ?? []
  }

  /// A stage goes before its module, and a module before its family; who has no such parameter is passed over.
  @Test func theNearestSaysWhatHolds() {
    let stages = "  - {use: test.first, with: {size: 7}}\n  - use: test.second\n"
    #expect(
      parameters("{test: {size: 5, name: y}}", stages)
        == [["size": 7, "name": "y"], ["size": 5]])
    #expect(
      parameters("{test: {size: 5}, test.second: {size: 6}}", stages)
        == [["size": 7, "name": "x"], ["size": 6]])
    #expect(
      parameters("{test.second: {size: 6}, test: {size: 5}}", "  - use: test.first\n")
        == [["size": 5, "name": "x"]])
    #expect(parameters("", "  - use: test.first\n") == [["size": 1, "name": "x"]])
  }

  @Test func defaultsCountForTheResult() {
    let stages = "  - use: test.first\n"
    let (five, said) = (
      check("{test: {size: 5}}", stages), check("", "  - {use: test.first, with: {size: 5}}\n")
    )
    #expect(five.plan?.stages[0].key == said.plan?.stages[0].key)
    #expect(five.plan?.stages[0].key != check("", stages).plan?.stages[0].key)
  }

  @Test func mistakesAreShownOnceInTheirPlace() {
    let two = "  - use: test.first\n  - {use: test.first, id: b}\n"
    func ids(_ defaults: String) -> [String] { check(defaults, two).diagnostics.map(\.id) }
    #expect(ids("{test: {size: 12}}") == ["out-of-range"])
    #expect(ids("{tset: {size: 1}}") == ["unknown-module"])
    #expect(ids("{test: {sise: 1}}") == ["unknown-parameter"])
    #expect(ids("{test.second: {name: y}}") == ["unknown-parameter"])
    #expect(ids("[test]") == ["wrong-type"])
    #expect(ids("{test: 3}") == ["wrong-type"])
    let place = check("{test: {sise: 1}}", two).diagnostics.first
    #expect(place?.location?.span?.start.column == 19)
    #expect(place?.help?.contains("'size'") == true)
  }
}

import ModuleKit
import ModuleTesting
import PipelineEngine
import Testing

/// Parameter sets within parameter sets, seen as a study and its reader see them.
struct IncludedParametersTests {
  struct Inner: ParameterSet {
    @Param("How deep", in: 1...9) var mostDepth = 3
  }
  struct Shared: ParameterSet {
    @Param(required: "Who starts") var from: String
    var inner = Inner()
    @Param("A column") var column: NodeColumn? = nil
  }
  struct Both: Module {
    static let manual = Manual(
      name: "test.both", summary: "Includes", details: "For tests.", inputs: .none,
      writes: [.table("values", "what was read")], examples: [])
    struct Parameters: ParameterSet {
      @Param("Comes first") var first = 1
      var shared = Shared()
      @Param("Comes last") var last = "end"
    }
    let parameters: Parameters
    init(_ parameters: Parameters) { self.parameters = parameters }
    func run(_ network: inout Network, _ context: StageContext) throws {
      let shared = parameters.shared
      let values = [shared.from, "\(shared.inner.mostDepth)", parameters.last]
      var rows = Frame(rowCount: 3)
      rows.set("value", .texts(values.map(Optional.init)))
      network.set(Table(name: "values", title: "Values", rows: rows))
    }
  }
  /// Declares what it includes once more.
  struct Clash: Module {
    static let manual = Manual(
      name: "test.clash", summary: "Clashes", details: "For tests.", inputs: .none, writes: [],
      examples: [])
    struct Parameters: ParameterSet {
      @Param("As within") var mostDepth = 5
      var inner = Inner()
    }
    let parameters: Parameters
    init(_ parameters: Parameters) { self.parameters = parameters }
    func run(_ network: inout Network, _ context: StageContext) throws {}
  }

  private func check(_ parameters: String) -> Engine.Checked {
    let text = "study: x\nstages:\n  - use: test.both\n    with: \(parameters)\n"
    return Engine(registry: ModuleRegistry(Both.self), version: "test")
      .check(
        text: Array(text.utf8), name: "study.yaml", folder: "", overrides: [], environment: [:])
  }

  @Test func theyStandWhereTheyAreIncluded() {
    let entry = ModuleEntry(Both.self)
    #expect(entry.parameters.map(\.key) == ["first", "from", "most_depth", "column", "last"])
    #expect(entry.parameterSchema["required"] == ["from"])
    #expect(entry.parameterSchema["properties"]?["most_depth"]?["maximum"] == 9)
  }

  @Test func valuesAndDefaultsAreRead() throws {
    let run = try ModuleRun(Both.self, on: Network(), with: ["from": "Ann", "most_depth": 7])
    let values = try #require(run.network.table("values")?.rows["value"])
    #expect((0..<3).map { values.text(at: $0) } == ["Ann", "7", "end"])
    let checked = check("{from: Ann}")
    #expect(checked.diagnostics.isEmpty)
    let parameters = checked.plan?.stages[0].module.parameters
    let expected: JSON = [
      "first": 1, "from": "Ann", "most_depth": 3, "column": .null, "last": "end",
    ]
    #expect(parameters == expected)
  }

  @Test func mistakesAreShownInTheirPlace() {
    let range = check("{from: Ann, most_depth: 10}").diagnostics
    #expect(range.map(\.id) == ["out-of-range"] && range[0].location?.span?.start.column == 35)
    let name = check("{from: Ann, mostdepth: 2}").diagnostics
    #expect(name.map(\.id) == ["unknown-parameter"])
    #expect(name.first?.help == "did you mean 'most_depth'?")
    #expect(check("{first: 2}").diagnostics.map(\.id) == ["missing-parameter"])
    #expect(check("{from: Ann, column: nothing}").diagnostics.map(\.id) == ["unknown-column"])
  }

  @Test func aKeyDeclaredTwiceBreaksTheContract() async {
    let entry = ModuleEntry(Clash.self)
    let violations = await ModuleContract(entry, registry: ModuleRegistry([])).violations()
    #expect(violations.contains("test.clash: parameter 'most_depth' is declared twice"))
  }
}

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

  @Test func nullPutsTheOwnDefaultBack() {
    func first(_ defaults: String, _ with: String) -> [JSON] {
      parameters(defaults, "  - {use: test.first, with: \(with)}\n")
    }
    #expect(first("{test: {size: 5, name: y}}", "{size: null}") == [["size": 1, "name": "y"]])
    #expect(first("{test.first: {size: 5}}", "{size: ~, name: z}") == [["size": 1, "name": "z"]])
    // A module does without what its family has.
    #expect(
      first("{test: {size: 5}, test.first: {size: null}}", "{}") == [["size": 1, "name": "x"]])
    #expect(
      parameters(
        "{test: {size: 5}, test.first: {size: null}}", "  - use: test.first\n  - use: test.second\n"
      )
        == [["size": 1, "name": "x"], ["size": 5]])
    // The result is that of a stage that nobody says anything of.
    let plain = check("", "  - use: test.first\n").plan?.stages[0].key
    let undone = check("{test: {size: 5}}", "  - {use: test.first, with: {size: null}}\n")
    #expect(undone.plan?.stages[0].key == plain)
    // Where there is nothing to undo, a value is missing as ever; a text is a text.
    #expect(
      check("", "  - {use: test.first, with: {size: null}}\n").diagnostics.map(\.id) == [
        "wrong-type"
      ])
    #expect(first("{test: {name: y}}", "{name: 'null'}") == [["size": 1, "name": "null"]])
  }

  /// Editors know which parameters a family and a module have.
  @Test func theSchemaOfDefaultsIsClosed() throws {
    let schema = StudySchema(ModuleRegistry(First.self, Second.self)).json
    let defaults = try #require(schema["properties"]?["defaults"]?["properties"])
    /// What stands at a place, or where it refers to.
    func followed(_ json: JSON?) -> JSON? {
      guard case .string(let path)? = json?["$ref"] else { return json }
      return path.split(separator: "/").dropFirst().reduce(Optional(schema)) {
        $0?[String($1)]
      }
    }
    func keys(_ name: String) -> [String] {
      guard case .object(let members)? = followed(defaults[name])?["properties"] else { return [] }
      return members.map(\.key)
    }
    for name in ["test", "test.first", "test.second"] {
      #expect(followed(defaults[name])?["additionalProperties"] == false)
      #expect(followed(defaults[name])?["required"] == nil)
    }
    #expect(keys("test") == ["name", "size"] && keys("test.second") == ["size"])
    // Of two modules whose sizes differ, the family takes what either takes.
    guard case .array(let sizes)? = defaults["test"]?["properties"]?["size"]?["anyOf"] else {
      Issue.record("no choice")
      return
    }
    #expect(sizes.count == 2)
    // Each may be null.
    func value(_ json: JSON?) -> JSON? {
      guard case .array(let either)? = followed(json)?["anyOf"] else { return nil }
      return either.count == 2 && either[1] == ["type": "null"] ? either[0] : nil
    }
    #expect(value(sizes[0])?["maximum"] == 9)
    #expect(value(sizes[1]) != nil && value(sizes[1])?["maximum"] == nil)
    #expect(
      value(followed(defaults["test.first"])?["properties"]?["name"]) == [
        "type": ["string", "number", "boolean"], "description": "Its name", "default": "x",
      ])
    // A stage may undo a default.
    guard case .array(let stages)? = schema["properties"]?["stages"]?["items"]?["oneOf"] else {
      Issue.record("no stages")
      return
    }
    let with = followed(stages[0]["properties"]?["with"])?["properties"]
    #expect(value(with?["size"]) != nil)
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

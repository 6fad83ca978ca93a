import ModuleKit
import PluginHost
import Testing

@Suite struct ManualTests {
  private func problems(_ modules: JSON) -> [String] {
    do {
      _ = try PluginManual.list(modules)
      return []
    } catch {
      return error.all
    }
  }

  private func problems(_ key: String, _ value: JSON, of module: JSON = Manuals.full) -> [String] {
    var module = module
    module[key] = value
    return problems([module])
  }

  @Test(arguments: [Manuals.full, Manuals.maker, RoundTripManual.json])
  func aDescriptionIsReadAndWritten(json: JSON) throws {
    let manual = try PluginManual.list([json])[0]
    let again = try PluginManual.list([manual.json])[0]
    #expect(again.json == manual.json)
    #expect(again.parameters.list == manual.parameters.list)
    #expect(again.reads == manual.reads)
    #expect(again.manual.writes == manual.manual.writes)
  }

  @Test func everythingIsTaken() throws {
    let manual = try PluginManual.list([Manuals.full])[0]
    #expect(manual.json == Manuals.full)
    #expect(manual.manual.uses == [.seed])
    #expect(manual.manual.assumes == [.allTies])
    #expect(manual.manual.version == 3)
    #expect(manual.parameters.descriptions.map(\.key).count == 8)
    #expect(manual.manual.examples.count == 1)
  }

  @Test(
    arguments: [
      (
        "name", "Test.full",
        "'modules[0].name' must be 'family.module' in lower case, not 'Test.full'"
      ),
      ("name", .null, "'modules[0].name' is missing"),
      ("summary", "", "'modules[0].summary' is empty"),
      ("summary", 5, "'modules[0].summary' must be a text, not 5"),
      ("version", 0, "'modules[0].version' must be from 1 to 1000000000, not 0"),
      ("version", true, "'modules[0].version' must be a whole number, not true"),
      ("inputs", "many", "'modules[0].inputs' cannot be 'many': choices: one, none"),
      (
        "inputs", "none",
        "'modules[0].writes' must hold {\"network\": true} where 'inputs' is 'none'"
      ),
      ("uses", ["sed"], "'modules[0].uses[0]' cannot be 'sed': did you mean 'seed'?"),
      ("reads", ["weight": 1], "'modules[0].reads.weight' must be true or false, not 1"),
      (
        "writes", [["kind": "colum"]],
        "'modules[0].writes[0].kind' cannot be 'colum': choices: node_column, edge_column, table, document"
      ),
      (
        "writes", [["kind": "document", "name": "../x"]],
        "'modules[0].writes[0].name' cannot name a file: '../x'"
      ),
      (
        "writes", [["kind": "table", "name": "T"]],
        "'modules[0].writes[0].name' must be in snake case, not 'T'"
      ),
      (
        "writes", [["kind": "table", "name": "t"], ["kind": "table", "name": "t"]],
        "'modules[0].writes[1].name' is that of another: 't'"
      ),
      (
        "writes", [["kind": "document", "name": "a"], ["kind": "document", "name": "a/b"]],
        "'modules[0].writes' cannot hold a document 'a' beside 'a/b', for which it is a folder"
      ),
      (
        "writes", .array((0..<5000).map { ["kind": "table", "name": .string("t\($0)")] }),
        "'modules[0].writes' must have at most 4096 items, not 5000"
      ),
      (
        "writes", [["network": true], ["kind": "node_column", "name": "x", "type": "text"]],
        "'modules[0].writes' cannot list columns beside {\"network\": true}"
      ),
      (
        "parameters", [["key": "k", "type": "integer", "doc": "", "default": "x"]],
        "parameter 'k' of 'modules[0]' has a default that it could not have: 'k' must be a whole number, not the quoted text 'x'"
      ),
      (
        "parameters", [["key": "k", "type": "complex", "doc": ""]],
        "'modules[0].parameters[0].type' cannot be 'complex': choices: number, integer, boolean, text, choice, file, node_column, edge_column"
      ),
      (
        "parameters", [["key": "k", "type": "choice", "doc": ""]],
        "'modules[0].parameters[0].choices' is missing"
      ),
      (
        "parameters", [["key": "k", "type": "text", "doc": "", "minimum": 1, "default": "x"]],
        "'modules[0].parameters[0].type' has no bounds"
      ),
      ("examples", [5], "'modules[0].examples[0]' must be an object, not 5"),
    ] as [(String, JSON, String)])
  func whatIsWrongIsNamed(key: String, value: JSON, problem: String) {
    #expect(problems(key, value).first == problem)
  }

  @Test func allProblemsAreNamedAtOnce() {
    #expect(problems([["name": 1], ["summary": 2]]).count == 4)
    #expect(problems(.null) == ["'modules' lists no module"])
    #expect(problems(["name": "x"]) == ["'modules' must be a list, not an object"])
    #expect(problems([Manuals.full, Manuals.full]) == ["two modules are named 'test.full'"])
  }

  @Test func theOutlineAddsWhatIsDeclared() throws {
    let pool = PluginPool(host: "sociogram tests")
    let plugin = InstalledPlugin(
      folder: "/f", manifest: PluginManifest(name: "test", version: "1", door: .run(["x"])),
      sha256: "ab", description: ["modules": [Manuals.full, Manuals.maker]])
    let entries = try pool.entries(of: plugin)
    let place = Diagnostic.Location(file: "study.yaml")
    func outline(_ entry: ModuleEntry, _ outline: inout Outline) -> [Diagnostic] {
      let prepared = entry.prepare(nil, place, ParameterContext())
      let check = CheckContext(stageID: "s", inputs: [outline], stage: place, locations: [:])
      prepared.outline(&outline, check)
      return check.diagnostics
    }
    var known = Outline()
    #expect(outline(entries[0], &known).map(\.id) == ["unknown-column"])
    #expect(known.nodeColumn("text")?.type == .text)
    #expect(known.tables == ["sizes"])
    #expect(known.documents == ["given.json"])
    known.addNodeColumn("year", .integer)
    #expect(outline(entries[0], &known) == [])
    #expect(!known.mayHaveMore)
    #expect(outline(entries[1], &known) == [])
    #expect(known.mayHaveMore)
    #expect(known.nodeColumns == [])
    #expect(known.tables == ["sizes", "t"])
  }

  @Test func aDamagedRecordIsRefused() {
    let pool = PluginPool(host: "sociogram tests")
    let plugin = InstalledPlugin(
      folder: "/f", manifest: PluginManifest(name: "test", version: "1", door: .run(["x"])),
      sha256: "ab", description: ["modules": [["name": "a.b"]]])
    let error = #expect(throws: Diagnostics.self) { try pool.entries(of: plugin) }
    #expect(
      error?.all.map(\.message)
        == ["plug-in 'test' describes itself wrongly: 'modules[0].summary' is missing"])
  }
}

private enum RoundTripManual {
  static let json: JSON = ["name": "a.b", "summary": "s", "reads": ["node_columns": ["*"]]]
}

import ModuleKit
import Testing

@Suite("Parameters known by their description")
struct DescribedParametersTests {
  private static let stage = Diagnostic.Location(file: "stage")
  private static let all: [DescribedParameter] = [
    DescribedParameter(
      "k", .integer, doc: "Degree threshold", defaultValue: 5, bounds: .init(minimum: 1)),
    DescribedParameter(
      "damping", .number, doc: "Chance", defaultValue: .number(0.85),
      bounds: .init(minimum: 0, maximum: 1)),
    DescribedParameter("ratio", .number, doc: "Ratio", bounds: .init(exclusiveMinimum: 0)),
    DescribedParameter(
      "method", .choice(["exact", "sampled"]), doc: "How", defaultValue: "exact"),
    DescribedParameter("also", .choice(["a", "b"]), isList: true, doc: "More"),
    DescribedParameter(
      "steps", .integer, isList: true, doc: "Steps", defaultValue: [1, 2],
      bounds: .init(minimum: 1)),
    DescribedParameter("group", .nodeColumn, doc: "Groups", isRequired: true),
    DescribedParameter("file", .file, doc: "A file"),
    DescribedParameter("flag", .boolean, doc: "A flag", defaultValue: false),
  ]

  private func decode(
    _ json: JSON, _ list: [DescribedParameter] = all,
    _ context: ParameterContext = ParameterContext(resolve: { "/data/" + $0 })
  ) throws -> DescribedParameters.Values {
    try DescribedParameters(list).decode(
      ConfigNode(json, at: .init(file: "with")), stage: Self.stage, context)
  }

  @Test func defaultsStandWhereNothingIsGiven() throws {
    let values = try decode(["group": "team"])
    #expect(values.diagnostics.isEmpty)
    #expect(
      values.json == [
        "k": 5, "damping": .number(0.85), "ratio": .null, "method": "exact", "also": .null,
        "steps": [1, 2], "group": "team", "file": .null, "flag": false,
      ])
    #expect(values.chosenJSON == ["group": "team"])
  }

  @Test func valuesAreReadAndFilesResolved() throws {
    let context = ParameterContext(resolve: { "/data/" + $0 })
    let given: JSON = [
      "group": "team", "file": "x.csv", "method": "sampled", "also": ["b", "a"], "k": 7,
    ]
    let values = try decode(given, Self.all, context)
    #expect(values.diagnostics.isEmpty)
    #expect(values.json["file"] == "x.csv")
    #expect(values.arguments["file"] == "/data/x.csv")
    #expect(values.json["also"] == ["b", "a"])
    #expect(
      values.chosenJSON == [
        "k": 7, "method": "sampled", "also": ["b", "a"], "group": "team", "file": "x.csv",
      ])
    #expect(
      context.references.map(\.kind) == [
        .nodeColumn("team"), .file(InputFile(name: "x.csv", path: "/data/x.csv")),
      ])
    #expect(values.locations["k"] == Diagnostic.Location(file: "with"))
  }

  @Test func allMistakesAreToldAtOnceAsThoseOfBuiltInModules() throws {
    let values = try decode([
      "k": 0, "damping": 2, "ratio": 0, "method": "exakt", "also": ["c"], "steps": [1, 0],
      "flag": "yes", "dampnig": 1,
    ])
    #expect(
      values.diagnostics.map { "\($0.id): \($0.message)" } == [
        "unknown-parameter: there is no parameter 'dampnig'",
        "missing-parameter: parameter 'group' is missing",
        "out-of-range: 'k' must be at least 1, not 0",
        "out-of-range: 'damping' must be from 0 to 1, not 2",
        "out-of-range: 'ratio' must be greater than 0, not 0",
        "unknown-choice: 'method' cannot be 'exakt'",
        "unknown-choice: 'also' cannot be 'c'",
        "out-of-range: 'steps' must be at least 1, not [1,0]",
        "wrong-type: 'flag' must be true or false, not the quoted text 'yes'",
      ])
    #expect(values.diagnostics[0].help == "did you mean 'damping'?")
    #expect(values.diagnostics[5].help == "did you mean 'exact'?")
    #expect(values.json["k"] == 5)
  }

  @Test func theSchemaSaysWhatIsAllowed() throws {
    let schema = try DescribedParameters(Self.all).jsonSchema
    let properties = schema["properties"]
    #expect(
      properties?["k"]
        == ["type": "integer", "minimum": 1, "description": "Degree threshold", "default": 5])
    #expect(properties?["method"]?["enum"] == ["exact", "sampled"])
    #expect(properties?["steps"]?["items"] == ["type": "integer", "minimum": 1])
    #expect(schema["required"] == ["group"])
  }

  @Test func descriptionsThatContradictThemselvesAreRefused() {
    func complaint(_ list: [DescribedParameter]) -> String? {
      do {
        _ = try DescribedParameters(list)
        return nil
      } catch {
        return "\(error.key) \(error.complaint)"
      }
    }
    let low = DescribedParameter(
      "k", .integer, doc: "K", defaultValue: 0, bounds: .init(minimum: 1))
    #expect(
      complaint([low])
        == "k has a default that it could not have: 'k' must be at least 1, not 0")
    let text = DescribedParameter("k", .number, doc: "K", defaultValue: "x")
    #expect(
      complaint([text])
        == "k has a default that it could not have: 'k' must be a number, not the quoted text 'x'")
    #expect(
      complaint([DescribedParameter("c", .choice([]), doc: "C")])
        == "c is a choice between no names")
    let flag = DescribedParameter("f", .boolean, doc: "F", defaultValue: true)
    #expect(complaint([flag, flag]) == "f is declared twice")
  }

  @Test func aDescribedModuleChecksAndRunsLikeAnother() throws {
    let manual = Manual(
      name: "test.plus", summary: "Adds", details: "Adds.",
      writes: [.nodeColumn("sum", .integer, "the sum")], examples: [])
    let parameters = try DescribedParameters([
      DescribedParameter("k", .integer, doc: "K", defaultValue: 2)
    ])
    let origin = ModuleOrigin(
      plugin: "demo", version: "1.0", sha256: "abc", door: .process,
      environment: ["python": "3.12"])
    let entry = ModuleEntry(manual: manual, parameters: parameters) { _, outline, _ in
      outline.add(manual.writes)
    } run: { arguments, network, _ in
      let k = if case .integer(let k)? = arguments["k"] { k } else { 0 }
      network.nodes.set("sum", .integers(network.ids.map { $0.count + k }))
    }.from(origin)
    let module = entry.prepare(
      ConfigNode(["k": 3], at: .init(file: "with")), Self.stage, ParameterContext())
    #expect(
      module.surroundings == ["plug-in demo": "1.0, sha256 abc", "python": "3.12"])
    var network = Network(sketch: "a-bb")
    try module.run(
      &network,
      StageContext(stage: "s", module: "test.plus", workers: .serial, location: Self.stage))
    #expect(network.nodes["sum"] == .integers([4, 5]))
    #expect(entry.origin == origin)
  }
}

import Foundation
import ModuleKit
import ModuleTesting
import PipelineEngine
import Synchronization
import Testing

/// Variables, wiring and networks that meet, on modules made for the purpose.
struct StudyLanguageTests {
  /// Starts a network from its parameter.
  struct Start: Module {
    static let manual = Manual(
      name: "test.start", summary: "Starts", details: "For tests.", inputs: .none, writes: [],
      examples: [])
    struct Parameters: ParameterSet {
      @Param("The network") var network = "a-b"
      @Param("Numbers") var numbers: [Int] = []
    }
    let parameters: Parameters
    init(_ parameters: Parameters) { self.parameters = parameters }
    func run(_ network: inout Network, _ context: StageContext) throws {
      network = Network(sketch: parameters.network)
    }
  }

  /// Reads several networks and says how large each is.
  struct Gather: Module {
    static let manual = Manual(
      name: "test.gather", summary: "Gathers", details: "For tests.", inputs: .many,
      writes: [.table("sizes", "nodes of each input")], examples: [])
    let parameters: NoParameters
    init(_ parameters: NoParameters) { self.parameters = parameters }
    func run(_ network: inout Network, _ context: StageContext) throws {
      var rows = Frame(rowCount: context.inputs.count)
      rows.set("nodes", .integers(context.inputs.map(\.graph.nodeCount)))
      network.set(Table(name: "sizes", title: "Sizes", rows: rows))
    }
  }

  /// Begins a network, or reads one.
  struct Either: Module {
    static let manual = Manual(
      name: "test.either", summary: "Begins or reads", details: "For tests.", inputs: .optional,
      writes: [], examples: [])
    let parameters: NoParameters
    init(_ parameters: NoParameters) { self.parameters = parameters }
    func run(_ network: inout Network, _ context: StageContext) throws {}
  }

  private let engine = Engine(
    registry: ModuleRegistry(Start.self, Gather.self, Either.self), version: "test")

  private func check(
    _ text: String, set overrides: [(name: String, value: String)] = [],
    environment: [String: String] = [:]
  ) -> Engine.Checked {
    engine.check(
      text: Array(text.utf8), name: "study.yaml", folder: "", overrides: overrides,
      environment: environment)
  }

  private func parameter(_ checked: Engine.Checked, _ name: String) -> JSON? {
    checked.plan?.stages.first?.module.parameters[name]
  }

  private static let study = """
    study: Variables
    vars: {net: a-b, list: [1, 2], end: c}
    env: [NETWORK_TAIL]
    stages:
      - use: test.start
        with: {network: "${net} ${ end }-${NETWORK_TAIL} $${net}", numbers: "${list}"}
    """

  @Test func variablesStandForTextsAndLists() {
    let checked = check(Self.study, environment: ["NETWORK_TAIL": "z", "HOME": "secret"])
    #expect(checked.diagnostics.isEmpty)
    #expect(parameter(checked, "network") == "a-b c-z ${net}")
    #expect(parameter(checked, "numbers") == [1, 2])
  }

  @Test func setReplacesVariablesThatAreDeclared() {
    let environment = ["NETWORK_TAIL": "z"]
    let changed = check(
      Self.study, set: [(name: "net", value: "x-y")], environment: environment)
    #expect(parameter(changed, "network") == "x-y c-z ${net}")
    let unknown = check(Self.study, set: [(name: "nett", value: "1")], environment: environment)
    #expect(unknown.diagnostics.map(\.id) == ["unknown-variable"])
    #expect(unknown.diagnostics[0].help == "did you mean 'net'?")
  }

  @Test func environmentAndSetGiveNumbers() {
    let text = """
      study: Numbers
      vars: {one: 1}
      env: [TWO]
      stages:
        - {use: test.start, with: {network: a-b, numbers: ["${one}", "${TWO}"]}}
      """
    let checked = check(text, set: [(name: "one", value: "7")], environment: ["TWO": "2"])
    #expect(checked.diagnostics.isEmpty)
    #expect(parameter(checked, "numbers") == [7, 2])
  }

  @Test func aCycleHidesNoOtherMistake() {
    let text = """
      study: Circle
      stages:
        - {id: a, use: test.gather, from: [b]}
        - {id: b, use: test.gather, from: [a]}
        - {id: c, use: test.gater, from: [a]}
      """
    #expect(check(text).diagnostics.map(\.id) == ["cycle", "unknown-module"])
  }

  /// A variable that stands in another's value would never be replaced.
  @Test func variablesInVarsAreRefused() {
    let checked = check(
      "study: x\nvars: {a: 1, b: ['${a}']}\nstages:\n  - {use: test.start, with: {network: a-b}}\n")
    #expect(checked.diagnostics.map(\.id) == ["variable-in-vars"])
  }

  @Test func aMarkOfTheEncodingIsNoText() {
    let text = "\u{FEFF}study: x\nstages:\n  - {use: test.start, with: {network: a-b}}\n"
    let checked = check(text)
    #expect(checked.diagnostics.isEmpty && checked.plan?.title == "x")
  }

  @Test func aliasesAndMergeKeysAreFollowed() {
    let text = """
      study: Aliases
      stages:
        - use: test.start
          with: &defaults {network: a-b, numbers: [1]}
        - use: test.start
          with: {<<: *defaults, network: c-d}
        - use: test.start
          with: *defaults
      """
    let stages = check(text).plan?.stages.map(\.module.parameters) ?? []
    #expect(stages.map { $0["network"] } == ["a-b", "c-d", "a-b"])
    #expect(stages.map { $0["numbers"] } == [[1], [1], [1]])
    // What is wrong inside an anchored value is shown where it is written.
    let wrong = check(text.replacing("[1]", with: "one"))
    #expect(wrong.diagnostics.allSatisfy { $0.location?.span?.start.line == 4 })
    #expect(wrong.diagnostics.map(\.id) == ["wrong-type"])
  }

  @Test func onlyListedVariablesOfTheEnvironmentAreSeen() {
    let text = "study: x\nstages:\n  - use: test.start\n    with: {network: \"${HOME}\"}\n"
    let checked = check(text, environment: ["HOME": "secret"])
    #expect(checked.diagnostics.map(\.id) == ["unknown-variable"])
    let missing = check("study: x\nenv: [GONE]\nstages:\n  - use: test.start\n")
    #expect(missing.diagnostics.map(\.id) == ["missing-environment"])
  }

  @Test func severalNetworksMeetInTheOrderOfFrom() async throws {
    let text = """
      study: Meeting
      stages:
        - {id: one, use: test.start, with: {network: a-b}}
        - {id: two, use: test.start, with: {network: a-b b-c}}
        - {id: both, use: test.gather, from: [two, one]}
      """
    let plan = try #require(check(text).plan)
    #expect(plan.results == [2])
    let folder = NSTemporaryDirectory() + "sociogram-meet-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try await engine.run(plan, output: folder + "/out", options: .init(threads: 2))
    let sizes = try String(contentsOfFile: folder + "/out/sizes.csv", encoding: .utf8)
    #expect(sizes == "nodes\n3\n2\n")
  }

  /// Forty times two stages that read one and are read by one: 2^40 ways through, but 121 stages.
  @Test func manyWaysThroughAStudyTakeNoLonger() {
    var text = "study: Diamonds\nstages:\n  - {id: s0, use: test.start}\n"
    for level in 1...40 {
      let before = "s\(level - 1)"
      text += "  - {id: a\(level), use: test.gather, from: [\(before)]}\n"
      text += "  - {id: b\(level), use: test.gather, from: [\(before)]}\n"
      text += "  - {id: s\(level), use: test.gather, from: [a\(level), b\(level)]}\n"
    }
    let closed = Engine(
      registry: ModuleRegistry(Start.self, Gather.self), version: "test", closing: ["test.gather"])
    let checked = closed.check(text: Array(text.utf8), name: "study.yaml", folder: "")
    #expect(checked.plan?.stages.count == 121)
  }

  @Test func oneNetworkIsNotSeveral() {
    let text = """
      study: x
      stages:
        - {id: one, use: test.start}
        - {id: two, use: test.start, from: one}
      """
    #expect(check(text).diagnostics.map(\.id) == ["unexpected-input"])
  }

  @Test func stageMayBeginANetworkUnlessFromNamesOne() throws {
    let text = """
      study: Either
      stages:
        - {id: one, use: test.either}
        - {id: two, use: test.either}
        - {id: three, use: test.either, from: one}
        - {id: four, use: test.either, from: [one, two]}
      """
    let checked = check(text)
    #expect(checked.diagnostics.map(\.id) == ["too-many-inputs"])
    let sound = check(text.split(separator: "\n").dropLast().joined(separator: "\n"))
    #expect(try #require(sound.plan).stages.map(\.inputs) == [[], [], [0]])
  }

  @Test func branchesAreToldApartByTheirEnds() async throws {
    let text = """
      study: Ends
      stages:
        - {id: one, use: test.start}
        - {id: two, use: test.start, with: {network: a-b b-c}}
      """
    let plan = try #require(check(text).plan)
    let folder = NSTemporaryDirectory() + "sociogram-ends-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let told = Mutex<[String]>([])
    _ = try await engine.run(plan, output: folder + "/out", options: .init(threads: 2)) { event in
      if case .finished(let stage, _, _) = event { told.withLock { $0.append(stage) } }
    }
    #expect(told.withLock { $0.sorted() } == ["one", "two"])
    for (stage, lines) in [("one", 3), ("two", 4)] {
      let nodes = try String(contentsOfFile: "\(folder)/out/\(stage)/nodes.csv", encoding: .utf8)
      #expect(nodes.split(separator: "\n").count == lines)
    }
  }

  /// Ten thousand damaged studies: each is read or refused with a place, nothing crashes.
  @Test func damagedStudiesAreReadOrRefused() {
    let alphabet = Array("\n\t :-[]{},&*!|>'\"%@`#?a0$é\u{0}\u{7F}".utf8) + [0xFF, 0xC3]
    let original = Array(Self.study.utf8)
    for seed in 0..<10_000 {
      var random = RandomSource(seed: UInt64(seed), stream: "damage")
      var bytes = original
      for _ in 0...random.next(below: 4) {
        let place = random.next(below: bytes.count)
        switch random.next(below: 3) {
        case 0: bytes[place] = alphabet[random.next(below: alphabet.count)]
        case 1: bytes.remove(at: place)
        default: bytes.insert(alphabet[random.next(below: alphabet.count)], at: place)
        }
      }
      let checked = engine.check(text: bytes, name: "study.yaml", folder: "")
      let hasError = checked.diagnostics.contains { $0.severity == .error }
      #expect(hasError == (checked.plan == nil))
      #expect(!DiagnosticRenderer(checked.sources).render(checked.diagnostics).contains("\u{0}"))
    }
  }
}

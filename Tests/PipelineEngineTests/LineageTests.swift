import Foundation
import ModuleKit
import PipelineEngine
import Testing

/// What a stage may know of the stages that lead to it.
final class LineageTests {
  struct Source: Module {
    static let manual = Manual(
      name: "test.source", summary: "Makes a network", details: "For tests.", inputs: .none,
      writes: [.edgeColumn("kind", .text, "kind")], examples: [])
    struct Parameters: ParameterSet {
      @Param(required: "The network") var network: String
      @Param("A file") var file: InputFile? = nil
      @Param("Something") var depth = 2
    }
    let parameters: Parameters
    init(_ parameters: Parameters) { self.parameters = parameters }
    func run(_ network: inout Network, _ context: StageContext) throws {
      network = Network(sketch: parameters.network)
      network.ledger.append(
        LedgerEntry(source: "x", unit: "rows", read: 9, kept: 4, merged: 3, dropped: 2))
    }
  }
  struct Pass: Module {
    static let manual = Manual(
      name: "test.pass", summary: "Passes on", details: "For tests.", writes: [], examples: [])
    let parameters: NoParameters
    init(_ parameters: NoParameters) { self.parameters = parameters }
    func run(_ network: inout Network, _ context: StageContext) throws {
      network.nodes.set("one", .integers(network.ids.map { _ in 1 }))
    }
    func outline(_ outline: inout Outline, _ check: CheckContext) {
      outline.addNodeColumn("one", .integer)
    }
  }
  struct Teller: Module {
    static let manual = Manual(
      name: "test.teller", summary: "Tells", details: "For tests.", inputs: .many, writes: [],
      uses: [.lineage], examples: [])
    let parameters: NoParameters
    init(_ parameters: NoParameters) { self.parameters = parameters }
    func run(_ network: inout Network, _ context: StageContext) throws {
      let text = context.lineage.stages.map { "\($0)" }.joined(separator: "\n")
      network.set(
        Document(path: "told.txt", bytes: Array("\(context.lineage.engine)\n\(text)\n".utf8)))
    }
  }
  struct Deaf: Module {
    static let manual = Manual(
      name: "test.deaf", summary: "Knows nothing", details: "For tests.", writes: [], examples: [])
    let parameters: NoParameters
    init(_ parameters: NoParameters) { self.parameters = parameters }
    func run(_ network: inout Network, _ context: StageContext) throws {
      network.set(Document(path: "told.txt", bytes: Array("\(context.lineage)".utf8)))
    }
  }

  private let folder = NSTemporaryDirectory() + "sociogram-lineage-" + UUID().uuidString
  private let engine = Engine(
    registry: ModuleRegistry(Source.self, Pass.self, Teller.self, Deaf.self), version: "9.9")

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data("abc".utf8).write(to: URL(fileURLWithPath: folder + "/input.txt"))
  }
  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func plan(_ stages: String) throws -> Plan {
    let text = "study: Test\nseed: 1\nstages:\n" + stages
    let checked = engine.check(text: Array(text.utf8), name: "study.yaml", folder: folder)
    return try #require(checked.plan, "\(checked.diagnostics)")
  }

  private func told(_ plan: Plan) async throws -> String {
    _ = try await engine.run(plan, output: folder + "/out", options: .init(threads: 2))
    return String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: folder + "/out/told.txt")), as: UTF8.self)
  }

  private let source =
    "  - {use: test.source, id: s, with: {network: a-b b-c, file: input.txt, depth: 2}}\n"
  private let rest = "  - {use: test.pass, id: p}\n  - {use: test.teller, id: t, from: [p, s]}\n"

  @Test func tellsEveryStageBefore() async throws {
    let told = try await told(try plan(source + rest))
    let expected = Lineage(
      engine: "9.9",
      stages: [
        .init(
          id: "s", module: "test.source", summary: "Makes a network",
          // `depth` is given, but is the default; of "abc" anybody can make the hash.
          parameters: ["network": "a-b b-c", "file": "input.txt"],
          files: [
            .init(
              name: "input.txt",
              sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
          ],
          adds: .init(edgeColumns: ["kind"]),
          outcome: .init(nodes: 3, edges: 2, read: 9, kept: 4, merged: 3, dropped: 2)),
        .init(
          id: "p", module: "test.pass", summary: "Passes on", inputs: ["s"],
          adds: .init(nodeColumns: ["one"]), outcome: .init(nodes: 3, edges: 2)),
      ])
    let text = expected.stages.map { "\($0)" }.joined(separator: "\n")
    #expect(told == "9.9\n\(text)\n")
  }

  @Test func otherModulesAreToldNothing() async throws {
    let told = try await told(try plan(source + "  - {use: test.deaf}\n"))
    #expect(told == "\(Lineage())")
  }

  /// Only who tells of the stages runs again when only the telling changes.
  @Test func isPartOfTheKeyOfWhoUsesIt() throws {
    let recipes = try plan(source + rest).stages.map(\.recipe)
    #expect(recipes.map { $0.lineage != nil } == [false, false, true])
    #expect(recipes[2].json["lineage"] != nil && recipes[1].json["lineage"] == nil)
    let renamed = try plan(
      source
        + rest.replacingOccurrences(of: "id: p", with: "id: q")
        .replacingOccurrences(of: "[p", with: "[q"))
    #expect(renamed.stages[2].recipe.lineage != recipes[2].lineage)
  }

  /// The result of the stage before is stored, but the one before that is lost: what is told is the same.
  @Test func whatCameOfALostStageIsFoundOutAgain() async throws {
    let first = try await told(try plan(source + rest))
    let cache = folder + "/.out.sociogram/cache"
    let plan = try plan(source + rest.replacingOccurrences(of: "from: [p, s]", with: "from: [p]"))
    try FileManager.default.removeItem(atPath: cache + "/results/" + plan.stages[0].key)
    let forecast = engine.forecast(plan, output: folder + "/out")
    #expect(forecast.map(\.isCached) == [false, true, false])
    #expect(try await told(plan) == first)
    let after = engine.forecast(plan, output: folder + "/out").map(\.isCached)
    #expect(after == [true, true, true])
  }
}

import ModuleKit
import PipelineEngine
import Testing

/// A module that is not there may be one that only has to be added.
struct AbsentModuleTests {
  private func problems(_ absent: AbsentModule?) -> [Diagnostic] {
    let engine = Engine(
      registry: ModuleRegistry([]), version: "test",
      absent: { $0 == "research.rank" ? absent : nil })
    let study = "study: Test\nstages:\n  - use: research.rank\n  - use: research.rink\n"
    return engine.check(text: Array(study.utf8), name: "study.yaml", folder: "/").diagnostics
  }

  @Test func whatIsKnownOfItIsTold() throws {
    let known = AbsentModule(
      id: "plugin-changed", message: "it has changed", help: "add it again", notes: ["a note"])
    let problem = try #require(problems(known).first { $0.id == "plugin-changed" })
    #expect(problem.message == "it has changed" && problem.help == "add it again")
    #expect(problem.notes.map(\.message) == ["a note"])
    #expect(problem.location?.span?.start == SourcePosition(line: 3, column: 10))
  }

  @Test func notesStandBesideTheUsualWords() throws {
    let problem = try #require(problems(AbsentModule(notes: ["a note"])).first)
    #expect(problem.id == "unknown-module")
    #expect(problem.message == "there is no module 'research.rank'")
    #expect(problem.notes.map(\.message) == ["a note"])
    #expect(problem.help == "there are no modules here")
  }

  @Test func nothingKnownIsAsBefore() {
    let found = problems(nil).filter { $0.id == "unknown-module" }
    #expect(found.count == 2)
    #expect(found.flatMap(\.notes).isEmpty)
  }
}

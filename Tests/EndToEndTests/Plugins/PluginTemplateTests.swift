import Foundation
import Testing

/// From nothing to a result, as the README has it.
struct PluginTemplateTests {
  private static let hasNumPy = Program.succeeds(["python3", "-c", "import numpy"])

  @Test(.enabled(if: hasNumPy, "python3 cannot import numpy"))
  func python() throws { try fromNothing("python") }

  @Test(.enabled(if: Program.finds("Rscript"), "Rscript is not there"))
  func r() throws { try fromNothing("r") }

  private func fromNothing(_ language: String) throws {
    let user = try PluginUser()
    let new = try user.run("plugins", "new", "my_own", "--language", language)
    #expect(new.status == 0, "\(new.errors)")
    #expect(try user.run("plugins", "new", "my_own", "--language", language).status == 1)
    // What they ask for is there, and the network may not be.
    try? FileManager.default.removeItem(atPath: user.path + "/my_own/requirements.txt")
    let test = try user.run("plugins", "test", "my_own")
    #expect(test.status == 0, "\(test.output)\(test.errors)")
    #expect(test.output.contains("work stops when cancelled") && test.output.contains("memory"))
    #expect(!user.exists(user.list), "a test adds nothing")
    let added = try user.run("plugins", "add", "my_own", "--yes")
    #expect(added.status == 0, "\(added.errors)")
    let list = try user.run("modules", "list", "--format", "json").output
    let module = try #require(
      list.components(separatedBy: "\"name\": \"").map { $0.prefix { $0 != "\"" } }
        .first { $0.hasPrefix("my_own.") })
    try user.folder.write(
      TinyPlugin.study.replacing("tiny.degree", with: String(module)), to: "study.yaml")
    let run = try user.run("run", "study.yaml")
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test(arguments: ["My", "a b", "../x", "", "1a", "a-b", "a/b"])
  func namesThatWorkNowhere(name: String) throws {
    let user = try PluginUser()
    #expect(try user.run("plugins", "new", name, "--language", "python").status == 64)
  }

  @Test(.enabled(if: TinyPlugin.hasPython, "python3 is not there"))
  func contractFindsWhatIsBroken() throws {
    let user = try PluginUser()
    try TinyPlugin().write(to: user.path + "/tiny")
    let kept = try user.run("plugins", "test", "tiny")
    #expect(kept.status == 0, "\(kept.output)\(kept.errors)")
    let program = TinyPlugin().program.replacing(
      "\"csv\": \"id,tiny\\na,2", with: "\"csv\": \"id,tiny\\na,7")
    try user.folder.write(program, to: "tiny/plugin.py")
    let broken = try user.run("plugins", "test", "tiny")
    #expect(broken.status == 1)
    #expect(broken.output.contains("BROKEN  examples give their results"), "\(broken.output)")
    #expect(broken.output.contains("tiny of a: 2 instead of 7"))
  }
}

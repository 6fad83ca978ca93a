import Foundation
import Testing

/// Nothing of a plug-in runs before its reader has added it, and then what they have looked at.
@Suite(.enabled(if: TinyPlugin.hasPython, "python3 is not there"))
struct PluginTrustTests {
  @Test func studyOfAStrangerStartsNothing() throws {
    let user = try PluginUser()
    let marker = user.path + "/started"
    try TinyPlugin(marker: marker).write(to: user.path + "/plugins/tiny")
    for command in [
      ["check", "study.yaml"], ["run", "study.yaml"], ["plan", "study.yaml"],
      ["graph", "study.yaml"], ["run", "study.yaml", "--plugin-path", "plugins"],
    ] {
      let result = try Program.run(
        command, in: user.path, environment: ["XDG_DATA_HOME": user.data])
      #expect(result.status == 1, "\(command)")
      #expect(result.errors.contains("study.yaml:5:10: error: there is no module 'tiny.degree'"))
      #expect(
        result.errors.contains(
          "the plug-in 'tiny' in plugins/tiny has not been added: look at it, then run "
            + "'sociogram plugins add plugins/tiny'"), "\(result.errors)")
    }
    #expect(try user.run("modules", "list", "--plugin-path", "plugins").status == 0)
    let list = try user.run("plugins", "list")
    #expect(list.output.contains("tiny: not added"), "\(list)")
    // Without a terminal and without --yes nobody has agreed.
    let unasked = try user.run("plugins", "add", "plugins/tiny")
    #expect(unasked.status == 1)
    #expect(unasked.errors.contains("run again with --yes"))
    #expect(unasked.errors.contains("python3 plugin.py"))
    #expect(!user.exists(marker))
    #expect(!user.exists(user.list))

    let added = try user.run("plugins", "add", "plugins/tiny", "--yes")
    #expect(added.status == 0, "\(added.errors)")
    #expect(user.exists(marker), "the marker works")
    let run = try user.run("run", "study.yaml")
    #expect(run.status == 0, "\(run.errors)")
    #expect(user.text("out/study/nodes.csv").contains("b,3"))
  }

  @Test func changedFileMustBeAddedAgain() throws {
    let user = try PluginUser()
    var plugin = TinyPlugin()
    try plugin.write(to: user.path + "/plugins/tiny")
    #expect(try user.run("plugins", "add", "plugins/tiny", "--yes").status == 0)
    #expect(try user.run("run", "study.yaml").status == 0)
    #expect(try user.run("run", "study.yaml").errors.contains("up to date"))

    plugin.added = 2
    try plugin.write(to: user.path + "/plugins/tiny")
    let changed = try user.run("run", "study.yaml")
    #expect(changed.status == 1)
    #expect(changed.errors.contains("[plugin-changed]"), "\(changed.errors)")
    #expect(changed.errors.contains("'sociogram plugins add plugins/tiny'"))
    #expect(user.text("out/study/nodes.csv").contains("b,3"), "results are as they were")

    #expect(try user.run("plugins", "add", "plugins/tiny", "--yes").status == 0)
    let plan = try user.run("plan", "study.yaml")
    let lines = plan.output.split(separator: "\n").map(String.init)
    #expect(lines.contains { $0.hasPrefix("csv") && $0.hasSuffix("cached") }, "\(plan.output)")
    #expect(lines.contains { $0.contains("plug-in tiny: 1.0.0, sha256") && $0.contains("→") })
    #expect(try user.run("run", "study.yaml").status == 0)
    #expect(user.text("out/study/nodes.csv").contains("b,4"))
    #expect(user.text("out/study/manifest.json").contains("\"plug-in tiny\""))
  }

  /// The copy that was looked at is what runs, whatever becomes of the folder.
  @Test func copyRunsAndIsHeldToItsHash() throws {
    let user = try PluginUser()
    try TinyPlugin().write(to: user.path + "/elsewhere/tiny")
    try FileManager.default.createDirectory(
      atPath: user.path + "/elsewhere/tiny/__pycache__", withIntermediateDirectories: true)
    try user.folder.write("poison", to: "elsewhere/tiny/__pycache__/plugin.pyc")
    #expect(try user.run("plugins", "add", "elsewhere/tiny", "--yes").status == 0)
    try FileManager.default.removeItem(atPath: user.path + "/elsewhere")
    #expect(try user.run("run", "study.yaml").status == 0)

    let copies = FileManager.default.enumerator(atPath: user.data + "/sociogram/plugins")
    let files = copies?.compactMap { $0 as? String } ?? []
    #expect(!files.contains { $0.contains("__pycache__") })
    let program = try #require(files.first { $0.hasSuffix("plugin.py") })
    let copy = user.data + "/sociogram/plugins/" + program
    try (TinyPlugin().program + "# more\n").write(toFile: copy, atomically: true, encoding: .utf8)
    let run = try user.run("run", "study.yaml")
    #expect(run.status == 1)
    #expect(run.errors.contains("[plugin-changed]"), "\(run.errors)")
    try FileManager.default.removeItem(atPath: copy.replacing("/plugin.py", with: ""))
    #expect(try user.run("run", "study.yaml").errors.contains("[plugin-missing]"))
  }

  @Test func inPlaceStaysWhereItIs() throws {
    let user = try PluginUser()
    try TinyPlugin().write(to: user.path + "/tiny")
    #expect(try user.run("plugins", "add", "tiny", "--in-place", "--yes").status == 0)
    #expect(try user.run("run", "study.yaml").status == 0)
    #expect(!user.exists(user.data + "/sociogram/plugins/tiny"))
    try TinyPlugin(added: 5).write(to: user.path + "/tiny")
    let changed = try user.run("check", "study.yaml")
    #expect(changed.errors.contains("[plugin-changed]"), "\(changed.errors)")
    #expect(try user.run("plugins", "add", "tiny", "--in-place", "--yes").status == 0)
    #expect(try user.run("check", "study.yaml").status == 0)
    #expect(try user.run("plugins", "remove", "tiny").status == 0)
    #expect(user.exists("tiny/plugin.py"), "the author's folder is the author's")
    #expect(try user.run("check", "study.yaml").status == 1)
    #expect(try user.run("plugins", "remove", "tiny").status == 1)
  }

  /// Files that are the same as those added in place, in a stranger's folder, do not run from there.
  @Test func inPlaceIsTrustedInItsPlaceOnly() throws {
    let user = try PluginUser()
    try TinyPlugin().write(to: user.path + "/tiny")
    #expect(try user.run("plugins", "add", "tiny", "--in-place", "--yes").status == 0)
    try TinyPlugin().write(to: user.path + "/plugins/tiny")
    let run = try user.run("run", "study.yaml")
    #expect(run.status == 1)
    #expect(run.errors.contains("in plugins/tiny has not been added"), "\(run.errors)")
  }

  @Test func moduleNamesAreTakenOnce() throws {
    let user = try PluginUser()
    try TinyPlugin(module: "centrality.pagerank").write(to: user.path + "/builtin")
    let builtIn = try user.run("plugins", "add", "builtin", "--yes")
    #expect(builtIn.status == 1)
    #expect(builtIn.errors.contains("builtin/plugin.yaml:1:1: error"), "\(builtIn.errors)")
    #expect(builtIn.errors.contains("'centrality.pagerank', which sociogram itself has too"))
    try TinyPlugin().write(to: user.path + "/tiny")
    try TinyPlugin(name: "other").write(to: user.path + "/other")
    #expect(try user.run("plugins", "add", "tiny", "--yes").status == 0)
    let second = try user.run("plugins", "add", "other", "--yes")
    #expect(second.status == 1)
    #expect(second.errors.contains("which the plug-in 'tiny' has too"), "\(second.errors)")
    #expect(try user.run("plugins", "list").output.contains("other") == false)
  }

  /// However the list came to that: neither of two is taken.
  @Test func moduleOfTwoPlugInsIsAnError() throws {
    let user = try PluginUser()
    for name in ["tiny", "other"] {
      try TinyPlugin(name: name, module: "\(name).degree").write(to: user.path + "/" + name)
      #expect(try user.run("plugins", "add", name, "--yes").status == 0)
    }
    let list = try String(contentsOfFile: user.list, encoding: .utf8)
    // Written anew in place, so that it stays its owner's alone.
    let file = try #require(FileHandle(forWritingAtPath: user.list))
    try file.truncate(atOffset: 0)
    try file.write(contentsOf: Data(list.replacing("other.degree", with: "tiny.degree").utf8))
    try file.close()
    let check = try user.run("check", "study.yaml")
    #expect(check.status == 1)
    #expect(
      check.errors.contains("'tiny.degree' is in two plug-ins: 'other' and 'tiny'"),
      "\(check.errors)")
    #expect(check.errors.contains("[duplicate-module]"))
  }

  @Test func listedInModulesWithItsOrigin() throws {
    let user = try PluginUser()
    try TinyPlugin().write(to: user.path + "/tiny")
    #expect(try user.run("plugins", "add", "tiny", "--yes").status == 0)
    #expect(try user.run("modules", "list").output.contains("(plug-in tiny 1.0.0)"))
    #expect(
      try user.run("modules", "list", "--format", "json").output.contains("\"door\": \"process\""))
    #expect(!(try user.run("modules", "list", "--built-in").output.contains("tiny")))
    #expect(try user.run("modules", "show", "tiny.degree").output.hasPrefix("# tiny.degree"))
    #expect(try user.run("modules", "schema").output.contains("\"const\": \"tiny.degree\""))
    #expect(!(try user.run("modules", "schema", "--built-in").output.contains("tiny.degree")))
  }
}

import Foundation
import Testing

/// What a stranger's folder may hold: the question whether to add it must not be the answer.
@Suite(.enabled(if: TinyPlugin.hasPython, "python3 is not there"))
struct PluginAttackTests {
  /// Python looks for modules where it runs, and pip for files: that is not the stranger's folder.
  @Test(.enabled(if: TinyPlugin.hasPip)) func theFolderOfTheCommandIsNotLookedInto() throws {
    let user = try PluginUser()
    let marker = user.path + "/started"
    for name in ["pip.py", "sitecustomize.py", "json.py"] {
      try user.folder.write("open(\"\(marker)\", \"w\").close()\n", to: name)
    }
    try TinyPlugin().write(to: user.path + "/plugins/tiny")
    try user.folder.write("numpy>=1.0\n", to: "plugins/tiny/requirements.txt")
    let asked = try user.run("plugins", "add", "plugins/tiny")
    #expect(asked.status == 1)
    #expect(asked.errors.contains("installs  numpy>=1.0"), "\(asked.errors)")
    #expect(!user.exists(marker))
  }

  /// What is copied before the question stays in the copy.
  @Test(arguments: [
    ".venv/../../../../../written.py", "./.venv/../../../../../written.py", "lib/../plugin.py",
    "../outside.py", ".venv/./plugin.py",
  ]) func wordsThatLeadOutAreRefused(word: String) throws {
    let user = try PluginUser()
    // From where each of the words is there.
    let folder = "a/b/c/d/e/f/tiny"
    try TinyPlugin().write(to: "\(user.path)/\(folder)")
    try user.folder.write(
      "name: tiny\nversion: 1.0.0\nrun: [python3, plugin.py, \(word)]\n",
      to: "\(folder)/plugin.yaml")
    for file in [
      "\(folder)/.venv/plugin.py", "\(folder)/lib/x.py", "a/b/c/written.py", "a/b/c/d/written.py",
      "a/b/written.py", "a/b/c/d/e/f/outside.py",
    ] {
      let path = "\(user.path)/\(file)"
      try FileManager.default.createDirectory(
        at: URL(fileURLWithPath: path).deletingLastPathComponent(),
        withIntermediateDirectories: true)
      try user.folder.write("secret", to: file)
    }
    let result = try user.run("plugins", "add", folder, "--yes")
    #expect(result.status == 1)
    #expect(
      result.errors.contains("[plugin-outside]") || result.errors.contains("[plugin-files]"),
      "\(result.errors)")
    let written = FileManager.default.enumerator(atPath: user.data)?.compactMap { $0 as? String }
    #expect(written?.filter { $0.hasSuffix(".py") } ?? [] == [])
  }

  @Test func absoluteFilesAreNotPartOfThePlugIn() throws {
    let user = try PluginUser()
    try TinyPlugin().write(to: user.path + "/elsewhere")
    try TinyPlugin().write(to: user.path + "/tiny")
    try user.folder.write(
      "name: tiny\nversion: 1.0.0\nrun: [python3, \(user.path)/elsewhere/plugin.py]\n",
      to: "tiny/plugin.yaml")
    let result = try user.run("plugins", "add", "tiny", "--yes")
    #expect(result.status == 1)
    #expect(result.errors.contains("[plugin-outside]"), "\(result.errors)")
  }

  @Test(arguments: [
    "evil-1.0.tar.gz", "numpy-99.0-py3-none-any.whl", "evil.zip", "numpy @ file:///x",
    "./numpy", "numpy>=1 --index-url=x", "-r other.txt",
    "numpy>=1;x\nnumpy ; python_version>'3' -e .",
  ]) func requirementsAreNoFiles(line: String) throws {
    let user = try PluginUser()
    try TinyPlugin().write(to: user.path + "/tiny")
    try user.folder.write(line + "\n", to: "tiny/requirements.txt")
    let result = try user.run("plugins", "add", "tiny")
    #expect(result.status == 1)
    #expect(result.errors.contains("[requirement]"), "\(result.errors)")
  }

  /// A command that is proposed can be pasted.
  @Test func namesOfFoldersAreNoCommands() throws {
    let user = try PluginUser()
    let folder = "x$(touch PWNED)`touch PWNED`'\""
    try TinyPlugin().write(to: "\(user.path)/plugins/\(folder)")
    let result = try user.run("check", "study.yaml")
    let start = try #require(result.errors.firstRange(of: "then run 'sociogram "))
    let command = result.errors[start.upperBound...].prefix { $0 != "\n" }.dropLast()
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "printf '%s' \(command.dropFirst("plugins add ".count))"]
    shell.currentDirectoryURL = URL(fileURLWithPath: user.path)
    let output = Pipe()
    shell.standardOutput = output
    try shell.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    shell.waitUntilExit()
    #expect(said == "plugins/\(folder)")
    #expect(!user.exists(user.path + "/PWNED"))
  }

  /// What Python has compiled was not looked at, wherever the plug-in runs.
  @Test func bytecodeBesideTheFilesIsNotRun() throws {
    let user = try PluginUser()
    let marker = user.path + "/started"
    try TinyPlugin().write(to: user.path + "/tiny")
    let program = try String(contentsOfFile: user.path + "/tiny/plugin.py", encoding: .utf8)
    try ("import helper\n" + program).write(
      toFile: user.path + "/tiny/plugin.py", atomically: true, encoding: .utf8)
    try user.folder.write("x = 1\n", to: "tiny/helper.py")
    // Compiled from other words, with time and size of those that are looked at.
    let poison = """
      import importlib.util, importlib._bootstrap_external as b, os
      state = os.stat("tiny/helper.py")
      code = compile("open('\(marker)', 'w').close()", "helper.py", "exec")
      path = importlib.util.cache_from_source("tiny/helper.py")
      os.makedirs(os.path.dirname(path))
      data = b._code_to_timestamp_pyc(code, int(state.st_mtime), state.st_size)
      open(path, "wb").write(data)
      """
    try Self.python(poison, in: user.path)
    #expect(try user.run("plugins", "add", "tiny", "--in-place", "--yes").status == 0)
    #expect(try user.run("run", "study.yaml").status == 0)
    #expect(!user.exists(marker))
    #expect(user.exists(user.data + "/sociogram/bytecode/tiny"))
    // The poison works where nothing is done about it.
    try Self.python("import sys; sys.path.insert(0, 'tiny'); import helper", in: user.path)
    #expect(user.exists(marker))
    #expect(try user.run("plugins", "remove", "tiny").status == 0)
    #expect(!user.exists(user.data + "/sociogram/bytecode/tiny"))
  }

  private static func python(_ code: String, in folder: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", code]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  /// One that a study brings and that is broken is no reason to use another of its name.
  @Test func aBrokenVersionIsNotReplacedByAnother() throws {
    let user = try PluginUser()
    try TinyPlugin().write(to: user.path + "/tiny")
    #expect(try user.run("plugins", "add", "tiny", "--yes").status == 0)
    try TinyPlugin(version: "2.0.0").write(to: user.path + "/plugins/other-folder")
    try FileManager.default.createSymbolicLink(
      atPath: user.path + "/plugins/other-folder/link", withDestinationPath: "nowhere")
    let run = try user.run("run", "study.yaml")
    #expect(run.status == 1)
    #expect(run.errors.contains("there is no module 'tiny.degree'"), "\(run.errors)")
  }

  /// Whoever takes the place of another of the same name is shown to do so.
  @Test func anotherOfTheSameNameIsToldInTheQuestion() throws {
    let user = try PluginUser()
    try TinyPlugin().write(to: user.path + "/tiny")
    #expect(try user.run("plugins", "add", "tiny", "--yes").status == 0)
    try TinyPlugin(version: "0.1").write(to: user.path + "/other")
    let asked = try user.run("plugins", "add", "other")
    #expect(asked.errors.contains("replaces  tiny 1.0.0, added from "), "\(asked.errors)")
    #expect(try !user.run("plugins", "add", "tiny").errors.contains("replaces"))
  }

  /// After an upgrade of what it runs on, the advice that the run gives is enough.
  @Test func addingAgainRecordsWhatItRunsOn() throws {
    let user = try PluginUser()
    try TinyPlugin().write(to: user.path + "/tiny")
    let program = try String(contentsOfFile: user.path + "/tiny/plugin.py", encoding: .utf8)
    let version = user.path + "/library"
    try program.replacing(
      "\"surroundings\": {}", with: "\"surroundings\": {\"library\": open(\"\(version)\").read()}"
    ).write(toFile: user.path + "/tiny/plugin.py", atomically: true, encoding: .utf8)
    try user.folder.write("7", to: "library")
    #expect(try user.run("plugins", "add", "tiny", "--yes").status == 0)
    #expect(try user.run("run", "study.yaml").status == 0)
    #expect(try user.run("plugins", "add", "tiny").errors.contains("has not changed."))
    try user.folder.write("8", to: "library")
    let failed = try user.run("run", "study.yaml", "--no-cache")
    #expect(failed.status == 1)
    #expect(failed.errors.contains("its library is '8', and was '7'"), "\(failed.errors)")
    #expect(failed.errors.contains("run 'sociogram plugins add \(user.path)/tiny' again"))
    let again = try user.run("plugins", "add", "tiny")
    #expect(again.status == 0)
    #expect(again.errors.contains("it was recorded anew"), "\(again.errors)")
    #expect(try user.run("run", "study.yaml").status == 0)
    #expect(user.text("out/study/manifest.json").contains("\"library\": \"8\""))
  }
}

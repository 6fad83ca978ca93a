import Foundation
import Testing

/// Lists that are damaged, folders that cannot be used, plug-ins that want too much.
@Suite(.enabled(if: TinyPlugin.hasPython, "python3 is not there"))
struct PluginDamageTests {
  private static let plain =
    "study: Plain\nstages:\n  - use: import.csv\n    with: {edges: ties.csv}\n"

  @Test(arguments: [
    "{", "[]", "{\"format\": 1, \"plugins\": [{}]}", "{\"format\": 99, \"plugins\": []}", "",
  ])
  func damagedListTrustsNothing(text: String) throws {
    let user = try PluginUser()
    try user.folder.write(Self.plain, to: "plain.yaml")
    try TinyPlugin().write(to: user.path + "/tiny")
    #expect(try user.run("plugins", "add", "tiny", "--yes").status == 0)
    try text.write(toFile: user.list, atomically: true, encoding: .utf8)
    for arguments in [["list"], ["remove", "tiny"], ["add", "tiny", "--yes"]] {
      let result = try Program.run(
        ["plugins"] + arguments, in: user.path, environment: ["XDG_DATA_HOME": user.data])
      #expect(result.status == 1, "\(arguments)")
      #expect(result.errors.contains("[plugin-list]"), "\(result.errors)")
    }
    let run = try user.run("run", "study.yaml")
    #expect(run.status == 1)
    #expect(run.errors.contains("the list of added plug-ins is damaged"))
    // What needs no plug-in works.
    let plain = try user.run("run", "plain.yaml")
    #expect(plain.status == 0)
    #expect(plain.errors.contains("warning: the list of added plug-ins is damaged"))
    #expect(try String(contentsOfFile: user.list, encoding: .utf8) == text, "left as it is")
  }

  @Test func listThatOthersMayWriteIsNotBelieved() throws {
    let user = try PluginUser()
    try TinyPlugin().write(to: user.path + "/tiny")
    #expect(try user.run("plugins", "add", "tiny", "--yes").status == 0)
    let attributes = try FileManager.default.attributesOfItem(atPath: user.list)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: user.list)
    let run = try user.run("run", "study.yaml")
    #expect(run.status == 1)
    #expect(run.errors.contains("others may write to it"), "\(run.errors)")
  }

  @Test func addsAtOnceAllCount() throws {
    let user = try PluginUser()
    let names = (0..<6).map { "tiny\($0)" }
    for name in names {
      try TinyPlugin(name: name, module: "\(name).degree").write(to: user.path + "/" + name)
    }
    let done = DispatchGroup()
    let (folder, data) = (user.path, user.data)
    for name in names {
      done.enter()
      Thread.detachNewThread {
        _ = try? Program.run(
          ["plugins", "add", name, "--yes"], in: folder, environment: ["XDG_DATA_HOME": data])
        done.leave()
      }
    }
    done.wait()
    let list = try user.run("plugins", "list").output
    for name in names { #expect(list.contains("\(name) 1.0.0: ready"), "\(list)") }
  }

  @Test func pathsWithBlanksAndQuotes() throws {
    let user = try PluginUser()
    try TinyPlugin().write(to: user.path + "/plugins/it's my plug-in")
    let check = try user.run("check", "study.yaml")
    #expect(check.errors.contains(#"'sociogram plugins add 'plugins/it'\''s my plug-in''"#))
    let added = try user.run("plugins", "add", "plugins/it's my plug-in", "--yes")
    #expect(added.status == 0, "\(added.errors)")
    #expect(try user.run("run", "study.yaml").status == 0)
  }

  @Test func dataFolderThatCannotBeWritten() throws {
    let user = try PluginUser()
    try TinyPlugin().write(to: user.path + "/tiny")
    // Even for a user who may write everywhere: a file is in the way.
    let added = try user.run("plugins", "add", "tiny", "--yes", data: user.path + "/ties.csv")
    #expect(added.status == 73)
    #expect(added.errors.contains("[data-folder]"), "\(added.errors)")
    try user.folder.write(Self.plain, to: "plain.yaml")
    #expect(try user.run("run", "plain.yaml", data: user.path + "/ties.csv").status == 0)
  }

  @Test func linkOutOfTheFolderIsRefused() throws {
    let user = try PluginUser()
    let files = FileManager.default
    try TinyPlugin().write(to: user.path + "/tiny")
    for target in ["../ties.csv", user.path + "/ties.csv", "/etc/passwd", "nowhere", ".."] {
      let link = user.path + "/tiny/data"
      try files.createSymbolicLink(atPath: link, withDestinationPath: target)
      let added = try user.run("plugins", "add", "tiny", "--yes")
      #expect(added.status == 1)
      #expect(
        added.errors.contains("[plugin-files]") && added.errors.contains("tiny/data"),
        "\(target): \(added.errors)")
      try files.removeItem(atPath: link)
    }
    try files.createSymbolicLink(
      atPath: user.path + "/tiny/again.py", withDestinationPath: "plugin.py")
    #expect(try user.run("plugins", "add", "tiny", "--yes").status == 0)
    #expect(try user.run("run", "study.yaml").status == 0)
  }

  @Test(arguments: [
    "--index-url https://example.org/simple", "-e .", "-r more.txt", "numpy @ file:///tmp/numpy",
    "https://example.org/a.whl", "./local", "numpy --no-binary numpy", "numpy -i x",
  ])
  func requirementsAreNamesOnly(line: String) throws {
    let user = try PluginUser()
    try TinyPlugin().write(to: user.path + "/tiny")
    try user.folder.write("# what it needs\n\(line)\n", to: "tiny/requirements.txt")
    let added = try user.run("plugins", "add", "tiny", "--yes")
    #expect(added.status == 1)
    #expect(added.errors.contains("tiny/requirements.txt:2:1: error"), "\(added.errors)")
    #expect(!user.exists(user.data + "/sociogram/environments"))
  }

  @Test func manifestIsCheckedWithItsPlaces() throws {
    let user = try PluginUser()
    try TinyPlugin().write(to: user.path + "/tiny")
    try user.folder.write("name: Tiny!\nversoin: 1\nrun: python3\n", to: "tiny/plugin.yaml")
    let added = try user.run("plugins", "add", "tiny", "--yes")
    #expect(added.status == 1)
    #expect(added.errors.contains("tiny/plugin.yaml:2:1: error"), "\(added.errors)")
    #expect(added.errors.contains("did you mean 'version'?"))
    #expect(try user.run("plugins", "add", "nothing", "--yes").status == 1)
  }

  /// What is loaded must be what was looked at.
  @Test(arguments: ["../evil.so", "/tmp/evil.so", "inner/../../evil.so", "not-built.so"])
  func libraryIsAFileOfTheFolder(library: String) throws {
    let user = try PluginUser()
    try user.folder.write("", to: "evil.so")
    try TinyPlugin().write(to: user.path + "/tiny")
    try user.folder.write(
      "name: tiny\nversion: 1.0.0\nlibrary: \(library)\n", to: "tiny/plugin.yaml")
    for command in ["add", "test"] {
      let result = try user.run("plugins", command, "tiny")
      #expect(result.status == 1)
      #expect(result.errors.contains("[plugin-library-missing]"), "\(result.errors)")
      #expect(result.errors.contains("tiny/plugin.yaml:1:1: error"))
    }
  }

  @Test func programThatDoesNotStart() throws {
    let user = try PluginUser()
    try TinyPlugin().write(to: user.path + "/tiny")
    try user.folder.write(
      "name: tiny\nversion: 1.0.0\nrun: [no-such-program]\n", to: "tiny/plugin.yaml")
    let added = try user.run("plugins", "add", "tiny", "--yes")
    #expect(added.status == 1)
    #expect(added.errors.contains("no-such-program"), "\(added.errors)")
    #expect(!user.exists(user.list))
    let left = try? FileManager.default.contentsOfDirectory(
      atPath: user.data + "/sociogram/plugins")
    #expect(left ?? [] == [], "no copy is left behind")
  }
}

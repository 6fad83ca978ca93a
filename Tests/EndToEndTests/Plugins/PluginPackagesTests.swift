import Foundation
import Testing

/// What `requirements.txt` asks for is installed for the plug-in alone.
@Suite(.enabled(if: TinyPlugin.hasPip, "python3 has no pip"))
struct PluginPackagesTests {
  /// Makes a wheel of one module, as pip wants it.
  private static let wheel = """
    import sys, zipfile
    info = "tinydep-1.0.dist-info"
    with zipfile.ZipFile(sys.argv[1] + "/tinydep-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("tinydep.py", "MORE = 10\\n")
        wheel.writestr(info + "/METADATA", "Metadata-Version: 2.1\\nName: tinydep\\nVersion: 1.0\\n")
        wheel.writestr(info + "/WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "/RECORD", f"tinydep.py,,\\n{info}/METADATA,,\\n{info}/WHEEL,,\\n{info}/RECORD,,\\n")
    """

  @Test func wheelsOnlyAndForThePlugInAlone() throws {
    let user = try PluginUser()
    #expect(Program.succeeds(["python3", "-c", Self.wheel, user.path]))
    try TinyPlugin().write(to: user.path + "/tiny")
    let program = TinyPlugin().program
      .replacing("import json,", with: "import tinydep\nimport json,")
      .replacing("b - a + 1", with: "b - a + tinydep.MORE")
    try user.folder.write(program, to: "tiny/plugin.py")
    try user.folder.write("tinydep==1.0\n", to: "tiny/requirements.txt")
    let environment = [
      "XDG_DATA_HOME": user.data, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": user.path,
    ]
    func run(_ arguments: String...) throws -> Program.Result {
      try Program.run(arguments, in: user.path, environment: environment)
    }
    let added = try run("plugins", "add", "tiny", "--yes")
    #expect(added.status == 0, "\(added.errors)")
    #expect(added.errors.contains("installs  tinydep==1.0"))
    let result = try run("run", "study.yaml")
    #expect(result.status == 0, "\(result.errors)")
    #expect(user.text("out/study/nodes.csv").contains("b,12"))
    #expect(!Program.succeeds(["python3", "-c", "import tinydep"]), "installed for it alone")

    try FileManager.default.removeItem(atPath: user.data + "/sociogram/environments")
    #expect(try run("check", "study.yaml").errors.contains("[plugin-missing]"))
    #expect(try run("plugins", "add", "tiny", "--yes").status == 0)
    #expect(try run("check", "study.yaml").status == 0)

    try user.folder.write("no-such-package==7.0\n", to: "tiny/requirements.txt")
    let missing = try run("plugins", "add", "tiny", "--yes")
    #expect(missing.status == 1)
    #expect(missing.errors.contains("[requirements]"), "\(missing.errors)")
    let left = try FileManager.default.contentsOfDirectory(
      atPath: user.data + "/sociogram/environments")
    #expect(left.count == 1, "nothing half installed: \(left)")
  }
}

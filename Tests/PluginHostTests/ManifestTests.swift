import ModuleKit
import PluginHost
import Testing

@Suite struct ManifestTests {
  private func node(_ json: JSON) -> ConfigNode {
    ConfigNode(json, at: Diagnostic.Location(file: "plugin.yaml"))
  }

  private func problems(_ json: JSON) -> [String] {
    do {
      _ = try PluginManifest(node(json))
      return []
    } catch {
      return error.all.map(\.message)
    }
  }

  @Test func aProgramAndALibraryAreRead() throws {
    let program = try PluginManifest(
      node(["name": "re-search", "version": .number(1.5), "run": ["python3", "plugin.py"]]))
    #expect(program.name == "re-search")
    #expect(program.version == "1.5")
    #expect(program.run == ["python3", "plugin.py"])
    #expect(program.library == nil)
    #expect(program.memoryMegabytes == nil)
    let large = try PluginManifest(
      node(["name": "a", "version": "1", "run": ["x"], "memory_megabytes": 16384]))
    #expect(large.memoryMegabytes == 16384)
    let library = try PluginManifest(node(["name": "a", "version": "1", "library": "a.so"]))
    #expect(library.library == "a.so")
    #expect(library.run == nil)
  }

  @Test func allProblemsAreNamedAtOnce() {
    #expect(
      problems(["name": "Big", "vers": "1", "run": "python3 plugin.py"]) == [
        "there is no key 'vers' in a plug-in's description", "'version' is missing",
        "a plug-in cannot be called 'Big'",
        "'run' must be a list of a program and its arguments, not the quoted text 'python3 plugin.py'",
      ])
    #expect(problems([1]) == ["a plug-in is described by a mapping, not a list"])
    #expect(problems(["name": "a", "version": "1"]) == ["'run' is missing"])
    #expect(
      problems(["name": "a", "version": "1", "run": []])
        == ["'run' must be a list of a program and its arguments, not a list"])
    for wrong in [0, -1, .number(1.5), "much", 99_999_999_999, .null, .array([])] as [JSON] {
      let found = problems(["name": "a", "version": "1", "run": ["x"], "memory_megabytes": wrong])
      #expect(found.count == 1)
      #expect(found[0].hasPrefix("'memory_megabytes' must be a whole number from 1 to 16777216"))
    }
    #expect(
      problems(["name": "a", "version": "1", "library": "y", "memory_megabytes": 1])
        == ["a library is a part of the program, whose memory has no limit"])
    #expect(
      problems(["name": "a", "version": "1", "run": ["", "x"]]) == ["'run' names no program"])
    #expect(
      problems(["name": "a", "version": "1", "run": ["x"], "library": "y"])
        == ["a plug-in has either 'run' or 'library'"])
  }
}

import Foundation
import ModuleKit
import PluginHost
import Testing

extension WithProcesses {
  @Suite struct Results {
    private static let network: Network = {
      var network = Network(sketch: "a-b:2 b-c:3 c-a:4 c-d:5")
      network.nodes.set("year", .integers([1, 2, 3, 4]))
      network.nodes.set("other", .texts(["x", nil, "y", "x"]))
      return network
    }()

    @Test func oneOfEverythingArrives() throws {
      let rig = Rig("full.py", module: Manuals.full)
      let result = try rig.run(Self.network, with: ["k": 7, "column": "other"])
      #expect(result.nodes["number"] == .numbers([0.5, 0.5, 0.5, 0.5]))
      #expect(result.nodes.convention(of: "number") == "as it comes")
      #expect(result.nodes["integer"] == .missing(.integer, count: 4))
      #expect(result.nodes["boolean"] == .missing(.boolean, count: 4))
      guard case .texts(let texts)? = result.nodes["text"] else {
        Issue.record("no texts")
        return
      }
      #expect(texts.dictionary == ["x", "y"])
      #expect(texts.codes == [1, 0, 1, -1])
      #expect(result.edges["twice"] == .integers([2, 2, 2, 2]))
      let table = try #require(result.table("sizes"))
      #expect(table.title == "Sizes")
      #expect(table.note == "nodes, then edges")
      #expect(table.rows["n"] == .integers([4, 4]))
      #expect(
        result.methods == [
          MethodNote(
            .measure("number"), "It is one half.", french: "C'est la moitié.", caption: "half",
            reference: "Half (1999)")
        ])
    }

    @Test func itIsGivenWhatItAsksForOnly() throws {
      let rig = Rig("full.py", module: Manuals.full)
      let result = try rig.run(Self.network, with: ["k": 7, "column": "other"], threads: 3)
      let document = try #require(result.documents.first)
      #expect(document.path == "given.json")
      let given = try JSON(parsing: document.bytes)
      let graph = ["arc_edges", "neighbors"]
      let columns = [
        "node:other.bytes", "node:other.codes", "node:other.ends", "node:year", "offsets",
        "sources", "targets", "weight",
      ]
      #expect(given["arrays"] == .array((graph + columns).map(JSON.string)))
      #expect(
        given["parameters"]
          == [
            "column": "other", "file": .null, "flag": false, "k": 7, "mode": "x", "names": ["a"],
            "share": .number(0.5), "tie": .null,
          ])
      var random = RandomSource(seed: 7, stream: "test.full//0")
      #expect(given["seed"] == .string(String(random.next())))
      #expect(given["threads"] == 3)
      #expect(given["title"] == "Study")
      #expect(given["network"]?["weight"] == ["column": "weight", "meaning": "strength"])
    }

    /// A name is what it is, not what a sentence shows of it.
    @Test(arguments: [60, 61, 200]) func longNamesArrive(length: Int) throws {
      let name = String(repeating: "n", count: length)
      var module = Rig.manual
      module["writes"] = [["kind": "node_column", "name": .string(name), "type": "number"]]
      let rig = Rig("degree.py", module: module, arguments: [name])
      #expect(try rig.run(Self.network).nodes[name] != nil)
    }

    @Test func whatItSaysIsShownWhereItBelongs() throws {
      let rig = Rig("full.py", module: Manuals.full)
      _ = try rig.run(Self.network, with: ["k": 7])
      #expect(rig.notices.map(\.severity) == [.warning, .note])
      #expect(rig.notices.map(\.id) == ["small-k", "about-k"])
      #expect(rig.notices.first?.help == "use more")
    }

    @Test func aColumnThatIsNotThereIsMissed() throws {
      let rig = Rig("full.py", module: Manuals.full)
      #expect(rig.failure()?.message == "there is no node column 'year' at this stage")
      // Nothing is wrong with the plug-in.
      _ = try rig.run(Self.network)
      #expect(rig.pool.starts(of: rig.plugin) == 1)
    }

    @Test(arguments: [
      (
        "has_another_name",
        "plug-in 'test' failed: it says that its name is 'other', and plugin.yaml 'test' [plugin-protocol]"
      ),
      ("refuses_to_start", "plug-in 'test' failed: the licence has run out [no-licence]"),
      (
        "ends_early",
        "plug-in 'test' failed: it ended with status 1 before it had answered [plugin-ended]"
      ),
    ]) func whatCannotBeDescribedSaysWhy(script: String, message: String) throws {
      let pool = PluginPool(host: "sociogram tests")
      let manifest = PluginManifest(
        name: "test", version: "1", door: .run([Rig.python, script + ".py"]))
      let error = #expect(throws: Diagnostics.self) {
        try pool.describe(
          folder: Rig.folder + "/Misbehaving", manifest: manifest,
          environment: ["PYTHONPATH": Rig.folder + "/Plugins"])
      }
      #expect(error?.all.map { "\($0.message) [\($0.id)]" } == [message])
    }

    @Test func aDescriptionIsAsked() throws {
      let pool = PluginPool(host: "sociogram tests")
      let manifest = PluginManifest(
        name: "test", version: "1", door: .run([Rig.python, "described.py"]))
      let description = try pool.describe(
        folder: Rig.folder + "/Plugins", manifest: manifest)
      #expect(description["surroundings"] == ["numpy": "2.1.0", "python": "3"])
      guard case .array(let modules)? = description["modules"] else {
        Issue.record("no modules")
        return
      }
      #expect(modules.map { $0["name"] } == ["test.one"])
      let plugin = InstalledPlugin(
        folder: "/f", manifest: manifest, sha256: "ab", description: description)
      let entry = try #require(try pool.entries(of: plugin).first)
      #expect(entry.origin?.environment == ["numpy": "2.1.0", "python": "3"])
      #expect(entry.manual.name == "test.one")
    }
  }
}

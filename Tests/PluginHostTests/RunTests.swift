import Foundation
import ModuleKit
import PluginHost
import Testing

extension WithProcesses {
  @Suite struct Runs {
    let network = Network(sketch: "a-b b-c c-a c-d")

    @Test func aPlugInMakesAColumn() throws {
      let rig = Rig("degree.py")
      let result = try rig.run(network)
      #expect(result.nodes["x"] == .numbers([2, 2, 3, 1]))
      rig.pool.close()
      #expect(rig.processes() == [])
    }

    @Test func stagesTakeTurns() {
      let rig = Rig("degree.py")
      let network = network
      DispatchQueue.concurrentPerform(iterations: 8) { _ in
        let result = try? rig.run(network)
        #expect(result?.nodes["x"] == .numbers([2, 2, 3, 1]))
      }
      #expect(rig.pool.starts(of: rig.plugin) == 1)
    }

    /// As where a long-running program sees it being added again, with files or surroundings that have changed.
    @Test(arguments: ["sha256", "surroundings", "environment"])
    func onlyTheNewestOfANameRuns(what: String) throws {
      let rig = Rig("degree.py")
      _ = try rig.run(network)
      #expect(rig.processes().count > 1)
      let old = rig.plugin
      let newer = InstalledPlugin(
        folder: old.folder, manifest: old.manifest, sha256: what == "sha256" ? "4567" : old.sha256,
        description: what == "surroundings"
          ? ["modules": [Rig.manual], "surroundings": ["library": "2"]] : old.description,
        environment: what == "environment"
          ? old.environment.merging(["MORE": "1"]) { $1 } : old.environment)
      _ = try rig.pool.entries(of: newer)
      #expect(rig.processes() == [])
    }

    @Test func fiveStagesStartItOnce() throws {
      let rig = Rig("degree.py")
      for _ in 0..<5 { _ = try rig.run(network) }
      #expect(rig.pool.starts(of: rig.plugin) == 1)
      #expect(!rig.processes().isEmpty)
      rig.pool.close()
      #expect(rig.processes() == [])
    }
  }
}

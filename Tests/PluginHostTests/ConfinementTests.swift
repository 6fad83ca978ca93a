import Foundation
import ModuleKit
import PluginHost
import Testing

extension WithProcesses {
  @Suite struct Confinement {
    private func found(namespaces: Bool = true) throws -> JSON {
      var limits = PluginLimits(memoryMegabytes: 1000)
      limits.usesNamespaces = namespaces
      let rig = Rig("surroundings.py", limits: limits)
      let failure = try #require(rig.failure())
      #expect(failure.id == "found", "\(failure)")
      return try JSON(parsing: Array(failure.message.utf8))
    }

    @Test func aPlugInSeesNothingOfTheUsers() throws {
      let found = try found()
      #expect(
        found["variables"]
          == .array(
            [
              "BLIS_NUM_THREADS", "HOME", "LANG", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS",
              "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "PATH", "POLARS_MAX_THREADS",
              "PYTHONDONTWRITEBYTECODE", "PYTHONHASHSEED", "PYTHONPATH", "RAYON_NUM_THREADS",
              "SOCIOGRAM_TEST_MARK", "TEMP", "TMP", "TMPDIR", "TZ",
            ].map(JSON.string)))
      #expect(found["home"] == true)
      #expect(found["mode"] == "0o700")
      #expect(found["empty"] == true)
      #expect(found["folder"] == "Plugins")
    }

    @Test(arguments: [true, false]) func limitsHold(namespaces: Bool) throws {
      let found = try found(namespaces: namespaces)
      #expect(found["memory"] == .integer(1000 << 20))
      #expect(found["core"] == 0)
      #expect(found["session"] == true)
      // The fourth is the listing itself.
      #expect(found["files"] == ["0", "1", "2", "3"])
    }

    @Test func thereIsNoNetworkWhereThatIsSaid() throws {
      let protections = Protections.here()
      #expect(protections.count == 9)
      #expect(protections.allSatisfy { $0.holds == $0.reason.isEmpty })
      guard protections.contains(Protection(name: "no-network", holds: true)) else { return }
      #expect(try found()["network"] == "OSError 101")
    }

    @Test func thePrivateFolderGoes() throws {
      let rig = Rig("surroundings.py")
      let failure = try #require(rig.failure())
      guard case .string(let folder)? = try JSON(parsing: Array(failure.message.utf8))["private"]
      else {
        Issue.record("no folder in: \(failure)")
        return
      }
      #expect(FileManager.default.fileExists(atPath: "\(folder)/leftover"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["leftover"])
      rig.pool.close()
      #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test func aMissingConfinementIsNamed() {
      var limits = PluginLimits()
      limits.confine = "/nowhere/sociogram-confine"
      #expect(Protections.here(limits: limits).map(\.holds) == [false])
      #expect(
        Rig("degree.py", limits: limits).failure()?.message
          == "plug-in 'test' failed in 'test.run': it could not be started: the program that confines plug-ins is missing or cannot be run: /nowhere/sociogram-confine"
      )
    }
  }
}

import Foundation
import ModuleKit
import PluginHost
import Testing

extension WithProcesses {
  /// How plug-ins end, with and without namespaces of their own.
  @Suite struct Ends {
    let network = Network(sketch: "a-b b-c c-a c-d")

    /// So large that no pipe holds it.
    static let large: Network = {
      let count = 300_000
      let graph = Graph(
        nodeCount: count, isDirected: false, sources: (0..<Int32(count - 1)).map { $0 },
        targets: (1..<Int32(count)).map { $0 })
      return Network(graph: graph, ids: (0..<count).map { String(1_000_000 + $0) })
    }()

    private func rig(_ words: String..., namespaces: Bool = true) -> Rig {
      var limits = PluginLimits(cancelSeconds: 0.3)
      limits.usesNamespaces = namespaces
      return Rig("stubborn.py", limits: limits, arguments: words)
    }

    /// Cancels a run after a moment; the time that it took to end then.
    private func cancel(_ rig: Rig, _ network: Network) -> Duration {
      let cancellation = Cancellation()
      let cancelled = Date.timeIntervalSinceReferenceDate + 1
      DispatchQueue.global().asyncAfter(deadline: .now() + 1) { cancellation.cancel() }
      #expect(throws: Cancelled.self) { try rig.run(network, cancellation: cancellation) }
      return .seconds(Date.timeIntervalSinceReferenceDate - cancelled)
    }

    @Test(arguments: ["reads nothing", "ignores cancel", "stops itself"], [true, false])
    func aDeafPlugInIsKilled(what: String, namespaces: Bool) {
      let rig = rig(what, namespaces: namespaces)
      #expect(cancel(rig, what == "reads nothing" ? Self.large : network) < .seconds(3))
      #expect(rig.processes() == [])
    }

    @Test func aPlugInThatHeedsCancelIsKept() throws {
      let rig = rig("heeds cancel")
      _ = cancel(rig, network)
      _ = try rig.run(network)
      #expect(rig.pool.starts(of: rig.plugin) == 1)
    }

    @Test func whatItSaysWithoutListeningCounts() throws {
      let rig = rig("answers without reading")
      #expect(rig.failure(Self.large)?.id == "too-large")
      // It has not read its input to the end, and is no partner for another run.
      #expect(rig.failure(Self.large)?.id == "too-large")
      #expect(rig.pool.starts(of: rig.plugin) == 2)
      rig.pool.close()
      #expect(rig.processes() == [])
    }

    @Test(arguments: ["ends", "stays"], [true, false])
    func childrenEndWithIt(how: String, namespaces: Bool) throws {
      let rig = rig("leaves children", how, namespaces: namespaces)
      if how == "ends" {
        #expect(rig.failure()?.id == "plugin-ended")
      } else {
        _ = try rig.run(network)
        #expect(rig.showsProcesses(7))
        rig.pool.close()
      }
      #expect(rig.processes() == [])
    }

    @Test(arguments: [true, false]) func itsFolderGoesWhateverIsInIt(namespaces: Bool) throws {
      let rig = rig("fills its folder", namespaces: namespaces)
      let folder = try #require(rig.failure()).message
      #expect(FileManager.default.fileExists(atPath: folder))
      rig.pool.close()
      #expect(!FileManager.default.fileExists(atPath: folder))
    }

    /// Orphans that have ended do not pile up until the plug-in ends.
    @Test(arguments: [true, false]) func orphansAreReaped(namespaces: Bool) throws {
      let rig = rig("leaves orphans", namespaces: namespaces)
      #expect(rig.failure()?.id == "orphans")
      let supervisors = rig.processes().compactMap { Int32($0) }
      #expect(!supervisors.isEmpty)
      #expect(supervisors.flatMap(zombies).count < 5)
      rig.pool.close()
    }

    private func zombies(below parent: Int32) -> [String] {
      let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
      return all.filter { Int($0) != nil }.filter { process in
        let state = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
        let words = state.split(separator: ")").last?.split(separator: " ") ?? []
        return words.count > 1 && words[0] == "Z" && words[1] == String(parent)
      }
    }

    @Test(arguments: ["answers twice", "dies idle", "dies when asked again"])
    func theNextStageStartsItAgain(what: String) throws {
      let rig = rig(what)
      for _ in 0..<2 {
        _ = try rig.run(network)
        Thread.sleep(forTimeInterval: 0.3)
      }
      #expect(rig.pool.starts(of: rig.plugin) == 2)
    }

    /// The program that confines plug-ins is told by the end of a stream that its host has gone, however it went.
    @Test(arguments: [true, false]) func itEndsWithItsHost(namespaces: Bool) throws {
      let rig = Rig("")
      let (host, ready) = (Pipe(), Pipe())
      let process = Process()
      process.executableURL = URL(fileURLWithPath: PluginLimits.standardConfine)
      process.arguments =
        (namespaces ? [] : ["--plain"]) + [
          "--control", "0", "--", "sh", "-c",
          "for i in 1 2 3; do (trap '' TERM HUP INT; setsid sleep 1000) & done; echo ready; wait",
        ]
      process.environment = rig.plugin.environment.merging(
        ["PATH": "/usr/local/bin:/usr/bin:/bin"]
      ) { $1 }
      process.standardInput = host
      process.standardOutput = ready
      try process.run()
      #expect(ready.fileHandleForReading.availableData == Data("ready\n".utf8))
      #expect(rig.showsProcesses(5))
      try host.fileHandleForWriting.close()
      process.waitUntilExit()
      #expect(rig.processes() == [])
    }

    @Test func itEndsWithThePool() throws {
      var rig: Rig? = Rig("degree.py")
      _ = try rig?.run(network)
      let processes = try #require(rig?.processes())
      #expect(!processes.isEmpty)
      rig = nil
      for process in processes {
        #expect(!FileManager.default.fileExists(atPath: "/proc/\(process)"))
      }
    }

    @Test func aMissingProgramIsNamed() {
      let rig = Rig("", run: ["sociogram-no-such-program", "x"])
      let failure = rig.failure()
      #expect(failure?.id == "plugin-not-started")
      #expect(
        failure?.message
          == "plug-in 'test' failed in 'test.run': it could not be started: there is no program 'sociogram-no-such-program'"
      )
      #expect(failure?.help == "is it installed, and on the PATH?")
      let other = Rig("", run: ["./wire.py"])
      #expect(other.failure()?.message.hasSuffix("'./wire.py': Permission denied") == true)
    }

    @Test func nothingIsLeftBehindByTwentyRuns() throws {
      let before = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
      for _ in 0..<20 { _ = try Rig("degree.py").run(network) }
      let after = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
      // Other tests run beside this one: twenty plug-ins that leave something behind would still stand out.
      #expect(after < before + 15)
    }
  }
}

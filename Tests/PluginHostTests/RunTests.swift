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

import Foundation
import GraphvizKit
import Testing

extension WithProcesses {
  @Suite struct Leaks {
    @Test func nothingIsLeftBehindByFiftyDrawings() throws {
      // The first call may open files that stay open.
      _ = try WithProcesses.worker.render(Scene(), formats: [.svg])
      let before = try openFiles()
      let impatient = RenderWorker(limits: RenderLimits(seconds: 0.01))
      for index in 0..<50 {
        if index % 3 == 0 {
          _ = try? impatient.render(Scene(), formats: [.svg])
        } else {
          _ = try WithProcesses.worker.render(Scene(), formats: [.svg])
        }
      }
      #expect(try openFiles() == before)
      var status: Int32 = 0
      #expect(unsafe waitpid(-1, &status, WNOHANG) == -1, "a process is left")
    }

    @Test func manyThreadsMayDraw() {
      DispatchQueue.concurrentPerform(iterations: 12) { _ in
        let rendering = try? WithProcesses.worker.render(Scene(), formats: [.svg])
        #expect(rendering?[.svg].isEmpty == false)
      }
    }

    private func openFiles() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }
  }
}

func wait(seconds: Double) { Thread.sleep(forTimeInterval: seconds) }

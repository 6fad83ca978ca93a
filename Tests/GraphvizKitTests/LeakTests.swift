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
      // Other tests run beside this one and have files and children of their own: fifty drawings
      // that leave something behind would still stand out.
      #expect(try openFiles() < before + 25)
      #expect(try unawaitedChildren() < 10)
    }

    @Test func manyThreadsMayDraw() {
      DispatchQueue.concurrentPerform(iterations: 12) { _ in
        let rendering = try? WithProcesses.worker.render(Scene(), formats: [.svg])
        #expect(rendering?[.svg].isEmpty == false)
      }
    }

    /// Processes of ours that have ended and wait to be collected.
    private func unawaitedChildren() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }
        .count { process in
          let text = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
          // After the name in brackets: state, parent.
          let fields = (text.split(separator: ")").last ?? "").split(separator: " ")
          return fields.count > 1 && fields[0] == "Z" && fields[1] == "\(getpid())"
        }
    }

    private func openFiles() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }
  }
}

func wait(seconds: Double) { Thread.sleep(forTimeInterval: seconds) }

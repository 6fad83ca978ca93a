import Foundation
import GraphvizKit
import Testing

extension WithProcesses {
  @Suite struct Failures {
    @Test func aLayoutThatTakesTooLongIsKilled() {
      let worker = RenderWorker(limits: RenderLimits(seconds: 1))
      let elapsed = ContinuousClock().measure {
        #expect(throws: RenderFailure.timedOut(seconds: 1)) {
          try worker.render(dot: enormousGraph, engine: .neato, formats: [.svg])
        }
      }
      #expect(elapsed > .seconds(1) && elapsed < .seconds(2))
    }

    @Test func processorTimeIsLimited() {
      let worker = RenderWorker(limits: RenderLimits(processorSeconds: 1))
      #expect(throws: RenderFailure.processorTimeExceeded(seconds: 1)) {
        try worker.render(dot: enormousGraph, engine: .neato, formats: [.svg])
      }
    }

    @Test(arguments: [8, 300]) func memoryIsLimited(megabytes: Int) {
      let worker = RenderWorker(limits: RenderLimits(memoryMegabytes: megabytes))
      let scene = Scene(size: Size(width: 12_000, height: 8_000))
      #expect(throws: RenderFailure.outOfMemory(limitMegabytes: megabytes)) {
        try worker.render(scene, formats: [.png(dpi: 72)])
      }
    }

    @Test func aDrawingCanBeCancelled() {
      let start = ContinuousClock.now
      #expect(throws: RenderFailure.cancelled) {
        try WithProcesses.worker.render(dot: enormousGraph, engine: .neato, formats: [.svg]) {
          start.duration(to: .now) > .milliseconds(100)
        }
      }
      #expect(start.duration(to: .now) < .seconds(30))
    }

    @Test func aMissingProgramIsNamed() {
      let worker = RenderWorker(executable: "/nowhere/sociogram-render")
      #expect(throws: RenderFailure.executableMissing(path: "/nowhere/sociogram-render")) {
        try worker.render(Scene(), formats: [.svg])
      }
      #expect(throws: RenderFailure.self) {
        try RenderWorker(executable: "/").render(Scene(), formats: [.svg])
      }
    }

    @Test func aCrashIsNamed() throws {
      let crash = try failure(of: "cat >/dev/null; echo oh dear >&2; kill -SEGV $$")
      #expect(crash == .crashed(signal: SIGSEGV, messages: "oh dear"))
      #expect(crash?.description.contains("(segmentation fault): oh dear") == true)
    }

    @Test(arguments: [
      "cat >/dev/null; echo hello", "exit 0", "exit 3", "exec 0<&-; sleep 0.1; exit 0",
      "cat >/dev/null; printf '0 5\\nab'", "cat >/dev/null; printf '9 1\\nadone 1\\n'",
      "cat >/dev/null; printf '0 1\\na'", "cat >/dev/null; printf '0 1\\nadone 1\\nmore'",
      "cat >/dev/null; printf '0 -1\\ndone 1\\n'",
    ])
    func aWrongAnswerIsNamed(script: String) throws {
      guard case .garbledAnswer? = try failure(of: script) else {
        Issue.record("\(script)")
        return
      }
    }

    @Test func aProgramThatClosesItsOutputAndSleepsIsKilled() throws {
      #expect(try failure(of: "exec >&- 2>&-; sleep 60", seconds: 0.5) == .timedOut(seconds: 0.5))
      #expect(try failure(of: "sleep 60 & exit 0", seconds: 0.5) == .timedOut(seconds: 0.5))
    }

    @Test func aGraphThatCannotBeReadIsNamed() throws {
      for text in ["graph { a -- b; c -> d }", "", "nonsense", "graph { a [label=\"x] }"] {
        let failure = #expect(throws: RenderFailure.self) {
          try WithProcesses.worker.render(dot: text, formats: [.svg])
        }
        guard case .unreadableGraph(let messages)? = failure else {
          Issue.record("\(text): \(String(describing: failure))")
          continue
        }
        #expect(!messages.isEmpty)
      }
    }

    @Test func aLabelGraphvizCannotReadIsAFailure() throws {
      let failure = #expect(throws: RenderFailure.self) {
        let text = #"graph { a [pos="0,0" label=<<b>x</i>>] }"#
        return try WithProcesses.worker.render(dot: text, formats: [.svg])
      }
      guard case .layoutFailed? = failure else {
        Issue.record("\(String(describing: failure))")
        return
      }
    }

    @Test func numbersThatAreNoneAreRefused() {
      var scene = Scene()
      scene.node(at: Point(x: .nan, y: 1), diameter: 5, fill: .black)
      var other = Scene()
      other.background.circle(center: Point(x: 1, y: .infinity), radius: 4, fill: .black)
      for scene in [scene, other, Scene(size: Size(width: 1e5, height: 10))] {
        let failure = #expect(throws: RenderFailure.self) {
          try WithProcesses.worker.render(scene, formats: [.png])
        }
        guard case .invalidScene? = failure else {
          Issue.record("\(String(describing: failure))")
          continue
        }
      }
    }

    @Test func bytesThatAreNoTextNeverCrashTheProgram() throws {
      var dice = Dice(state: 3)
      for _ in 0..<40 {
        var bytes = Array(#"graph { a [pos="0,0" label=""#.utf8)
        bytes += (0..<30).map { _ in UInt8.random(in: 1...255, using: &dice) }
        bytes += Array(#""] }"#.utf8)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: RenderWorker.defaultExecutable)
        process.arguments = ["--format", "svg@72", "--format", "png@144"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: bytes)
        try input.fileHandleForWriting.close()
        _ = try output.fileHandleForReading.readToEnd()
        process.waitUntilExit()
        #expect(process.terminationReason == .exit, "\(bytes)")
      }
    }

    /// How drawing ends when a shell script draws; the input is more than a socket holds.
    private func failure(of script: String, seconds: Double = 20) throws -> RenderFailure? {
      let file = FileManager.default.temporaryDirectory
        .appendingPathComponent("render-\(UUID().uuidString)")
      try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
      defer { try? FileManager.default.removeItem(at: file) }
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
      let worker = RenderWorker(executable: file.path, limits: RenderLimits(seconds: seconds))
      return #expect(throws: RenderFailure.self) {
        try worker.render(dot: String(repeating: " ", count: 2_000_000), formats: [.svg])
      }
    }

    /// A graph that `neato` works on for minutes.
    private var enormousGraph: String {
      var dice = Dice(state: 5)
      var writer = DOTWriter(directed: false)
      for _ in 0..<16_000 {
        let ends = (0..<2).map { _ in String(Int.random(in: 0..<4_000, using: &dice)) }
        writer.edge(ends[0], ends[1])
      }
      return writer.finished()
    }
  }
}

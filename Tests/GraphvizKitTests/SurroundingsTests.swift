import Foundation
import GraphvizKit
import Testing

extension WithProcesses {
  @Suite struct Surroundings {
    @Test func versionsAndFontsAreTold() throws {
      let told = RenderWorker.surroundings
      #expect(told["graphviz"]?.contains(".") == true)
      #expect(told["font"]?.isEmpty == false)
      #expect(told["fonts"]?.count == 16)
      #expect(try WithProcesses.worker.askSurroundings() == told)
    }

    @Test func withoutTheProgramTheyAreUnknown() {
      #expect(throws: RenderFailure.self) {
        try RenderWorker(executable: "/nowhere/sociogram-render").askSurroundings()
      }
    }

    @Test func charactersThatEveryFontHasAreNotMissing() throws {
      var scene = Scene()
      scene.label("Thénardier – “Æ”\u{200D}\u{202E}", at: Point(x: 9, y: 9), size: 9, color: .black)
      #expect(try WithProcesses.worker.render(scene, formats: [.svg]).missingCharacters == [])
    }

    /// Its parent may end before it can ask to be told.
    @Test func aRendererWhoseParentIsGoneEnds() throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: RenderWorker.defaultExecutable)
      process.arguments = ["--format", "svg@72", "--parent", "9999999"]
      let output = Pipe()
      process.standardOutput = output
      process.standardInput = Pipe()
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 143)
      #expect(output.fileHandleForReading.readDataToEndOfFile().isEmpty)
    }
  }
}

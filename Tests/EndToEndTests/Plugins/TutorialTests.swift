import Foundation
import TestSupport
import Testing

/// The tutorial, followed to the letter: files are written, commands are run, in the order of the page.
struct TutorialTests {
  private struct Block {
    let language: String
    /// Nil for commands.
    let file: String?
    let text: String
  }

  private static func blocks() throws -> [Block] {
    let page = try String(
      contentsOfFile: ReferenceData.checkout + "/docs/plugin-tutorial.md", encoding: .utf8)
    // Text and blocks take turns.
    let parts = page.components(separatedBy: "\n```")
    return stride(from: 1, to: parts.count, by: 2).compactMap { index in
      let lines = parts[index].split(
        separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      let words = lines[0].split(separator: " ").map(String.init)
      guard let language = words.first, lines.count == 2 else { return nil }
      return Block(
        language: language, file: words.count > 1 ? words[1] : nil, text: lines[1] + "\n")
    }
  }

  @Test(.enabled(if: TinyPlugin.hasPip, "pip is not there"))
  func leadsToTheResultThatItShows() throws {
    let user = try PluginUser()
    for name in ["ties.csv", "study.yaml"] {
      try FileManager.default.removeItem(atPath: user.path + "/" + name)
    }
    var results = 0
    for block in try Self.blocks() {
      switch (block.language, block.file) {
      case ("sh", nil):
        for line in block.text.split(separator: "\n") {
          let words = line.split(separator: " ").map(String.init)
          #expect(words.first == "sociogram")
          let result = try Program.run(
            Array(words.dropFirst()), in: user.path, environment: ["XDG_DATA_HOME": user.data])
          #expect(result.status == 0, "\(line): \(result.output)\(result.errors)")
        }
      case (_, let file?) where file.hasPrefix("out/"):
        #expect(user.text(file) == block.text)
        results += 1
      case (_, let file?):
        try user.folder.write(block.text, to: file)
      default: Issue.record("a block of '\(block.language)' that nobody follows")
      }
    }
    #expect(results == 1)
  }
}

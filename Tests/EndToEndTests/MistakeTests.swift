import Foundation
import ModuleTesting
import Testing
import TestSupport

/// Each study in `Mistakes` has a golden text beside it: what `sociogram check` says about it.
///
/// `SOCIOGRAM_RECORD=1` writes the texts anew, to be read before they are committed.
struct MistakeTests {
  private static let folder = ReferenceData.checkout + "/Tests/EndToEndTests/Mistakes"
  static let studies: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".yaml") }.sorted()

  @Test func areAtLeastTwenty() { #expect(Self.studies.count >= 20) }

  @Test(arguments: studies) func saysWhatIsWrong(study: String) throws {
    let result = try Program.run(["check", study], in: Self.folder)
    #expect(result.status == 1)
    let golden = Self.folder + "/" + study.replacing(".yaml", with: ".txt")
    if ProcessInfo.processInfo.environment["SOCIOGRAM_RECORD"] != nil {
      try result.errors.write(toFile: golden, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOfFile: golden, encoding: .utf8)
    #expect(result.errors == expected)
  }

  /// `run` uses the same checks and starts nothing.
  @Test(arguments: studies) func runStartsNothing(study: String) throws {
    let folder = try TemporaryFolder()
    let result = try Program.run(["run", study, "--out", folder.path + "/out"], in: Self.folder)
    #expect(result.status == 1)
    #expect(folder.files(in: "").isEmpty)
  }
}

import Foundation
import PluginStore
import TestSupport
import Testing

/// The program holds the SDKs and templates as they are in `sdk`.
struct PluginKitTests {
  @Test func holdsEveryFileOfTheSDKs() throws {
    let root = ReferenceData.checkout + "/sdk"
    var onDisk: [String: Data] = [:]
    for folder in ["python/sociogram", "r", "templates"] {
      let names = FileManager.default.enumerator(atPath: "\(root)/\(folder)")
      for case let name as String in try #require(names) {
        let isPassedOver = ["__pycache__", ".build", "tests", "README.md"].contains {
          name.contains($0) && folder != "templates"
        }
        var isFolder: ObjCBool = false
        _ = unsafe FileManager.default.fileExists(
          atPath: "\(root)/\(folder)/\(name)", isDirectory: &isFolder)
        if isFolder.boolValue || isPassedOver { continue }
        onDisk["\(folder)/\(name)"] = FileManager.default.contents(
          atPath: "\(root)/\(folder)/\(name)")
      }
    }
    let inside = PluginKit.files.map { ($0.path, Data($0.bytes)) }
    #expect(
      Dictionary(uniqueKeysWithValues: inside) == onDisk, "run 'Scripts/plugin-kit.sh'")
  }

  @Test(arguments: ["python", "r", "swift"]) func templatesAreThere(language: String) {
    #expect(PluginKit.template(language).contains { $0.path == "plugin.yaml" })
  }
}

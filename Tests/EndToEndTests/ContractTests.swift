import BuiltInModules
import Foundation
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

struct ContractTests {
  @Test(arguments: builtInModules.names) func keepsTheContract(module: String) async throws {
    let entry = try #require(builtInModules[module])
    // All other tests run beside it.
    let contract = ModuleContract(entry, registry: builtInModules, secondsToStop: 30)
    let violations = await contract.violations()
    #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
  }

  /// Every module on disk is in the list, and the other way round.
  @Test func listsEveryModuleOnDisk() throws {
    let plugins = ReferenceData.checkout + "/Plugins"
    let paths = try #require(FileManager.default.enumerator(atPath: plugins))
    var onDisk: Set<String> = []
    for case let path as String in paths
    where path.contains("/Sources/") && path.hasSuffix(".swift") {
      let text = try String(contentsOfFile: plugins + "/" + path, encoding: .utf8)
      guard let manual = text.firstRange(of: "static let manual = Manual(") else { continue }
      let name = try #require(text[manual.upperBound...].firstRange(of: "name: \""))
      onDisk.insert(String(text[name.upperBound...].prefix { $0 != "\"" }))
    }
    #expect(onDisk == Set(builtInModules.names))
  }
}

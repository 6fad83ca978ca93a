import Foundation
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

/// The interface that plug-ins in Swift are compiled against is on record, so that no change of it goes unseen.
@Suite struct InterfaceTests {
  private static let path = ReferenceData.checkout + "/docs/module-interface.txt"

  @Test func isAsRecorded() throws {
    let found = try InterfaceRecord().text
    if ProcessInfo.processInfo.environment["SOCIOGRAM_RECORD"] == "1" {
      try Data(found.utf8).write(to: URL(fileURLWithPath: Self.path))
      return
    }
    let recorded = try String(contentsOfFile: Self.path, encoding: .utf8)
    if found == recorded { return }
    let difference = found.split(separator: "\n").difference(from: recorded.split(separator: "\n"))
    let lines = difference.map { change in
      switch change {
      case .insert(_, let line, _): "+ \(line)"
      case .remove(_, let line, _): "- \(line)"
      }
    }
    Issue.record(
      """
      the interface of modules has changed: raise pluginABI (Sources/CPluginStamp) or, when old plug-ins still \
      work, record the interface anew with make record
      \(lines.prefix(20).joined(separator: "\n"))
      """)
  }

  /// Each name that the library for plug-ins offers is one that the program shows.
  @Test func programHasTheWholeInterface() throws {
    let offered = try names(in: Toolchain.products + "/libModuleInterface.so")
    let program = try names(in: Toolchain.products + "/sociogram")
    #expect(offered.count > 1000)
    #expect(offered.subtracting(program).isEmpty)
  }

  private func names(in file: String) throws -> Set<String> {
    let table = try Toolchain.run(
      Toolchain.programs + "/llvm-nm",
      ["--dynamic", "--defined-only", "--format=just-symbols", file])
    let names = table.split(separator: "\n").map(String.init)
    return Set(names.filter { $0.contains("9GraphCore") || $0.contains("9ModuleKit") })
  }
}

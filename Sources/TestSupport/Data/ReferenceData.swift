internal import Foundation

/// Reference data kept outside the repository because its licence does not allow a copy.
///
/// Tests that need it look in `../shared/data` beside the checkout, or in the folder named by
/// `SOCIOGRAM_DATA`, and are skipped with a message where it is absent.
public enum ReferenceData {
  public static let folder: String? = {
    let environment = ProcessInfo.processInfo.environment["SOCIOGRAM_DATA"]
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    let beside = root.appendingPathComponent("../shared/data").standardized.path
    return [environment, beside].compactMap { $0 }.first {
      FileManager.default.fileExists(atPath: $0)
    }
  }()

  public static var isAvailable: Bool { folder != nil }

  /// The path of a file in the reference data; nil when the data is absent.
  public static func path(_ name: String) -> String? {
    folder.map { $0 + "/" + name }
  }

  /// The folder of the checkout.
  public static let checkout: String = {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return root.path
  }()
}

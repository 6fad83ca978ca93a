internal import Foundation

/// The variables that a plug-in sees: nothing of the user's own but where programs are.
enum PluginEnvironment {
  /// How the usual libraries are told the number of threads.
  private static let threadVariables = [
    "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS",
    "BLIS_NUM_THREADS", "RAYON_NUM_THREADS", "POLARS_MAX_THREADS",
  ]

  /// - Parameters:
  ///   - folder: private to the plug-in.
  ///   - extra: what the plug-in needs beside, such as where its SDK is.
  static func variables(folder: String, threads: Int, extra: [String: String]) -> [String: String] {
    var variables = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin",
      "LANG": "C.UTF-8", "TZ": "UTC",
      "HOME": folder, "TMPDIR": folder, "TMP": folder, "TEMP": folder,
      // Its folder must stay as it was added, and results must not depend on chance.
      "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0",
    ]
    for name in threadVariables { variables[name] = String(threads) }
    return variables.merging(extra) { $1 }
  }

  /// A new folder that nobody else can look into.
  static func privateFolder() throws(PluginFailure) -> String {
    let path = FileManager.default.temporaryDirectory.path + "/sociogram-plugin-XXXXXX"
    var template = Array(path.utf8CString)
    let made: String? = unsafe template.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress, let made = unsafe mkdtemp(base) else { return nil }
      return unsafe String(cString: made)
    }
    guard let made else { throw .notStarted(reason: "no temporary folder can be made: \(path)") }
    return made
  }
}

internal import Foundation
internal import ModuleKit

/// Why a file that a study names cannot be an input.
enum FileProblem {
  case missing, folder, notRegular, unreadable

  static func of(_ file: InputFile) -> FileProblem? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: resolved(file.path))
    else { return .missing }
    switch attributes[.type] as? FileAttributeType {
    case .typeDirectory: return .folder
    case .typeRegular: break
    default: return .notRegular
    }
    return FileManager.default.isReadableFile(atPath: file.path) ? nil : .unreadable
  }

  private static func resolved(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  func diagnostic(for file: InputFile, at location: Diagnostic.Location) -> Diagnostic {
    switch self {
    case .missing:
      Diagnostic(
        "missing-file", "there is no file '\(file.name)'", at: location,
        help: Self.neighbor(of: file) ?? "paths are relative to the study file")
    case .folder:
      Diagnostic("not-a-file", "'\(file.name)' is a folder", at: location)
    case .notRegular:
      Diagnostic("not-a-file", "'\(file.name)' is not a regular file", at: location)
    case .unreadable:
      Diagnostic(
        "unreadable-file", "the file '\(file.name)' may not be read", at: location,
        help: "check its permissions")
    }
  }

  /// The file in the same folder that was probably meant.
  private static func neighbor(of file: InputFile) -> String? {
    let url = URL(fileURLWithPath: file.path)
    let folder = url.deletingLastPathComponent().path
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      return nil
    }
    guard let near = Suggestion.nearest(to: url.lastPathComponent, among: names.sorted()) else {
      return nil
    }
    let written = file.name.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return "did you mean '\((written + [near[...]]).joined(separator: "/"))'?"
  }
}

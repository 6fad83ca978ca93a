internal import CPluginKit
internal import Foundation
internal import PipelineEngine

/// The SDKs and templates, which are inside the program.
public enum PluginKit {
  public struct File: Sendable, Equatable {
    /// Below `sdk` in the project: `python/sociogram/__init__.py`.
    public let path: String
    public let bytes: [UInt8]
  }

  /// Sorted by path.
  public static let files: [File] = {
    var count = 0
    guard let table = unsafe sociogram_kit_files(&count) else { return [] }
    return unsafe UnsafeBufferPointer(start: table, count: count).map { file in
      let bytes = unsafe UnsafeBufferPointer(start: file.bytes, count: file.count)
      return File(path: unsafe String(cString: file.path), bytes: unsafe Array(bytes))
    }.sorted { $0.path < $1.path }
  }()

  /// The files of a template, by their paths in the new plug-in's folder.
  public static func template(_ language: String) -> [File] {
    let start = "templates/\(language)/"
    return files.filter { $0.path.hasPrefix(start) }
      .map { File(path: String($0.path.dropFirst(start.count)), bytes: $0.bytes) }
  }

  /// Changes with the files, so that another build of the program has a folder of its own.
  private static let digest = String(
    Hashing.sha256(files.flatMap { Array("\($0.path) \($0.bytes.count) ".utf8) + $0.bytes })
      .prefix(12))

  /// The folder with the SDKs, written when it is not there yet.
  static func folder(in store: PluginStore, version: String) throws(PluginTrouble) -> String {
    let folder = "\(store.folder)/sdk/\(version)-\(digest)"
    if FileManager.default.fileExists(atPath: folder) { return folder }
    let temporary = "\(store.folder)/sdk/.\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: temporary) }
    for file in files where !file.path.hasPrefix("templates/") {
      let path = "\(temporary)/\(file.path)"
      try PrivateFiles.makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
      try PrivateFiles.write(file.bytes, to: path)
    }
    do {
      try FileManager.default.moveItem(atPath: temporary, toPath: folder)
    } catch {
      // Another run may have been faster.
      if !FileManager.default.fileExists(atPath: folder) { throw PrivateFiles.failure(folder) }
    }
    return folder
  }
}

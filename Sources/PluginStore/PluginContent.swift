internal import Foundation
internal import Glibc
internal import ModuleKit
internal import PipelineEngine

/// The files of a plug-in: what it is known by.
///
/// The hash covers paths, contents and who may be started, and nothing else: a copy has the same one. What tools leave
/// behind (`.git`, `__pycache__`, …) is neither counted nor copied, unless the plug-in names a file in it as its own.
public struct PluginContent: Sendable, Equatable {
  public struct File: Sendable, Equatable {
    /// Within the folder, with `/` between its parts.
    public let path: String
    public let size: Int
    public let isExecutable: Bool
    /// Where a symbolic link leads, as it is written; nil for a file.
    public let link: String?
    let sha256: String
  }

  /// Sorted by the bytes of their paths.
  public let files: [File]
  public let sha256: String

  public var size: Int { files.reduce(0) { $0 + $1.size } }

  static let mostFiles = 10_000
  static let mostBytes = 1 << 30
  /// Folders that tools make, wherever they are.
  static let passedOver: Set<String> = [
    ".git", ".build", ".swiftpm", "__pycache__", ".venv", ".mypy_cache", ".pytest_cache",
    ".ruff_cache", ".Rproj.user",
  ]

  /// Reads all files.
  ///
  /// - Parameters:
  ///   - folder: its path.
  ///   - named: files that count wherever they are, as paths in the folder.
  /// - Throws: for links that lead out of the folder, for what is neither file nor folder, for what cannot be read, and
  ///   for more than anybody could have looked at.
  /// - Complexity: O(bytes).
  public init(folder: String, named: [String] = []) throws(PluginTrouble) {
    var walk = FolderWalk(folder)
    try walk.visit("")
    for path in named where !walk.files.contains(where: { $0.path == path }) {
      try walk.add(path, followingLinks: true)
    }
    files = walk.files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    sha256 = Hashing.sha256(Array(files.map(\.line).joined().utf8))
  }
}

extension PluginContent.File {
  /// Paths may hold anything but NUL, so their length comes first.
  fileprivate var line: String {
    "\(link == nil ? isExecutable ? "program" : "file" : "link") \(sha256) \(path.utf8.count) \(path)\n"
  }
}

/// Goes through a folder without leaving it.
private struct FolderWalk {
  let folder: String
  private let root: String
  private(set) var files: [PluginContent.File] = []
  private var bytes = 0

  init(_ folder: String) {
    self.folder = folder
    root = resolvedPath(folder) ?? folder
  }

  private func refuse(_ path: String, _ what: String, help: String? = nil) -> PluginTrouble {
    PluginTrouble("plugin-files", what, at: "\(folder)/\(path)", help: help)
  }

  mutating func visit(_ path: String) throws(PluginTrouble) {
    let whole = path.isEmpty ? folder : "\(folder)/\(path)"
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: whole) else {
      throw refuse(path, "the folder cannot be read")
    }
    for name in names {
      let inner = path.isEmpty ? name : "\(path)/\(name)"
      switch kind("\(folder)/\(inner)") {
      case S_IFDIR: if !PluginContent.passedOver.contains(name) { try visit(inner) }
      case S_IFLNK: try addLink(inner)
      case S_IFREG: try add(inner, followingLinks: false)
      default:
        throw refuse(inner, "'\(inner)' is neither a file nor a folder, or cannot be looked at")
      }
    }
  }

  mutating func add(_ path: String, followingLinks: Bool) throws(PluginTrouble) {
    let whole = "\(folder)/\(path)"
    if followingLinks {
      if pathParts(path).contains(where: ["", ".", ".."].contains) {
        throw refuse(path, "'\(path)' is no plain path within the folder")
      }
      guard let target = resolvedPath(whole) else {
        throw refuse(path, "there is no file '\(path)' in the folder")
      }
      if !isBelow(target, root) {
        throw refuse(
          path, "'\(path)' leads out of the folder, to '\(target)'",
          help: "name an interpreter by its own path, or put the file itself there")
      }
    }
    var info = stat()
    guard unsafe stat(whole, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
      throw refuse(path, "there is no file '\(path)' in the folder")
    }
    bytes += Int(info.st_size)
    if files.count >= PluginContent.mostFiles || bytes > PluginContent.mostBytes {
      throw refuse(
        "", "the folder holds more than \(PluginContent.mostFiles) files or 1 GiB",
        help: "keep data outside the plug-in's folder")
    }
    guard let hash = Hashing.sha256(ofFile: whole) else {
      throw refuse(path, "'\(path)' cannot be read")
    }
    files.append(
      PluginContent.File(
        path: path, size: Int(info.st_size), isExecutable: info.st_mode & 0o100 != 0, link: nil,
        sha256: hash))
  }

  private mutating func addLink(_ path: String) throws(PluginTrouble) {
    let whole = "\(folder)/\(path)"
    guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: whole) else {
      throw refuse(path, "the link '\(path)' cannot be read")
    }
    let help = "put the file itself there"
    guard !target.hasPrefix("/"), let end = resolvedPath(whole), isBelow(end, root) else {
      throw refuse(
        path, "the link '\(path)' leads out of the folder or nowhere: '\(target)'", help: help)
    }
    let parts = pathParts(end).dropFirst(pathParts(root).count)
    if let part = parts.first(where: PluginContent.passedOver.contains) {
      throw refuse(
        path, "the link '\(path)' leads into '\(part)', which does not count", help: help)
    }
    if files.count >= PluginContent.mostFiles {
      throw refuse("", "the folder holds too many links")
    }
    files.append(
      PluginContent.File(
        path: path, size: 0, isExecutable: false, link: target,
        sha256: Hashing.sha256(Array(target.utf8))))
  }
}

/// The parts of a path, by its bytes: a character of Swift may be a slash with an accent.
func pathParts(_ path: String) -> [String] {
  path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    .map { String(Substring($0)) }
}

/// Whether a path leads into a folder, by its bytes: two names that look alike are two names.
func isBelow(_ path: String, _ folder: String) -> Bool {
  path.utf8.starts(with: (folder + "/").utf8)
}

/// The kind of what is at a path, links not followed; nil when there is nothing.
private func kind(_ path: String) -> mode_t? {
  var info = stat()
  return unsafe lstat(path, &info) == 0 ? info.st_mode & S_IFMT : nil
}

/// The absolute path without links; nil where it leads nowhere.
func resolvedPath(_ path: String) -> String? {
  guard let resolved = unsafe realpath(path, nil) else { return nil }
  defer { unsafe free(resolved) }
  return unsafe String(cString: resolved)
}

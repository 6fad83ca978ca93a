internal import Foundation
internal import Glibc

/// Files and folders that only their owner can look at.
enum PrivateFiles {
  static func makeFolder(_ path: String) throws(PluginTrouble) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      let reason = unsafe String(cString: strerror(errno))
      throw PluginTrouble(
        "data-folder", "the folder '\(path)' cannot be made: \(reason)", at: nil,
        help: "plug-ins are kept in $XDG_DATA_HOME/sociogram, else ~/.local/share/sociogram")
    }
  }

  /// Writes a file so that its path holds the old content or the new one.
  static func write(_ bytes: [UInt8], to path: String) throws(PluginTrouble) {
    let temporary = "\(path).\(UUID().uuidString)"
    let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure(path) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try file.write(contentsOf: Data(bytes))
      try file.synchronize()
      try file.close()
    } catch {
      unsafe unlink(temporary)
      throw failure(path)
    }
    guard unsafe rename(temporary, path) == 0 else {
      let trouble = failure(path)
      unsafe unlink(temporary)
      throw trouble
    }
  }

  /// Writes a file where there is none; a link is not followed.
  private static func create(_ path: String, _ data: Data, mode: mode_t) throws {
    let descriptor = unsafe open(
      path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw failure(path) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try file.write(contentsOf: data)
    try file.close()
  }

  static func failure(_ path: String) -> PluginTrouble {
    let reason = unsafe String(cString: strerror(errno))
    return PluginTrouble("data-folder", "'\(path)' cannot be written: \(reason)")
  }

  /// What others could have changed is not to be believed; nil when nobody else could.
  static func distrust(_ path: String) -> String? {
    var info = stat()
    guard unsafe lstat(path, &info) == 0 else { return nil }
    if info.st_mode & S_IFMT != S_IFREG { return "it is not a file" }
    if info.st_uid != geteuid() { return "it belongs to somebody else" }
    return info.st_mode & 0o022 != 0 ? "others may write to it" : nil
  }

  /// Copies the files of a plug-in into a new folder.
  static func copy(_ content: PluginContent, from: String, to folder: String) throws(PluginTrouble)
  {
    let files = FileManager.default
    try makeFolder(folder)
    for file in content.files {
      let target = "\(folder)/\(file.path)"
      try makeFolder(pathParts(target).dropLast().joined(separator: "/"))
      do {
        if let link = file.link {
          try files.createSymbolicLink(atPath: target, withDestinationPath: link)
        } else {
          guard let data = files.contents(atPath: "\(from)/\(file.path)") else {
            throw PluginTrouble("plugin-files", "'\(file.path)' cannot be read", at: from)
          }
          try create(target, data, mode: file.isExecutable ? 0o700 : 0o600)
        }
      } catch let trouble as PluginTrouble {
        throw trouble
      } catch {
        throw failure(target)
      }
    }
  }
}

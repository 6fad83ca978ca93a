internal import Foundation
internal import Glibc
internal import ModuleKit
internal import PluginHost

/// The user's own folder of plug-ins: what has been looked at and added, and the list of it.
///
/// The list is what is trusted; a folder is used when its files have the hash that stands there.
public struct PluginStore: Sendable {
  public let folder: String
  public var listFile: String { folder + "/plugins.json" }

  private static let format = 1

  public init(folder: String) { self.folder = folder }

  /// `$XDG_DATA_HOME/sociogram`, else `~/.local/share/sociogram`.
  public init(environment: [String: String]) {
    // The specification has relative paths passed over.
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
      folder = data + "/sociogram"
    } else {
      let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
      folder = (home ?? Self.homeOfUser) + "/.local/share/sociogram"
    }
  }

  /// As the system knows it, where no variable tells.
  private static var homeOfUser: String {
    guard let user = unsafe getpwuid(geteuid()), let home = unsafe user.pointee.pw_dir else {
      return "/"
    }
    return unsafe String(cString: home)
  }

  /// What has been added, oldest first; empty when nothing has.
  ///
  /// - Throws: when the list cannot be read or believed; nothing is trusted then.
  public func records() throws(PluginTrouble) -> [PluginRecord] {
    var info = stat()
    if unsafe lstat(listFile, &info) != 0 {
      if errno == ENOENT || errno == ENOTDIR { return [] }
      let reason = unsafe String(cString: strerror(errno))
      throw PluginTrouble(
        "plugin-list", "the list of added plug-ins cannot be read: \(reason)", at: listFile)
    }
    if let reason = PrivateFiles.distrust(listFile) {
      throw PluginTrouble(
        "plugin-list", "the list of added plug-ins is not believed: \(reason)", at: listFile,
        help: "move it away and add your plug-ins again")
    }
    guard let data = FileManager.default.contents(atPath: listFile) else {
      throw PluginTrouble("plugin-list", "the list of added plug-ins cannot be read", at: listFile)
    }
    guard let json = try? JSON(parsing: [UInt8](data)), json["format"] == .integer(Self.format),
      case .array(let items)? = json["plugins"]
    else { throw damaged }
    let records = items.compactMap(PluginRecord.init)
    if records.count < items.count { throw damaged }
    return records
  }

  private var damaged: PluginTrouble {
    PluginTrouble(
      "plugin-list", "the list of added plug-ins is damaged, or of another version of sociogram",
      at: listFile, help: "move it away and add your plug-ins again")
  }

  /// Changes the list while nobody else does.
  func update<Result>(
    _ change: (inout [PluginRecord]) throws(PluginTrouble) -> Result
  ) throws(PluginTrouble) -> Result {
    try PrivateFiles.makeFolder(folder)
    let lock = try ListLock(folder)
    defer { withExtendedLifetime(lock) {} }
    var records = try records()
    let result = try change(&records)
    let json: JSON = [
      "format": .integer(Self.format), "plugins": .array(records.map(\.json)),
    ]
    try PrivateFiles.write(Array(json.pretty.utf8), to: listFile)
    return result
  }

  /// Forgets a plug-in, all its versions, and removes the copies, and packages that no other needs.
  ///
  /// - Returns: what was forgotten; empty when none has that name.
  public func remove(_ name: String) throws(PluginTrouble) -> [PluginRecord] {
    if try records().allSatisfy({ $0.name != name }) { return [] }
    return try update { records in
      let removed = records.filter { $0.name == name }
      records.removeAll { $0.name == name }
      // First, so that there is room for the list where the disk is full.
      for record in removed { discardCopy(record) }
      removeUnused(records)
      return removed
    }
  }

  /// Removes packages and bytecode of plug-ins that are gone.
  private func removeUnused(_ records: [PluginRecord]) {
    let used = Set(records.compactMap(\.environment) + records.map { bytecodeFolder(of: $0.name) })
    for path in folders(in: "bytecode") + folders(in: "environments").filter(isOld)
    where !used.contains(path) { try? FileManager.default.removeItem(atPath: path) }
  }

  /// Those that are finished; one that begins with a dot is being made.
  private func folders(in kind: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(kind)")) ?? []
    return names.filter { !$0.hasPrefix(".") }.map { "\(folder)/\(kind)/\($0)" }
  }

  /// Whether nobody can be about to add a plug-in that needs it, having just installed it.
  private func isOld(_ path: String) -> Bool {
    let made = try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    return made.map { $0.timeIntervalSinceNow < -3600 } ?? false
  }

  /// Where Python keeps what it has compiled for a plug-in that stays in its folder.
  func bytecodeFolder(of name: String) -> String { "\(folder)/bytecode/\(name)" }

  /// Removes a copy that no record names; folders elsewhere are their owner's.
  func discardCopy(_ record: PluginRecord) {
    if record.isInPlace || !record.folder.hasPrefix(folder + "/plugins/") { return }
    try? FileManager.default.removeItem(atPath: record.folder)
    // Gone when it was the last of that name.
    unsafe _ = rmdir(folder + "/plugins/" + record.name)
  }
}

/// Held while the list is read and written.
private final class ListLock {
  private let descriptor: Int32

  init(_ folder: String) throws(PluginTrouble) {
    let path = folder + "/lock"
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw PrivateFiles.failure(path) }
    while flock(descriptor, LOCK_EX) != 0 && errno == EINTR {}
  }
  deinit { close(descriptor) }
}

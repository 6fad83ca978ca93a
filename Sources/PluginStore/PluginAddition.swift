internal import Foundation
internal import Glibc
public import ModuleKit
internal import PluginHost

/// The way of a plug-in into the list: looked at, agreed to, started once, recorded.
///
/// Nothing of it runs before ``finish(_:builtIn:)``. What runs then, and later, is the copy that was looked at.
public struct PluginAddition: Sendable {
  /// As it will run: the copy, or the place where it stays.
  public let plugin: PluginFolder
  /// Where it was found, as an absolute path.
  public let source: String
  public let isInPlace: Bool
  private let store: PluginStore

  /// Looks at a plug-in and takes a copy of it.
  ///
  /// - Parameter inPlace: leaves it where it is, for its author.
  public init(_ path: String, inPlace: Bool, store: PluginStore) throws(PluginTrouble) {
    (isInPlace, self.store) = (inPlace, store)
    source = resolvedPath(path) ?? path
    let original = try PluginFolder(path)
    if inPlace {
      plugin = try PluginFolder(source, shownAs: path)
      return
    }
    Self.removeLeftovers(in: store.folder + "/plugins")
    let folder = "\(store.folder)/plugins/.\(UUID().uuidString)"
    do throws(PluginTrouble) {
      try PrivateFiles.copy(original.content, from: path, to: folder)
      plugin = try PluginFolder(folder, shownAs: path)
    } catch {
      try? FileManager.default.removeItem(atPath: folder)
      throw error
    }
  }

  /// Copies of questions that were never answered.
  private static func removeLeftovers(in folder: String) {
    let files = FileManager.default
    for name in (try? files.contentsOfDirectory(atPath: folder)) ?? [] where name.hasPrefix(".") {
      let path = folder + "/" + name
      let made = try? files.attributesOfItem(atPath: path)[.modificationDate] as? Date
      if let made, made.timeIntervalSinceNow < -86_400 { try? files.removeItem(atPath: path) }
    }
  }

  /// What is recorded already, when these very files have been added and are in place.
  public func recorded() throws(PluginTrouble) -> PluginRecord? {
    let same = try store.records().last {
      $0.name == plugin.manifest.name && $0.sha256 == plugin.content.sha256
        && $0.isInPlace == isInPlace && (!isInPlace || $0.folder == source)
    }
    guard let same, case .ready = PluginSearch(records: []).state(of: same) else { return nil }
    return same
  }

  /// One of the same name that comes from elsewhere, which no study would use any more.
  public var replaced: PluginRecord? {
    let records = (try? store.records()) ?? []
    return records.last { $0.name == plugin.manifest.name }.flatMap { isReplaced($0) ? nil : $0 }
  }

  /// Whether it would be recorded as it is: the same of itself, of Python and of its libraries.
  ///
  /// Starts it: these very files have been agreed to before.
  public func isDescribed(by record: PluginRecord, _ home: PluginHome) throws(PluginTrouble) -> Bool
  {
    // A library depends on nothing that could have changed beside it and the program.
    if plugin.manifest.library != nil { return true }
    let packages = try PluginPackages(store).install(plugin)
    let description = try home.describe(plugin, in: record.folder, packages: packages)
    return description == record.description && packages == record.environment
  }

  /// Removes the copy when nothing came of it.
  public func discard() {
    if !isInPlace { try? FileManager.default.removeItem(atPath: plugin.path) }
  }

  /// Installs the packages it asks for, starts it once, and records it.
  ///
  /// - Throws: what keeps it out; the list is as it was.
  public func finish(_ home: PluginHome, builtIn: ModuleRegistry) throws(PluginTrouble)
    -> PluginRecord
  {
    defer { discard() }
    let packages = try PluginPackages(store).install(plugin)
    let description = try home.describe(plugin, in: plugin.path, packages: packages)
    if try PluginFolder(plugin.path).content != plugin.content {
      throw PluginTrouble(
        "plugin-changed", "the plug-in has changed its own files when it was started",
        at: plugin.source.name, help: "let it write to the folder of a run, or to none")
    }
    let record = PluginRecord(
      name: plugin.manifest.name, version: plugin.manifest.version,
      sha256: plugin.content.sha256, folder: isInPlace ? source : copyFolder, source: source,
      isInPlace: isInPlace, description: description, environment: packages,
      door: (plugin.manifest.library == nil ? ModuleOrigin.Door.process : .binary).rawValue,
      added: Date.now.formatted(.iso8601))
    try store.update { records throws(PluginTrouble) in
      try refuseTakenNames(record, records, builtIn)
      try place()
      let replaced = records.filter { $0.name == record.name && isReplaced($0) }
      records.removeAll { $0.name == record.name && isReplaced($0) }
      records.append(record)
      for old in replaced where old.folder != record.folder { store.discardCopy(old) }
    }
    return record
  }

  private var copyFolder: String {
    "\(store.folder)/plugins/\(plugin.manifest.name)/\(plugin.content.sha256.prefix(16))"
  }

  /// An older state of the same folder, or the same files from elsewhere.
  private func isReplaced(_ old: PluginRecord) -> Bool {
    old.source == source || old.sha256 == plugin.content.sha256
  }

  /// Puts the copy where it will run.
  private func place() throws(PluginTrouble) {
    if isInPlace { return }
    try PrivateFiles.makeFolder("\(store.folder)/plugins/\(plugin.manifest.name)")
    // Another run may be at work with a copy that is as it was.
    if let there = try? PluginFolder(copyFolder), there.content == plugin.content { return }
    try? FileManager.default.removeItem(atPath: copyFolder)
    if unsafe rename(plugin.path, copyFolder) != 0 { throw PrivateFiles.failure(copyFolder) }
  }

  private func refuseTakenNames(
    _ record: PluginRecord, _ records: [PluginRecord], _ builtIn: ModuleRegistry
  ) throws(PluginTrouble) {
    for name in record.modules {
      let other = records.first { $0.name != record.name && $0.modules.contains(name) }
      guard builtIn[name] != nil || other != nil else { continue }
      let owner = other.map { "the plug-in '\($0.name)'" } ?? "sociogram itself"
      throw PluginTrouble(
        [
          Diagnostic(
            "duplicate-module",
            "the plug-in '\(record.name)' has a module '\(name)', which \(owner) has too",
            at: .init(file: plugin.source.name, span: .beginning),
            help: other.map { "remove it first: 'sociogram plugins remove \($0.name)'" }
              ?? "give the module another name")
        ], sources: [plugin.source])
    }
  }
}

internal import Foundation
internal import PluginHost

/// A plug-in that is there, and whether it may be used.
public struct FoundPlugin: Sendable {
  public enum Place: Sendable, Equatable {
    /// In the folder `plugins` beside a study.
    case study
    /// Under `--plugin-path`.
    case path
    /// Added, wherever it is.
    case added
  }
  public enum State: Sendable {
    /// Its files are those that were added: what was read to find that out is what is used.
    case ready(PluginRecord, PluginFolder)
    /// Its files are not those that were added from there.
    case changed(PluginRecord)
    /// What was added is no longer there.
    case missing(PluginRecord)
    case notAdded
    /// It cannot be read.
    case broken(PluginTrouble)
  }

  public let name: String
  /// As it was found; the folder of an added one.
  public let folder: String
  public let place: Place
  public let state: State

  public var record: PluginRecord? {
    switch state {
    case .ready(let record, _), .changed(let record), .missing(let record): record
    case .notAdded, .broken: nil
    }
  }
}

/// Looks for plug-ins: beside the study, under the given paths, among what was added. Starts nothing.
public struct PluginSearch: Sendable {
  private let records: [PluginRecord]

  public init(records: [PluginRecord]) { self.records = records }

  /// All that are found, nearest first; the first of a name is the one that counts.
  ///
  /// - Parameters:
  ///   - study: the study's folder; nil without a study.
  ///   - paths: folders of plug-ins, or plug-ins themselves.
  /// - Complexity: O(bytes of the plug-ins that are found).
  public func found(study: String?, paths: [String]) -> [FoundPlugin] {
    var found: [FoundPlugin] = []
    if let study {
      let folder = study.isEmpty ? "plugins" : study + "/plugins"
      found += Self.folders(in: folder).map { look(at: $0, .study) }
    }
    for path in paths {
      let folders = PluginFolder.holdsPlugin(path) ? [path] : Self.folders(in: path)
      found += folders.map { look(at: $0, .path) }
    }
    // The version that was added last.
    var names: Set<String> = []
    for record in records.reversed() where names.insert(record.name).inserted {
      found.append(
        FoundPlugin(
          name: record.name, folder: record.folder, place: .added, state: state(of: record)))
    }
    return found
  }

  /// Folders with a `plugin.yaml`, by name.
  private static func folders(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map { "\(folder)/\($0)" }.filter(PluginFolder.holdsPlugin)
  }

  private func look(at folder: String, _ place: FoundPlugin.Place) -> FoundPlugin {
    let stated = PluginFolder.statedName(in: folder)
    if let stated, !records.contains(where: { $0.name == stated }) {
      // Nothing has been added that it could be: there is no need to read all of it.
      return FoundPlugin(name: stated, folder: folder, place: place, state: .notAdded)
    }
    let plugin: PluginFolder
    do {
      plugin = try PluginFolder(folder)
    } catch {
      let name = stated ?? pathParts(folder).last ?? folder
      return FoundPlugin(name: name, folder: folder, place: place, state: .broken(error))
    }
    let name = plugin.manifest.name
    let own = resolvedPath(folder) ?? folder
    let same = records.last {
      $0.name == name && $0.sha256 == plugin.content.sha256 && (!$0.isInPlace || $0.folder == own)
    }
    // What runs is the copy that was made when it was looked at, never what a stranger's folder holds beside.
    let state: FoundPlugin.State =
      if let same { self.state(of: same) } else {
        records.last { $0.name == name && $0.source == own }.map { .changed($0) } ?? .notAdded
      }
    return FoundPlugin(name: name, folder: folder, place: place, state: state)
  }

  /// Holds what is there now against what was added.
  public func state(of record: PluginRecord) -> FoundPlugin.State {
    let needed = [record.folder + "/plugin.yaml", record.environment].compactMap { $0 }
    guard needed.allSatisfy(FileManager.default.fileExists) else { return .missing(record) }
    guard let plugin = try? PluginFolder(record.folder) else { return .changed(record) }
    return plugin.content.sha256 == record.sha256
      ? .ready(record, plugin) : .changed(record)
  }
}

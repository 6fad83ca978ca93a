internal import Foundation
public import ModuleKit
public import PluginHost

/// What plug-ins need in order to run: their process or library, the SDKs, their packages.
public struct PluginHome: Sendable {
  public let store: PluginStore
  let pool: PluginPool
  /// Of the program.
  let version: String

  public init(store: PluginStore, pool: PluginPool, version: String) {
    (self.store, self.pool, self.version) = (store, pool, version)
  }

  /// Ends all plug-ins that run.
  public func close() { pool.close() }

  /// Variables that a plug-in of Python or R finds its SDK and packages by.
  ///
  /// - Parameter inPlace: the name of a plug-in that stays in its folder. What Python has compiled is no part of
  ///   what was looked at, so it is kept, and looked for, elsewhere; of a copy there is none in the folder.
  public func variables(packages: String?, inPlace: String? = nil) throws(PluginTrouble)
    -> [String: String]
  {
    let kit = try PluginKit.folder(in: store, version: version)
    if kit.contains(":") {
      throw PluginTrouble(
        "data-folder", "the path '\(store.folder)' holds a ':', at which PYTHONPATH is cut",
        help: "plug-ins are kept in $XDG_DATA_HOME/sociogram, else ~/.local/share/sociogram")
    }
    var variables = [
      "SOCIOGRAM_SDK": kit, "SOCIOGRAM_PLUGIN": "1",
      "PYTHONPATH": ["\(kit)/python", packages].compactMap { $0 }.joined(separator: ":"),
    ]
    if let inPlace {
      variables["PYTHONPYCACHEPREFIX"] = store.bytecodeFolder(of: inPlace)
      variables["PYTHONDONTWRITEBYTECODE"] = ""
    }
    return variables
  }

  /// Starts a plug-in once and asks what it is.
  func describe(_ plugin: PluginFolder, in folder: String, packages: String?) throws(PluginTrouble)
    -> JSON
  {
    do {
      if plugin.manifest.library != nil {
        return Self.description(of: try libraryEntries(plugin, in: folder))
      }
      let variables = try variables(packages: packages, inPlace: inPlace(plugin, folder))
      return try pool.describe(folder: folder, manifest: plugin.manifest, environment: variables)
    } catch let diagnostics as Diagnostics {
      throw PluginTrouble(diagnostics.all, sources: [plugin.source])
    } catch let trouble as PluginTrouble {
      throw trouble
    } catch {
      throw PluginTrouble("plugin-failed", "\(error)", at: plugin.source.name)
    }
  }

  /// The modules of a plug-in.
  ///
  /// - Parameters:
  ///   - folder: where it runs, as an absolute path.
  ///   - source: where it was added from.
  ///   - description: what it has said of itself.
  public func entries(
    _ plugin: PluginFolder, in folder: String, source: String? = nil, description: JSON,
    packages: String?
  ) throws(PluginTrouble) -> [ModuleEntry] {
    do {
      if plugin.manifest.library != nil {
        return try libraryEntries(plugin, in: folder).map { $0.from(origin(of: plugin)) }
      }
      return try pool.entries(
        of: InstalledPlugin(
          folder: folder, source: source, manifest: plugin.manifest, sha256: plugin.content.sha256,
          description: description,
          environment: try variables(packages: packages, inPlace: inPlace(plugin, folder))))
    } catch let diagnostics as Diagnostics {
      throw PluginTrouble(diagnostics.all, sources: [plugin.source])
    } catch let trouble as PluginTrouble {
      throw trouble
    } catch {
      throw PluginTrouble("plugin-failed", "\(error)", at: plugin.source.name)
    }
  }

  /// A plug-in that has not been added, for its author: installs its packages and starts it.
  public func tried(_ plugin: PluginFolder) throws(PluginTrouble) -> [ModuleEntry] {
    let folder = resolvedPath(plugin.path) ?? plugin.path
    let packages = try PluginPackages(store).install(plugin)
    let description = try describe(plugin, in: folder, packages: packages)
    return try entries(plugin, in: folder, description: description, packages: packages)
  }

  /// The name of a plug-in that does not run from a copy in the store.
  private func inPlace(_ plugin: PluginFolder, _ folder: String) -> String? {
    isBelow(folder, store.folder + "/plugins") ? nil : plugin.manifest.name
  }

  private func origin(of plugin: PluginFolder) -> ModuleOrigin {
    ModuleOrigin(
      plugin: plugin.manifest.name, version: plugin.manifest.version,
      sha256: plugin.content.sha256, door: .binary)
  }

  private func libraryEntries(_ plugin: PluginFolder, in folder: String) throws(Diagnostics)
    -> [ModuleEntry]
  {
    try BinaryPlugin.entries(
      library: folder + "/" + (plugin.manifest.library ?? ""), plugin: plugin.manifest.name,
      at: .init(file: plugin.source.name, span: .beginning))
  }

  private static func description(of entries: [ModuleEntry]) -> JSON {
    [
      "surroundings": [:],
      "modules": .array(
        entries.map { ["name": .string($0.manual.name), "summary": .string($0.manual.summary)] }),
    ]
  }
}

public import ModuleKit
internal import Synchronization

/// The plug-ins that run as programs of their own: one process for each, started when a stage first needs it and kept
/// for those after it.
public final class PluginPool: Sendable {
  private let host: String
  private let limits: PluginLimits
  private let sessions = Mutex<[Key: PluginSession]>([:])

  /// A plug-in with all that its process has been started with.
  private struct Key: Hashable {
    let plugin: PluginIdentity
    let sha256: String
  }

  /// - Parameter host: name and version of the program, as plug-ins are told them.
  public init(host: String, limits: PluginLimits = PluginLimits()) {
    (self.host, self.limits) = (host, limits)
  }

  deinit { close() }

  /// Ends all plug-ins; a stage that needs one later starts it again.
  public func close() {
    for session in sessions.withLock({ Array($0.values) }) { session.close() }
  }

  /// How many times a plug-in has been started.
  package func starts(of plugin: InstalledPlugin) -> Int {
    let name = plugin.manifest.name
    return sessions.withLock { sessions in
      sessions.filter { $0.key.plugin.name == name }.values.reduce(0) { $0 + $1.starts }
    }
  }

  /// That of the plug-in as it is now; one of what it was before is ended when no stage uses it.
  private func session(_ identity: PluginIdentity, _ plugin: InstalledPlugin) -> PluginSession {
    let key = Key(plugin: identity, sha256: plugin.sha256)
    let (session, outdated) = sessions.withLock { sessions in
      let outdated = sessions.filter { $0.key.plugin.name == identity.name && $0.key != key }
      for old in outdated.keys { sessions[old] = nil }
      let session =
        sessions[key] ?? PluginSession(identity, host: host, limits: limits(plugin.manifest))
      sessions[key] = session
      return (session, Array(outdated.values))
    }
    for old in outdated { old.close() }
    return session
  }

  private func limits(_ manifest: PluginManifest) -> PluginLimits {
    var limits = limits
    limits.memoryMegabytes = manifest.memoryMegabytes ?? limits.memoryMegabytes
    return limits
  }

  /// The modules of a plug-in, from what has been recorded: nothing is started before a stage runs.
  ///
  /// - Throws: what is wrong with the record.
  public func entries(of plugin: InstalledPlugin) throws(Diagnostics) -> [ModuleEntry] {
    let problems = JSONProblems()
    let surroundings = Greeting.surroundings(
      JSONView(plugin.description["surroundings"], "surroundings", problems))
    let identity = PluginIdentity(
      name: plugin.manifest.name, version: plugin.manifest.version, folder: plugin.folder,
      source: plugin.source,
      command: plugin.manifest.run ?? [], environment: plugin.environment,
      surroundings: surroundings)
    if plugin.manifest.run == nil { problems.add("it is a library, not a program") }
    let manuals = try Self.manuals(plugin.description["modules"], problems.all, identity)
    let session = session(identity, plugin)
    let origin = ModuleOrigin(
      plugin: identity.name, version: identity.version, sha256: plugin.sha256, door: .process,
      environment: surroundings)
    return manuals.map { $0.entry(session).from(origin) }
  }

  /// Starts a plug-in, asks it what it is, and ends it.
  ///
  /// - Returns: `modules` and `surroundings`, to be recorded.
  /// - Throws: ``Diagnostics``.
  public func describe(
    folder: String, manifest: PluginManifest, environment: [String: String] = [:]
  ) throws(Diagnostics) -> JSON {
    let identity = PluginIdentity(
      name: manifest.name, version: manifest.version, folder: folder,
      command: manifest.run ?? [], environment: environment, surroundings: nil)
    if manifest.run == nil {
      _ = try Self.manuals(nil, ["it is a library, not a program"], identity)
    }
    let session = PluginSession(identity, host: host, limits: limits(manifest))
    let answer: (surroundings: [String: String], modules: JSON?)
    do {
      answer = try session.describe()
    } catch let failure as PluginFailure {
      throw Diagnostics([FailureReport.describing(failure, identity)])
    } catch {
      throw Diagnostics([Diagnostic("plugin-failed", "plug-in '\(identity.name)' failed: \(error)")]
      )
    }
    let manuals = try Self.manuals(answer.modules, [], identity)
    let surroundings = answer.surroundings.sorted { $0.key < $1.key }
    return [
      "surroundings": .object(surroundings.map { JSON.Member($0.key, .string($0.value)) }),
      "modules": .array(manuals.map(\.json)),
    ]
  }

  private static func manuals(
    _ json: JSON?, _ others: [String], _ plugin: PluginIdentity
  ) throws(Diagnostics) -> [PluginManual] {
    var (problems, manuals) = (others, [PluginManual]())
    do {
      if others.isEmpty { manuals = try PluginManual.list(json) }
    } catch {
      problems += error.all
    }
    if problems.isEmpty { return manuals }
    throw Diagnostics(
      problems.map {
        Diagnostic(
          "plugin-manual", "plug-in '\(plugin.name)' describes itself wrongly: \($0)",
          at: .init(file: "\(plugin.folder)/plugin.yaml"))
      })
  }
}

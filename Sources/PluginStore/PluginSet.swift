public import ModuleKit
public import PipelineEngine
internal import PluginHost

/// The plug-ins that a study may use: those that have been added and are as they were.
public struct PluginSet: Sendable {
  public let found: [FoundPlugin]
  public let entries: [ModuleEntry]
  /// What kept plug-ins from being used though they have been added.
  public let problems: [Diagnostic]
  /// Plug-ins of modules that two of them have.
  private let doubles: [String: [String]]
  /// What modules of the program begin with: `centrality`.
  private let families: Set<String>

  /// Looks for plug-ins; those of processes are not started, libraries are loaded.
  ///
  /// - Parameters:
  ///   - builtIn: modules that no plug-in may replace.
  ///   - study: the study's folder; nil without a study.
  ///   - paths: folders given with `--plugin-path`.
  public init(
    _ home: PluginHome, builtIn: ModuleRegistry, study: String?, paths: [String]
  ) {
    var (records, problems) = ([PluginRecord](), [Diagnostic]())
    do {
      records = try home.store.records()
    } catch {
      problems += error.diagnostics
    }
    var names: Set<String> = []
    // The nearest of a name counts: a study that brings its own version must not run on another.
    found = PluginSearch(records: records).found(study: study, paths: paths)
      .filter { names.insert($0.name).inserted }

    var (entries, owners) = ([ModuleEntry](), [String: [String]]())
    for plugin in found {
      guard case .ready(let record, let folder) = plugin.state else { continue }
      do throws(PluginTrouble) {
        let modules = try home.entries(
          folder, in: record.folder, source: record.source, description: record.description,
          packages: record.environment)
        for entry in modules {
          let name = entry.manual.name
          owners[name, default: []].append(record.name)
          if builtIn[name] == nil {
            entries.append(entry)
          } else {
            problems.append(Self.replaced(name, record))
          }
        }
      } catch {
        problems += error.diagnostics
      }
    }
    families = Set(builtIn.entries.map { Self.family($0.manual.name) })
    doubles = owners.filter { $0.value.count > 1 }
    self.entries = entries.filter { [doubles] entry in doubles[entry.manual.name] == nil }
    // A study that needs none of them runs all the same.
    self.problems = problems.map { problem in
      var warning = problem
      warning.severity = .warning
      return warning
    }
  }

  private static func replaced(_ module: String, _ record: PluginRecord) -> Diagnostic {
    Diagnostic(
      .warning, "duplicate-module",
      "the module '\(module)' of the plug-in '\(record.name)' is not used: a built-in one has its name"
    )
  }

  /// What can be said of a module that a study names and that is not there; nil when nothing can.
  public func absent(_ module: String) -> AbsentModule? {
    if let plugins = doubles[module] {
      return AbsentModule(
        id: "duplicate-module",
        message: "the module '\(module)' is in two plug-ins: "
          + plugins.map { "'\($0)'" }.joined(separator: " and "),
        help: "remove one: 'sociogram plugins remove \(plugins[0])'")
    }
    for plugin in found where plugin.record?.modules.contains(module) ?? false {
      if let known = Self.known(module, plugin) { return known }
    }
    let notes = found.compactMap(Self.note) + problems.map(\.message)
    if !notes.isEmpty { return AbsentModule(notes: notes) }
    // A similar name that is there stays the first thing to tell.
    guard module.contains("."), !families.contains(Self.family(module)) else { return nil }
    return AbsentModule(notes: [
      "sociogram has no modules '\(Self.family(module)).…'; if it is of a plug-in, look at that and run "
        + "'sociogram plugins add FOLDER'"
    ])
  }

  private static func family(_ module: String) -> String {
    String(module.prefix { $0 != "." })
  }

  private static func known(_ module: String, _ plugin: FoundPlugin) -> AbsentModule? {
    let start = "the module '\(module)' is of the plug-in '\(plugin.name)', "
    switch plugin.state {
    case .changed:
      return AbsentModule(
        id: "plugin-changed", message: start + "which has changed since it was added",
        help:
          "look at what has changed in \(origin(plugin)), then run '\(addCommand(origin(plugin)))'")
    case .missing:
      return AbsentModule(
        id: "plugin-missing", message: start + "of which files are gone",
        help: "run '\(addCommand(origin(plugin)))'")
    default: return nil
    }
  }

  private static func note(_ plugin: FoundPlugin) -> String? {
    let next = "look at it, then run '\(addCommand(origin(plugin)))'"
    switch plugin.state {
    case .notAdded:
      return "the plug-in '\(plugin.name)' in \(plugin.folder) has not been added: \(next)"
    case .changed:
      return
        "the plug-in '\(plugin.name)' in \(origin(plugin)) has changed since it was added: \(next)"
    case .broken(let trouble):
      let why = trouble.diagnostics.first?.message ?? ""
      return "the plug-in in \(plugin.folder) cannot be read: \(why)"
    case .ready, .missing: return nil
    }
  }

  /// Where somebody can look at it and add it again: not the copy.
  private static func origin(_ plugin: FoundPlugin) -> String {
    plugin.place == .added ? plugin.record?.source ?? plugin.folder : plugin.folder
  }

  static func addCommand(_ folder: String) -> String {
    "sociogram plugins add " + ShellWord.quoted(folder)
  }
}

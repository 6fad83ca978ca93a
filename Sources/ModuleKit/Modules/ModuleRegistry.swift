/// A module without its Swift type: all that the engine sees.
public struct ModuleEntry: Sendable {
  public let manual: Manual
  public let parameters: [ParameterDescription]
  public let parameterSchema: JSON
  /// Reads a stage's parameters.
  public let prepare:
    @Sendable (ConfigNode?, Diagnostic.Location, ParameterContext) -> PreparedModule
  /// The plug-in that the module comes from; nil for one that is built in.
  public let origin: ModuleOrigin?

  public init<M: Module>(_ module: M.Type) {
    manual = M.manual
    parameters = M.Parameters.descriptions
    parameterSchema = M.Parameters.jsonSchema
    origin = nil
    prepare = { node, stage, context in
      let decoded = M.Parameters.decode(node, stage: stage, context)
      let module = M(decoded.value)
      return PreparedModule(
        manual: M.manual, parameters: decoded.value.json,
        chosenParameters: decoded.value.chosenJSON, locations: decoded.locations,
        references: context.references, diagnostics: decoded.diagnostics + context.problems,
        surroundings: M.surroundings, isVolatile: module.isVolatile, outline: module.outline,
        run: module.run)
    }
  }

  /// A module that is known by its description only, as those of plug-ins in other languages are.
  ///
  /// - Parameters:
  ///   - outline: tells what the stage will have made, given its arguments.
  ///   - run: does the work, given its arguments: see ``DescribedParameters/Values/arguments``.
  public init(
    manual: Manual, parameters: DescribedParameters,
    outline: @escaping @Sendable (JSON, inout Outline, CheckContext) -> Void,
    run: @escaping @Sendable (JSON, inout Network, StageContext) throws -> Void
  ) {
    (self.manual, self.parameters) = (manual, parameters.descriptions)
    parameterSchema = parameters.jsonSchema
    origin = nil
    prepare = { node, stage, context in
      let values = parameters.decode(node, stage: stage, context)
      return PreparedModule(
        manual: manual, parameters: values.json, chosenParameters: values.chosenJSON,
        locations: values.locations, references: context.references,
        diagnostics: values.diagnostics + context.problems, surroundings: [:], isVolatile: false,
        outline: { outline(values.arguments, &$0, $1) },
        run: { try run(values.arguments, &$0, $1) })
    }
  }

  private init(_ entry: ModuleEntry, origin: ModuleOrigin) {
    (manual, parameters) = (entry.manual, entry.parameters)
    (parameterSchema, self.origin) = (entry.parameterSchema, origin)
    prepare = { node, stage, context in
      var module = entry.prepare(node, stage, context)
      module.surroundings.merge(origin.surroundings) { $1 }
      return module
    }
  }

  /// The module as one of a plug-in, on whose version and content its results depend.
  public func from(_ origin: ModuleOrigin) -> ModuleEntry { ModuleEntry(self, origin: origin) }
}

/// The plug-in that a module comes from.
public struct ModuleOrigin: Sendable, Equatable {
  /// How a plug-in's code is reached.
  public enum Door: String, Sendable { case process, binary }

  public let plugin: String
  public let version: String
  /// The SHA-256 of all its files, in hexadecimal digits.
  public let sha256: String
  public let door: Door
  /// What else its results depend on: versions of a language and of libraries.
  public let environment: [String: String]

  public init(
    plugin: String, version: String, sha256: String, door: Door,
    environment: [String: String] = [:]
  ) {
    (self.plugin, self.version, self.sha256) = (plugin, version, sha256)
    (self.door, self.environment) = (door, environment)
  }

  /// What goes into the keys of results and into manifests.
  var surroundings: [String: String] {
    environment.merging(["plug-in \(plugin)": "\(version), sha256 \(sha256)"]) { $1 }
  }
}

/// A module with its parameters, ready to be checked and run.
public struct PreparedModule: Sendable {
  public let manual: Manual
  /// All values, defaults included, in canonical form.
  public let parameters: JSON
  /// Those that differ from their defaults.
  public let chosenParameters: JSON
  /// Where each given parameter is written.
  public let locations: [String: Diagnostic.Location]
  /// Files and columns that the parameters name.
  public let references: [ParameterContext.Reference]
  public let diagnostics: [Diagnostic]
  /// What the machine adds to the result: see ``Module/surroundings``.
  public fileprivate(set) var surroundings: [String: String]
  /// Whether the stage runs every time: see ``Module/isVolatile``.
  public let isVolatile: Bool
  public let outline: @Sendable (inout Outline, CheckContext) -> Void
  public let run: @Sendable (inout Network, StageContext) throws -> Void

  /// Stands for a module that does not exist, so that checking can go on behind it.
  public static func unknown(_ name: String) -> PreparedModule {
    PreparedModule(
      manual: Manual(name: name, summary: "", details: "", writes: [], examples: []),
      parameters: [:], chosenParameters: [:], locations: [:], references: [], diagnostics: [],
      surroundings: [:], isVolatile: false,
      outline: { outline, _ in outline.mayHaveMore = true },
      run: { _, context in
        throw context.error("unknown-module", "there is no module '\(name)'")
      })
  }
}

/// The modules that a study may use: a value, fixed before use; tests build their own.
public struct ModuleRegistry: Sendable {
  /// Sorted by name.
  public let entries: [ModuleEntry]

  /// - Precondition: no two modules have the same name.
  public init(_ entries: [ModuleEntry]) {
    self.entries = entries.sorted { $0.manual.name < $1.manual.name }
    for (a, b) in zip(self.entries, self.entries.dropFirst()) {
      precondition(a.manual.name != b.manual.name, "two modules are named '\(a.manual.name)'")
    }
  }

  public init<each M: Module>(_ modules: repeat (each M).Type) {
    var entries: [ModuleEntry] = []
    repeat entries.append(ModuleEntry(each modules))
    self.init(entries)
  }

  public var names: [String] { entries.map(\.manual.name) }
  public subscript(name: String) -> ModuleEntry? { entries.first { $0.manual.name == name } }
}

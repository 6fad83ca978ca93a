/// A module without its Swift type: all that the engine sees.
public struct ModuleEntry: Sendable {
  public let manual: Manual
  public let parameters: [ParameterDescription]
  public let parameterSchema: JSON
  /// Reads a stage's parameters.
  public let prepare:
    @Sendable (ConfigNode?, Diagnostic.Location, ParameterContext) -> PreparedModule

  public init<M: Module>(_ module: M.Type) {
    manual = M.manual
    parameters = M.Parameters.descriptions
    parameterSchema = M.Parameters.jsonSchema
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
  public let surroundings: [String: String]
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

public import ModuleKit

/// A study that has been checked: stages in an order in which each comes after what it reads.
public struct Plan: Sendable {
  public struct Stage: Sendable {
    public let id: String
    public let module: PreparedModule
    /// Positions in ``Plan/stages`` of the stages read.
    public let inputs: [Int]
    /// What the network will look like after the stage, as far as known.
    public let outline: Outline
    /// Everything that the result depends on.
    public let recipe: Recipe
    public let location: Diagnostic.Location
    /// How long it may take.
    public let timeout: Timeout?
    /// True for a stage that the study does not list, such as the closing report.
    public let isImplicit: Bool

    /// Identifies the result: equal keys mean equal results.
    public var key: String { recipe.key }
  }

  public let title: String
  public let seed: UInt64
  /// The version of the engine.
  let version: String
  public let stages: [Stage]
  /// Nil for a study that is not marked as public.
  public let publicity: Study.Publicity?

  /// Stages that no other stage reads: their networks are the study's results.
  public var results: [Int] {
    let read = Set(stages.flatMap(\.inputs))
    return stages.indices.filter { !read.contains($0) }
  }
}

extension Plan {
  /// Stages that start a network: they read people as they are.
  var sources: [Int] { stages.indices.filter { stages[$0].inputs.isEmpty } }

  /// Stages whose networks are wanted at the end: what is published, and what must not show in it.
  var kept: [Int] { publicity == nil ? results : results + sources }

  /// Where the files are that stages read, each once.
  var files: [String] {
    var seen: Set<String> = []
    return stages.flatMap(\.module.references).compactMap { reference in
      guard case .file(let file) = reference.kind, seen.insert(file.path).inserted else {
        return nil
      }
      return file.path
    }
  }

  /// What a result is called: its stage, or the one that added stages close.
  func resultName(_ index: Int) -> String {
    var stage = stages[index]
    while stage.isImplicit, let before = stage.inputs.first { stage = stages[before] }
    return stage.id
  }
}

/// Everything that a stage's result depends on; its hash names the result.
public struct Recipe: Sendable, Equatable {
  public struct InputHash: Sendable, Equatable {
    public let name: String
    public let sha256: String
    /// A secret counts for the result, and is told to nobody.
    var isSecret = false
  }

  /// The version of the engine and its stored form.
  public let engine: String
  public let module: String
  public let moduleVersion: Int
  /// The id, when the result carries it (figures are named after their stage).
  public let stage: String
  public let parameters: JSON
  public let files: [InputHash]
  /// Keys of the stages read.
  public let inputs: [String]
  /// Present when the module uses it.
  public let seed: UInt64?
  public let title: String?
  /// The hash of ``Lineage``.
  public let lineage: String?
  /// Versions of what the module works with, such as libraries and fonts.
  public let surroundings: [String: String]

  public var json: JSON {
    var json: JSON = [
      "engine": .string(engine), "module": .string(module),
      "module_version": .integer(moduleVersion), "stage": .string(stage),
      "parameters": parameters,
      "files": .array(
        files.map { ["name": .string($0.name), "sha256": .string($0.sha256)] }),
      "inputs": .array(inputs.map(JSON.string)),
    ]
    if let seed { json["seed"] = .string(String(seed)) }
    if let title { json["title"] = .string(title) }
    if let lineage { json["lineage"] = .string(lineage) }
    if !surroundings.isEmpty { json["surroundings"] = surroundingsJSON }
    return json
  }

  /// Sorted by name, so that equal surroundings are equal texts.
  var surroundingsJSON: JSON {
    .object(surroundings.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) })
  }

  public let key: String

  package init(
    engine: String, module: Manual, stage: String, parameters: JSON, files: [InputHash],
    inputs: [String], seed: UInt64, title: String,
    lineage: @autoclosure () -> Lineage = Lineage(), surroundings: [String: String]
  ) {
    self.surroundings = surroundings
    (self.engine, self.module, self.stage) = (engine, module.name, stage)
    (moduleVersion, self.parameters) = (module.version, parameters)
    (self.files, self.inputs) = (files, inputs)
    self.seed = module.uses.contains(.seed) ? seed : nil
    self.title = module.uses.contains(.title) ? title : nil
    self.lineage = module.uses.contains(.lineage) ? lineage().hash : nil
    key = ""
  }

  private init(_ recipe: Recipe, key: String) {
    (engine, module, moduleVersion) = (recipe.engine, recipe.module, recipe.moduleVersion)
    (stage, parameters, files) = (recipe.stage, recipe.parameters, recipe.files)
    (inputs, seed, title) = (recipe.inputs, recipe.seed, recipe.title)
    lineage = recipe.lineage
    surroundings = recipe.surroundings
    self.key = key
  }

  /// The recipe with its key computed.
  package func sealed() -> Recipe { Recipe(self, key: Hashing.sha256(json.compact)) }
}

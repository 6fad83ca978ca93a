public import ModuleKit

extension Plan {
  /// The plan as a value that owes nothing to this engine: another one could run it.
  public var json: JSON {
    [
      "plan_format": 1, "study": .string(title), "seed": .string(String(seed)),
      "stages": .array(
        stages.map { stage in
          [
            "id": .string(stage.id), "module": .string(stage.module.manual.name),
            "module_version": .integer(stage.module.manual.version),
            "inputs": .array(stage.inputs.map { .string(stages[$0].id) }),
            "parameters": stage.module.parameters,
            "files": .array(
              stage.recipe.files.map { ["name": .string($0.name), "sha256": .string($0.sha256)] }),
            "key": .string(stage.key),
          ]
        }),
      "results": .array(results.map { .string(stages[$0].id) }),
    ]
  }
}

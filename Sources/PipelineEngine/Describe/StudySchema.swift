public import ModuleKit

/// The JSON Schema of studies, made from the registry, for completion and checks in editors.
public struct StudySchema {
  private let registry: ModuleRegistry

  public init(_ registry: ModuleRegistry) { self.registry = registry }

  public var json: JSON {
    [
      "$schema": "http://json-schema.org/draft-07/schema#",
      "title": "Sociogram study", "type": "object", "additionalProperties": false,
      "required": ["study", "stages"],
      "properties": [
        "version": ["const": 1, "description": "The version of the study language"],
        "study": [
          "type": "string", "description": "What the study shows, in one sentence: the title",
        ],
        "seed": [
          "type": "integer", "minimum": 0, "default": 0,
          "description": "The one source of randomness; the same seed gives the same bytes",
        ],
        "public": [
          "oneOf": [
            ["type": "boolean"],
            [
              "type": "object", "additionalProperties": false, "required": ["allow"],
              "properties": ["allow": ["type": "array", "items": ["type": "string"]]],
            ],
          ],
          "default": false,
          "description":
            "Whether results are for everybody: a run fails when they show a name, an e-mail address or a telephone number of the input",
        ],
        "vars": [
          "type": "object", "description": "Values used as ${name}, changed by --set name=value",
        ],
        "env": [
          "type": "array", "items": ["type": "string"],
          "description": "Environment variables that the study may use as ${NAME}",
        ],
        "defaults": defaults,
        "stages": [
          "type": "array", "minItems": 1,
          "items": ["oneOf": .array(registry.entries.map(stage))],
        ],
      ],
    ]
  }

  // MARK: Parameters

  /// Parameters for all modules of a family, or for one module.
  private var defaults: JSON {
    let families = Dictionary(grouping: registry.entries, by: \.manual.family)
    let all =
      families.keys.sorted().map { ($0, families[$0] ?? []) }
      + registry.entries.map { ($0.manual.name, [$0]) }
    return [
      "type": "object", "additionalProperties": false,
      "description":
        "Parameters that stages take which do not give their own, by family or module; null in a stage puts the module's own default back",
      "properties": .object(all.map { JSON.Member($0.0, defaults(of: $0.1)) }),
    ]
  }

  /// What any of some modules takes.
  private func defaults(of entries: [ModuleEntry]) -> JSON {
    let parameters = entries.flatMap(\.parameters)
    let properties = Set(parameters.map(\.key)).sorted().map { key in
      let schemas = parameters.filter { $0.key == key }.map(\.jsonSchema)
      return JSON.Member(key, Self.choice(schemas))
    }
    return ["type": "object", "additionalProperties": false, "properties": .object(properties)]
  }

  /// Any of some schemas, each once, or null, which puts the module's own default back.
  private static func choice(_ schemas: [JSON]) -> JSON {
    var all: [JSON] = []
    for schema in schemas where !all.contains(schema) { all.append(schema) }
    return ["anyOf": .array(all + [["type": "null"]])]
  }

  /// The parameters of a stage: those that can have a default may say that it does not hold.
  private func with(_ entry: ModuleEntry) -> JSON {
    var schema = entry.parameterSchema
    guard case .object(let members)? = schema["properties"] else { return schema }
    let isRequired = Set(entry.parameters.filter(\.isRequired).map(\.key))
    schema["properties"] = .object(
      members.map {
        isRequired.contains($0.key)
          ? $0 : JSON.Member($0.key, Self.choice([$0.value]))
      })
    return schema
  }

  // MARK: Stages

  private func stage(_ entry: ModuleEntry) -> JSON {
    let manual = entry.manual
    var required: [JSON] = ["use"]
    if entry.parameters.contains(where: \.isRequired) { required.append("with") }
    let from: JSON =
      manual.inputs == .many
      ? ["type": "array", "items": ["type": "string"], "description": "The stages read"]
      : [
        "type": "string",
        "description": .string(
          manual.inputs == .optional
            ? "The stage read; none when not given"
            : "The stage read; the one before when not given"),
      ]
    return [
      "type": "object", "additionalProperties": false, "required": .array(required),
      "description": .string(manual.summary),
      "properties": [
        "use": ["const": .string(manual.name), "description": .string(manual.summary)],
        "id": [
          "type": "string", "pattern": "^[A-Za-z0-9_-]+$", "description": "Names the stage",
        ],
        "from": from,
        "with": with(entry),
        "timeout": [
          "type": ["number", "string"],
          "description": "How long the stage may take: seconds, or with a unit, as 90s, 5m, 1h",
        ],
      ],
    ]
  }
}

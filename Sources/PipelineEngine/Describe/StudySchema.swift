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
      "definitions": definitions,
    ]
  }

  // MARK: Parameters

  /// What each module takes, told once: stages and defaults refer to it.
  private var definitions: JSON {
    .object(registry.entries.map { JSON.Member($0.manual.name, definition(of: $0)) })
  }

  /// Any parameter that can have a default may be null, which puts the module's own default back.
  private func definition(of entry: ModuleEntry) -> JSON {
    let properties = entry.parameters.map { parameter in
      let schema = parameter.jsonSchema
      return JSON.Member(
        parameter.key, parameter.isRequired ? schema : ["anyOf": [schema, ["type": "null"]]])
    }
    return ["type": "object", "additionalProperties": false, "properties": .object(properties)]
  }

  private static func reference(_ path: String) -> JSON {
    ["$ref": .string("#/definitions/" + path)]
  }

  /// Parameters for all modules of a family, or for one module.
  private var defaults: JSON {
    let families = Dictionary(grouping: registry.entries, by: \.manual.family)
    let ofFamilies = families.keys.sorted().map {
      JSON.Member($0, defaults(of: families[$0] ?? []))
    }
    let ofModules = registry.names.map { JSON.Member($0, Self.reference($0)) }
    return [
      "type": "object", "additionalProperties": false,
      "description":
        "Parameters that stages take which do not give their own, by family or module; null in a stage puts the module's own default back",
      "properties": .object(ofFamilies + ofModules),
    ]
  }

  /// What any of some modules takes: where their schemas of a parameter are alike, that of the first.
  private func defaults(of entries: [ModuleEntry]) -> JSON {
    var found: [(key: String, schemas: [JSON], references: [JSON])] = []
    for entry in entries {
      for parameter in entry.parameters {
        let place = Self.reference("\(entry.manual.name)/properties/\(parameter.key)")
        if let index = found.firstIndex(where: { $0.key == parameter.key }) {
          if found[index].schemas.contains(parameter.jsonSchema) { continue }
          found[index].schemas.append(parameter.jsonSchema)
          found[index].references.append(place)
        } else {
          found.append((parameter.key, [parameter.jsonSchema], [place]))
        }
      }
    }
    let properties = found.sorted { $0.key < $1.key }.map {
      JSON.Member(
        $0.key, $0.references.count == 1 ? $0.references[0] : ["anyOf": .array($0.references)])
    }
    return ["type": "object", "additionalProperties": false, "properties": .object(properties)]
  }

  /// The parameters of a stage, with those that it cannot do without.
  private func with(_ entry: ModuleEntry) -> JSON {
    let reference = Self.reference(entry.manual.name)
    let required = entry.parameters.filter(\.isRequired).map { JSON.string($0.key) }
    if required.isEmpty { return reference }
    // Beside a reference nothing else counts.
    return ["allOf": [reference, ["required": .array(required)]]]
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

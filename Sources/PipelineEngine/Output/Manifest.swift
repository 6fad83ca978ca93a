internal import Foundation
internal import ModuleKit

/// What was run and what came of it, beside the results.
///
/// Everything but `measured` is the same for the same study, input, seed and version.
struct Manifest {
  static let fileName = "manifest.json"
  static let format = 1

  private(set) var json: JSON

  init(
    plan: Plan, version: String, summaries: [StageSummary?], files: [OutputFile],
    figures: [(result: String, figure: Figure)], measured: RunMeasurements
  ) {
    json = [
      "sociogram": ["version": .string(version), "manifest_format": .integer(Self.format)],
      "study": .string(plan.title),
      "seed": .string(String(plan.seed)),
      "key": .string(plan.key),
      "stages": .array(
        zip(plan.stages, summaries).map { Self.stage($0, $1, in: plan) }),
      "outputs": .array(
        files.map {
          [
            "path": .string($0.path), "bytes": .integer($0.count),
            "sha256": .string($0.sha256),
          ]
        }),
      "figures": .array(
        figures.map { result, figure in
          [
            "name": .string(figure.name), "result": .string(result),
            "checks": .array(figure.checks.map(\.json)),
          ]
        }),
      "measured": measured.json,
    ]
    if let publicity = plan.publicity {
      json["public"] = ["allow": .array(publicity.allowed.map(JSON.string))]
    }
  }

  private static func stage(_ stage: Plan.Stage, _ summary: StageSummary?, in plan: Plan) -> JSON {
    var json: JSON = [
      "id": .string(stage.id), "module": .string(stage.module.manual.name),
      "module_version": .integer(stage.module.manual.version),
      "inputs": .array(stage.inputs.map { .string(plan.stages[$0].id) }),
      "parameters": stage.module.parameters,
      "files": .array(
        stage.recipe.files.map {
          ["name": .string($0.name), "sha256": $0.isSecret ? .null : .string($0.sha256)]
        }),
      "key": .string(stage.key), "result": summary?.json ?? .null,
    ]
    if !stage.recipe.surroundings.isEmpty {
      json["surroundings"] = stage.recipe.surroundingsJSON
    }
    return json
  }

  /// What the next run needs to know of the last.
  struct Header: Decodable {
    struct Output: Decodable {
      let path: String
      let bytes: Int
      let sha256: String
    }
    struct Engine: Decodable { let version: String }
    struct Check: Decodable {
      let id, finding: String
      let passed: Bool
    }
    struct Figure: Decodable {
      let name, result: String
      let checks: [Check]
    }
    let sociogram: Engine
    let key: String
    let outputs: [Output]
    /// Nil in manifests of an earlier version.
    let figures: [Figure]?
  }

  /// The manifest in an output folder; nil when there is none that we wrote.
  static func read(from folder: String) -> Header? {
    guard let bytes = Files.read(folder + "/" + fileName) else { return nil }
    return try? JSONDecoder().decode(Header.self, from: Data(bytes))
  }

  /// True when the folder holds exactly the results of the plan with this key, undamaged.
  static func isCurrent(_ key: String, in folder: String) -> Bool {
    guard let header = read(from: folder), header.key == key else { return false }
    return header.outputs.allSatisfy { output in
      let path = folder + "/" + output.path
      guard Files.size(path) == output.bytes else { return false }
      return Hashing.sha256(ofFile: path) == output.sha256
    }
  }
}

extension Plan {
  /// Identifies the results of the whole study.
  var key: String {
    let ends = results.map { stages[$0].id + "=" + stages[$0].key }
    // A study that becomes public is checked, though its results are there.
    let publicity = publicity.map { ["public/1"] + $0.allowed } ?? []
    return Hashing.sha256(([title, String(seed)] + ends + publicity).joined(separator: "\n"))
  }
}

/// Times and sizes of one run, which differ from run to run.
struct RunMeasurements {
  struct Stage {
    let id: String
    let cached: Bool
    let seconds: Double
    /// The largest resident memory of the whole process while the stage ran, in bytes.
    let peakMemory: Int
  }
  var threads: Int
  var seconds: Double
  var stages: [Stage]

  var json: JSON {
    [
      "threads": .integer(threads), "wall_seconds": .number(rounded(seconds)),
      "stages": .array(
        stages.map {
          [
            "id": .string($0.id), "cached": .bool($0.cached),
            "wall_seconds": .number(rounded($0.seconds)),
            "peak_memory_bytes": .integer($0.peakMemory),
          ]
        }),
    ]
  }

  private func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
}

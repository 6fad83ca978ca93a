internal import Foundation
internal import ModuleKit

/// What a run would do with a stage.
public struct StageForecast: Sendable, Equatable {
  public let stage: String
  /// True when the stage will not run: its result is stored, or nothing needs it.
  public let isCached: Bool
  /// Why the stage will run, most telling first: "parameter 'resolution': 1 → 1.5"; empty when it
  /// will not.
  public let reasons: [String]
  /// Bytes of the network after the stage, columns included; nil when the input's size is unknown.
  public let memoryEstimate: Int?
}

/// Compares the recipes of a plan with those of the last run.
struct Forecaster {
  let plan: Plan
  let store: Store
  /// The output folder holds the results already; nothing will run.
  let isUpToDate: Bool

  func forecast() -> [StageForecast] {
    let stored = plan.stages.map { isUpToDate || store.holds($0.key) }
    let needed = plan.neededStages(stored, told: plan.stages.map { store.summary($0.key) != nil })
    var changed: Set<Int> = []
    return plan.stages.indices.map { index in
      let stage = plan.stages[index]
      let isCached = stored[index] || !needed.contains(index)
      if !isCached { changed.insert(index) }
      return StageForecast(
        stage: stage.id, isCached: isCached, reasons: isCached ? [] : reasons(index, changed),
        memoryEstimate: stage.outline.estimatedBytes)
    }
  }

  private func reasons(_ index: Int, _ changed: Set<Int>) -> [String] {
    let stage = plan.stages[index]
    guard let bytes = store.lastRecipe(of: stage.id),
      let last = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    else { return ["has not run before"] }
    var reasons = compare(stage.recipe, with: last)
    for input in stage.inputs where changed.contains(input) {
      reasons.append("reads stage '\(plan.stages[input].id)', which runs again")
    }
    if !reasons.isEmpty { return reasons }
    // Mappings count in the order in which they are written.
    return [
      Array(stage.recipe.json.pretty.utf8) == bytes
        ? "its result is no longer stored" : "its parameters stand in another order"
    ]
  }

  private func compare(_ recipe: Recipe, with last: [String: Any]) -> [String] {
    var reasons: [String] = []
    if last["module"] as? String != recipe.module {
      reasons.append("uses \(recipe.module) instead of \(last["module"] as? String ?? "nothing")")
    } else {
      reasons += changedParameters(recipe.parameters, last["parameters"] as? [String: Any] ?? [:])
    }
    let files = (last["files"] as? [[String: String]] ?? []).map { ($0["name"], $0["sha256"]) }
    for file in recipe.files where !files.contains(where: { $0 == (file.name, file.sha256) }) {
      let isKnown = files.contains { $0.0 == file.name }
      reasons.append("file '\(file.name)' \(isKnown ? "has changed" : "is new")")
    }
    if let seed = recipe.seed, let old = last["seed"] as? String, old != String(seed) {
      reasons.append("seed: \(old) → \(seed)")
    }
    if let title = recipe.title, let old = last["title"] as? String, old != title {
      reasons.append("the study's title has changed")
    }
    if reasons.isEmpty, let lineage = recipe.lineage, last["lineage"] as? String != lineage {
      reasons.append("the stages that lead to it have changed")
    }
    let around = last["surroundings"] as? [String: String] ?? [:]
    for name in recipe.surroundings.keys.sorted() {
      let (old, new) = (around[name] ?? "unknown", recipe.surroundings[name] ?? "")
      if old != new { reasons.append("\(name): \(old) → \(new)") }
    }
    if last["engine"] as? String != recipe.engine
      || last["module_version"] as? Int != recipe.moduleVersion
    {
      reasons.append("made by another version")
    }
    return reasons
  }

  private func changedParameters(_ parameters: JSON, _ last: [String: Any]) -> [String] {
    guard case .object(let members) = parameters else { return [] }
    return members.compactMap { member in
      let old = last[member.key].map(Self.text) ?? "nothing"
      let new = Self.text(member.value)
      return old == new ? nil : "parameter '\(member.key)': \(old) → \(new)"
    }
  }

  private static func text(_ value: JSON) -> String {
    let read = try? JSONSerialization.jsonObject(
      with: Data(value.compact.utf8), options: .fragmentsAllowed)
    return read.map(text) ?? value.compact
  }

  /// A value that was read from JSON, its keys sorted: reading has lost their order.
  private static func text(_ value: Any) -> String {
    if value is NSNull { return "nothing" }
    let options: JSONSerialization.WritingOptions = [
      .fragmentsAllowed, .withoutEscapingSlashes, .sortedKeys,
    ]
    guard let data = try? JSONSerialization.data(withJSONObject: value, options: options) else {
      return "\(value)"
    }
    return String(decoding: data, as: UTF8.self)
  }
}

extension Outline {
  /// 24 bytes per edge, 32 per node with its id, 8 per value of a column.
  var estimatedBytes: Int? {
    guard let nodeCount, let edgeCount else { return nil }
    return nodeCount * (32 + 8 * nodeColumns.count) + edgeCount * (24 + 8 * edgeColumns.count)
  }
}

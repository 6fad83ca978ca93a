internal import ModuleKit

/// Which stage reads which, and an order that respects it.
struct Wiring {
  /// For each stage of the study, the positions of the stages it reads.
  let inputs: [[Int]]
  private(set) var diagnostics: [Diagnostic] = []
  /// Each stage after what it reads, otherwise as written; those that wait for each other come last.
  private(set) var order: [Int] = []

  init(_ study: Study, startsNetwork: (String) -> Bool) {
    let ids = study.stages.map(\.id)
    var problems: [Diagnostic] = []
    inputs = study.stages.indices.map { index in
      let stage = study.stages[index]
      guard let from = stage.from else {
        return index > 0 && !startsNetwork(stage.use) ? [index - 1] : []
      }
      return from.compactMap { reference in
        if let found = ids.firstIndex(of: reference.id) { return found }
        problems.append(
          Diagnostic(
            "unknown-stage", "there is no stage '\(reference.id)'", at: reference.location,
            help: Suggestion.help(for: reference.id, among: ids, kind: "stages")))
        return nil
      }
    }
    diagnostics = problems
    sort(study)
  }

  private mutating func sort(_ study: Study) {
    var waiting = inputs.map(Set.init)
    var sorted: [Int] = []
    var isPlaced = [Bool](repeating: false, count: inputs.count)
    while let next = waiting.indices.first(where: { !isPlaced[$0] && waiting[$0].isEmpty }) {
      isPlaced[next] = true
      sorted.append(next)
      for index in waiting.indices { waiting[index].remove(next) }
    }
    order = sorted + isPlaced.indices.filter { !isPlaced[$0] }
    if sorted.count < inputs.count { reportCycle(study, isPlaced) }
  }

  private mutating func reportCycle(_ study: Study, _ isPlaced: [Bool]) {
    // Walk backwards among the stages left until one comes again: from there it is a cycle.
    guard var stage = isPlaced.firstIndex(of: false) else { return }
    var path: [Int] = []
    while !path.contains(stage) {
      path.append(stage)
      stage = inputs[stage].first { !isPlaced[$0] } ?? stage
    }
    let cycle = path[(path.firstIndex(of: stage) ?? 0)...]
    let names = (cycle + [stage]).map { "'\(study.stages[$0].id)'" }
    diagnostics.append(
      Diagnostic(
        "cycle", "stages wait for each other: \(names.joined(separator: " reads "))",
        at: study.stages[stage].from?.first?.location ?? study.stages[stage].location))
  }
}

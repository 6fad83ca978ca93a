internal import ModuleKit

extension [Plan.Stage] {
  /// The stages that some lead to, themselves included, in the order of the plan.
  func ancestors(_ ends: [Int]) -> [Int] {
    var seen = Set(ends)
    var rest = ends
    while let next = rest.popLast() {
      for input in self[next].inputs where seen.insert(input).inserted { rest.append(input) }
    }
    return seen.sorted()
  }

  /// What a stage that reads `inputs` may know of how they came about.
  ///
  /// - Parameter summary: what came of a stage, by its key; nil before anything has run.
  func lineage(
    to inputs: [Int], version: String, summary: (String) -> StageSummary? = { _ in nil }
  ) -> Lineage {
    Lineage(
      engine: version,
      stages: ancestors(inputs).map { index in
        let stage = self[index]
        return Lineage.Stage(
          id: stage.id, module: stage.module.manual.name, summary: stage.module.manual.summary,
          moduleVersion: stage.module.manual.version, inputs: stage.inputs.map { self[$0].id },
          parameters: stage.module.chosenParameters,
          files: stage.recipe.files.filter { !$0.isSecret }.map {
            Lineage.File(name: $0.name, sha256: $0.sha256)
          },
          adds: stage.outline.additions(
            to: stage.inputs.first.map { self[$0].outline } ?? Outline()),
          outcome: summary(stage.key).map(Lineage.Outcome.init))
      })
  }
}

extension Plan {
  /// The stages whose size and account a stage needs beside its inputs: all before it, when it tells of them.
  func told(by index: Int) -> [Int] {
    let stage = stages[index]
    return stage.module.manual.uses.contains(.lineage) ? stages.ancestors(stage.inputs) : []
  }
}

extension Outline {
  fileprivate func additions(to before: Outline) -> Lineage.Additions {
    func new(_ names: [String], _ old: [String]) -> [String] {
      let old = Set(old)
      return names.filter { !old.contains($0) }
    }
    return Lineage.Additions(
      nodeColumns: new(nodeColumns.map(\.name), before.nodeColumns.map(\.name)),
      edgeColumns: new(edgeColumns.map(\.name), before.edgeColumns.map(\.name)),
      tables: new(tables, before.tables), figures: new(figures, before.figures),
      figureSeries: new(figureSeries, before.figureSeries),
      documents: new(documents, before.documents))
  }
}

extension Lineage.Outcome {
  fileprivate init(_ summary: StageSummary) {
    self.init(
      nodes: summary.nodes, edges: summary.edges, read: summary.read, kept: summary.kept,
      merged: summary.merged, rejected: summary.rejected, dropped: summary.dropped)
  }
}

extension Lineage {
  /// What a result that tells of it depends on; what came of the stages follows from their keys.
  var hash: String {
    let json: JSON = [
      "engine": .string(engine),
      "stages": .array(
        stages.map { stage in
          [
            "id": .string(stage.id), "module": .string(stage.module),
            "summary": .string(stage.summary), "module_version": .integer(stage.moduleVersion),
            "inputs": .array(stage.inputs.map(JSON.string)), "parameters": stage.parameters,
            "files": .array(
              stage.files.map { ["name": .string($0.name), "sha256": .string($0.sha256)] }),
            "adds": .array(stage.adds.lists.map { .array($0.map(JSON.string)) }),
          ]
        }),
    ]
    return Hashing.sha256(json.compact)
  }
}

extension Lineage.Additions {
  fileprivate var lists: [[String]] {
    [nodeColumns, edgeColumns, tables, figures, figureSeries, documents]
  }
}

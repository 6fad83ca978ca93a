internal import Foundation
internal import ModuleKit

/// Checks a study against the registry and turns it into a ``Plan``.
///
/// Checking looks at everything before anything runs: modules, parameters, files, columns, the
/// wiring of stages. It reports all problems, each where it stands.
struct Planner {
  let registry: ModuleRegistry
  let version: String
  private(set) var diagnostics: [Diagnostic] = []
  /// The files of values that were read beside the study.
  private(set) var sources: [SourceText] = []

  /// What was wrong before planning began.
  private let earlier: [Diagnostic]
  private let absent: @Sendable (String) -> AbsentModule?

  init(
    registry: ModuleRegistry, version: String, earlier: [Diagnostic],
    absent: @escaping @Sendable (String) -> AbsentModule?
  ) {
    (self.registry, self.version, self.earlier) = (registry, version, earlier)
    self.absent = absent
  }

  /// - Parameter closing: modules to add, in this order, after every result that has not been through them.
  mutating func plan(_ study: Study, closing: [String]) -> Plan? {
    let registry = registry
    let wiring = Wiring(study) { registry[$0]?.manual.inputs.startsNetwork ?? false }
    diagnostics += wiring.diagnostics
    var planned: [Plan.Stage] = []
    var positions: [Int: Int] = [:]
    for index in wiring.order {
      let inputs = wiring.inputs[index].compactMap { positions[$0] }
      positions[index] = planned.count
      planned.append(check(study.stages[index], inputs: inputs, of: study, before: planned))
    }
    diagnostics += study.defaults.problems(registry)
    for (name, id) in zip(closing, Self.ids(of: closing)) {
      addClosing(name, id, to: &planned, study)
    }
    diagnostics += OutputNames.problems(planned)
    return plan(study, planned)
  }

  private func plan(_ study: Study, _ stages: [Plan.Stage]) -> Plan {
    Plan(
      title: study.title, seed: study.seed, version: version, stages: stages,
      publicity: study.publicity)
  }

  private mutating func check(
    _ stage: Study.Stage, inputs: [Int], of study: Study, before: [Plan.Stage]
  ) -> Plan.Stage {
    guard let entry = registry[stage.use] else {
      diagnostics.append(unknown(stage))
      return plan(
        stage.id, .unknown(stage.use), inputs: inputs, files: [], at: stage.location, study: study,
        before: before)
    }
    checkInputs(entry.manual, stage, inputs)
    let prepared = prepare(entry, stage.with, stage.location, study)
    let files = checkFiles(prepared)
    return plan(
      stage.id, prepared, inputs: inputs, files: files, at: stage.location, study: study,
      before: before, timeout: stage.timeout)
  }

  private func unknown(_ stage: Study.Stage) -> Diagnostic {
    let absent = absent(stage.use)
    return Diagnostic(
      absent?.id ?? "unknown-module", absent?.message ?? "there is no module '\(stage.use)'",
      at: stage.useLocation, notes: (absent?.notes ?? []).map { .init($0) },
      help: absent?.help
        ?? Suggestion.help(for: stage.use, among: registry.names, kind: "modules"))
  }

  /// Reads the parameters of a stage, and those that the study gives to all stages like it.
  private mutating func prepare(
    _ entry: ModuleEntry, _ with: ConfigNode?, _ location: Diagnostic.Location, _ study: Study
  ) -> PreparedModule {
    let context = ParameterContext {
      Self.resolve($0, in: study.folder)
    } read: {
      Self.document($0)
    }
    let prepared = entry.prepare(study.defaults.completing(with, of: entry), location, context)
    for source in context.sources where !sources.contains(where: { $0.name == source.name }) {
      sources.append(source)
    }
    // What is wrong in the study's defaults is wrong for each stage that takes them.
    diagnostics += prepared.diagnostics.filter { !diagnostics.contains($0) }
    return prepared
  }

  private static func document(_ file: InputFile) -> ParameterContext.Document? {
    // What is no file is reported later; a pipe would be waited for here.
    guard FileProblem.of(file) == nil, let bytes = Files.read(file.path) else { return nil }
    let reading = YAMLReader().read(bytes, name: file.name)
    return ParameterContext.Document(
      node: reading.document, source: reading.source, diagnostics: reading.diagnostics)
  }

  private mutating func plan(
    _ id: String, _ prepared: PreparedModule, inputs: [Int], files: [FileReference],
    at location: Diagnostic.Location, study: Study, before: [Plan.Stage],
    timeout: Timeout? = nil, isImplicit: Bool = false
  ) -> Plan.Stage {
    var outline = inputs.first.map { before[$0].outline } ?? Outline()
    // What a stage in a cycle, or one that is not there, would have made is unknown.
    if inputs.isEmpty && !prepared.manual.inputs.startsNetwork { outline.mayHaveMore = true }
    diagnostics += ColumnCheck(registry: registry, study: study).problems(
      prepared, against: outline)
    let check = CheckContext(
      stageID: id, inputs: inputs.map { before[$0].outline },
      inputNames: prepared.manual.uses.contains(.stageNames) ? inputs.map { before[$0].id } : [],
      stage: location, locations: prepared.locations)
    if !prepared.diagnostics.hasErrors {
      prepared.outline(&outline, check)
    } else {
      // What the stage would have made is unknown: do not blame later stages for it.
      outline.add(prepared.manual.writes)
      outline.mayHaveMore = true
    }
    diagnostics += check.diagnostics
    // Reading whole files is for studies that can run.
    let hashes = (earlier + diagnostics).hasErrors ? [] : hashes(of: files)
    let recipe = Recipe(
      engine: "\(version)/\(Engine.storageFormat)", module: prepared.manual, stage: id,
      parameters: prepared.parameters,
      files: hashes, inputs: inputs.map { inputKey(before[$0], prepared.manual) }, seed: study.seed,
      title: study.title, lineage: before.lineage(to: inputs, version: version),
      surroundings: surroundings(of: prepared))
    return Plan.Stage(
      id: id, module: prepared, inputs: inputs, outline: outline, recipe: recipe.sealed(),
      location: location, timeout: timeout, isImplicit: isImplicit)
  }

  /// The key of a stage that is read, with its id where the result carries that.
  private func inputKey(_ stage: Plan.Stage, _ reader: Manual) -> String {
    reader.uses.contains(.stageNames) ? "\(stage.id)=\(stage.key)" : stage.key
  }

  /// A volatile stage also depends on the moment, which is no other stage's: its recipe is a new one every time.
  private func surroundings(of prepared: PreparedModule) -> [String: String] {
    if !prepared.isVolatile { return prepared.surroundings }
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    return prepared.surroundings.merging(["read at": Date.now.formatted(style)]) { $1 }
  }

  private mutating func checkInputs(_ manual: Manual, _ stage: Study.Stage, _ inputs: [Int]) {
    let read = stage.from?.count ?? inputs.count
    switch manual.inputs {
    case .none:
      if let from = stage.from, !from.isEmpty {
        diagnostics.append(
          Diagnostic(
            "unexpected-input", "'\(manual.name)' starts a network and reads no stage",
            at: from[0].location, help: "remove 'from'"))
      }
    case .one where read > 1, .optional where read > 1:
      diagnostics.append(
        Diagnostic(
          "too-many-inputs", "'\(manual.name)' reads one stage, not \(read)",
          at: stage.from?[1].location ?? stage.location))
    case .optional: break
    case .one, .many:
      if read == 0 {
        // Whoever lacks a network wants to read one rather than to draw one.
        let importers = registry.entries.map(\.manual)
          .filter { $0.inputs == .none && !$0.uses.contains(.seed) }.map(\.name)
        diagnostics.append(
          Diagnostic(
            "missing-input", "'\(manual.name)' needs a network, and no stage before makes one",
            at: stage.location,
            help: "begin with a stage such as \(importers.prefix(3).joined(separator: ", ")); "
              + "'sociogram modules list' shows all"))
      }
    }
  }

  /// A file that a parameter names, and where.
  private struct FileReference {
    let file: InputFile
    let location: Diagnostic.Location
  }

  private mutating func checkFiles(_ prepared: PreparedModule) -> [FileReference] {
    prepared.references.compactMap { reference in
      guard case .file(let file) = reference.kind else { return nil }
      // A variable that does not exist has been reported already.
      let isUnresolved = earlier.contains { $0.id == "unknown-variable" }
      if isUnresolved && file.name.contains("${") { return nil }
      if let problem = FileProblem.of(file) {
        diagnostics.append(problem.diagnostic(for: file, at: reference.location))
        return nil
      }
      return FileReference(file: file, location: reference.location)
    }
  }

  private mutating func hashes(of files: [FileReference]) -> [Recipe.InputHash] {
    files.compactMap { reference in
      let file = reference.file
      guard let hash = Hashing.sha256(ofFile: file.path) else {
        diagnostics.append(
          Diagnostic(
            "unreadable-file", "the file '\(file.name)' cannot be read", at: reference.location))
        return nil
      }
      return Recipe.InputHash(name: file.name, sha256: hash, isSecret: file.isSecret)
    }
  }

  /// What to call closing stages: their family, and for a second one of it the rest of its name.
  private static func ids(of closing: [String]) -> [String] {
    let families = closing.map { String($0.prefix { $0 != "." }) }
    return zip(closing, families).enumerated().map { place, name in
      families[..<place].contains(name.1)
        ? String(name.0.split(separator: ".").last ?? "") : name.1
    }
  }

  private mutating func addClosing(
    _ name: String, _ base: String, to planned: inout [Plan.Stage], _ study: Study
  ) {
    guard let entry = registry[name], !(earlier + diagnostics).hasErrors else { return }
    let before = plan(study, planned)
    for result in before.results
    where !modules(before: result, planned).contains(name) {
      let taken = planned.map(\.id)
      let id = taken.contains(base) ? "\(base)_of_\(before.resultName(result))" : base
      let location = Diagnostic.Location(file: study.file)
      let prepared = prepare(entry, nil, location, study)
      diagnostics += OutputNames.problems(prepared, after: planned[result])
      planned.append(
        self.plan(
          id, prepared, inputs: [result], files: [], at: location, study: study, before: planned,
          isImplicit: true))
    }
  }

  /// The modules that a stage's network has been through, its own included.
  private func modules(before stage: Int, _ planned: [Plan.Stage]) -> Set<String> {
    Set(planned.ancestors([stage]).map { planned[$0].module.manual.name })
  }

  static func resolve(_ name: String, in folder: String) -> String {
    name.hasPrefix("/") || folder.isEmpty ? name : folder + "/" + name
  }
}

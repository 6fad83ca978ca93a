internal import ModuleKit

/// Parameters said once for all stages of a family, or of a module.
struct Defaults {
  struct Entry {
    /// Of a family or a module.
    let name: String
    let location: Diagnostic.Location
    let values: [ConfigNode.Pair]

    func concerns(_ manual: Manual) -> Bool { name == manual.name || name == manual.family }
  }
  private let entries: [Entry]

  init(_ entries: [Entry]) { self.entries = entries }

  /// The parameters of a stage with those it does not give itself; a module's go before its family's.
  ///
  /// A default of a family is taken by the modules that have such a parameter. Where a stage, or the defaults of its
  /// module, say `null` of what has a default, nothing is said of it at all: the module's own default holds.
  func completing(_ with: ConfigNode?, of entry: ModuleEntry) -> ConfigNode? {
    // What is no mapping is reported as such.
    if let with, with.pairs == nil, !with.isNull { return with }
    let known = Set(entry.parameters.map(\.key))
    var pairs = with?.pairs ?? []
    let ours = entries.filter { $0.name == entry.manual.name }
    let family = entries.filter { $0.name == entry.manual.family }
    let values = (ours + family).flatMap(\.values).filter { known.contains($0.key.text ?? "") }
    for value in values where !pairs.contains(where: { $0.key.text == value.key.text }) {
      pairs.append(value)
    }
    pairs.removeAll { pair in
      pair.value.isNull && values.contains { $0.key.text == pair.key.text }
    }
    guard let location = with?.location ?? pairs.first?.value.location else { return nil }
    return ConfigNode(.mapping(pairs), at: location)
  }

  /// Names that are no family, no module or no parameter of theirs.
  func problems(_ registry: ModuleRegistry) -> [Diagnostic] {
    entries.flatMap { entry -> [Diagnostic] in
      let modules = registry.entries.filter { entry.concerns($0.manual) }
      if modules.isEmpty {
        let names = Set(registry.entries.map(\.manual.family)).sorted() + registry.names
        return [
          Diagnostic(
            "unknown-module", "there is no family or module '\(entry.name)'", at: entry.location,
            help: Suggestion.help(for: entry.name, among: names, kind: "families and modules"))
        ]
      }
      let known = Set(modules.flatMap { $0.parameters.map(\.key) }).sorted()
      return entry.values.filter { !known.contains($0.key.text ?? "") }.map { value in
        let name = value.key.text ?? value.key.kind
        return Diagnostic(
          "unknown-parameter", "nothing named '\(entry.name)' has a parameter '\(name)'",
          at: value.key.location,
          help: Suggestion.help(for: name, among: known, kind: "parameters"))
      }
    }
  }
}

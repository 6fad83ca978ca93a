package import ModuleKit

/// A module as a plug-in describes it.
package struct PluginManual: Sendable {
  /// What a run is to be given beside the graph.
  package struct Reads: Sendable, Equatable {
    package var weight = false
    package var ids = false
    /// Names of columns, or ``everything``.
    package var nodeColumns: [String] = []
    package var edgeColumns: [String] = []
    /// Stands for all columns that there are.
    package static let everything = ["*"]
    package init() {}
  }

  package let manual: Manual
  package let parameters: DescribedParameters
  package let reads: Reads
  /// Whether the stage makes or changes the network.
  package let makesNetwork: Bool

  package var name: String { manual.name }

  init(manual: Manual, parameters: DescribedParameters, reads: Reads, makesNetwork: Bool) {
    (self.manual, self.parameters) = (manual, parameters)
    (self.reads, self.makesNetwork) = (reads, makesNetwork)
  }

  /// Reads the list of modules in the message `manuals`.
  ///
  /// - Throws: all that is wrong, each as a sentence that names its place.
  package static func list(_ json: JSON?) throws(Problems) -> [PluginManual] {
    let problems = JSONProblems()
    let modules = JSONView(json, "modules", problems)
    let items = modules.items()
    if items.isEmpty, problems.all.isEmpty { modules.report("lists no module") }
    let manuals = items.compactMap { ManualReader(view: $0, problems: problems).read() }
    for (index, manual) in manuals.enumerated()
    where manuals[..<index].contains(where: { $0.name == manual.name }) {
      problems.add("two modules are named '\(shown(manual.name))'")
    }
    if !problems.all.isEmpty { throw Problems(all: problems.all) }
    return manuals
  }

  package struct Problems: Error, Equatable { package let all: [String] }
}

extension Manual.Output {
  var name: String {
    switch self {
    case .nodeColumn(let name, _, _), .edgeColumn(let name, _, _), .table(let name, _),
      .figure(let name, _), .document(let name, _):
      name
    }
  }
}

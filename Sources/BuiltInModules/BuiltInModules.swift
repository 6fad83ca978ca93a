internal import Centrality
internal import Communities
internal import Diagrams
internal import Importers
public import ModuleKit
internal import Reports

/// The modules that come with Sociogram: the one list, in one place.
public let builtInModules = ModuleRegistry([
  ModuleEntry(CSVImport.self),
  ModuleEntry(LabelPropagation.self),
  ModuleEntry(Leiden.self),
  ModuleEntry(Louvain.self),
  ModuleEntry(NetworkDiagram.self),
  ModuleEntry(MarkdownReport.self),
  ModuleEntry(PageRank.self),
])

internal import Centrality
internal import Importers
public import ModuleKit

/// The modules that come with Sociogram: the one list, in one place.
public let builtInModules = ModuleRegistry([
  ModuleEntry(CSVImport.self),
  ModuleEntry(PageRank.self),
])

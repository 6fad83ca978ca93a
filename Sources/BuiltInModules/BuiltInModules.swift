internal import Centrality
internal import Chains
internal import Combine
internal import Communities
internal import Dedupe
internal import Diagrams
internal import Exporters
internal import Filters
internal import Generate
internal import Importers
public import ModuleKit
internal import Privacy
internal import Reports
internal import Structure

/// The modules that come with Sociogram: the one list, in one place.
public let builtInModules = ModuleRegistry([
  ModuleEntry(AffiliationsImport.self),
  ModuleEntry(Aggregate.self),
  ModuleEntry(BarabasiAlbert.self),
  ModuleEntry(Betweenness.self),
  ModuleEntry(ChainDiagram.self),
  ModuleEntry(Closeness.self),
  ModuleEntry(Clustering.self),
  ModuleEntry(ComponentFilter.self),
  ModuleEntry(ConfigurationModel.self),
  ModuleEntry(ConnectedComponents.self),
  ModuleEntry(CSVExport.self),
  ModuleEntry(CSVImport.self),
  ModuleEntry(Degree.self),
  ModuleEntry(Density.self),
  ModuleEntry(Diameter.self),
  ModuleEntry(Distances.self),
  ModuleEntry(DLImport.self),
  ModuleEntry(DOTExport.self),
  ModuleEntry(DOTImport.self),
  ModuleEntry(Eccentricity.self),
  ModuleEntry(EdgeBetweenness.self),
  ModuleEntry(EdgeFilter.self),
  ModuleEntry(Eigenvector.self),
  ModuleEntry(ErdosRenyi.self),
  ModuleEntry(Experiment.self),
  ModuleEntry(ExperimentDiagram.self),
  ModuleEntry(FacebookImport.self),
  ModuleEntry(GEXFExport.self),
  ModuleEntry(GEXFImport.self),
  ModuleEntry(GMLImport.self),
  ModuleEntry(GoogleContactsImport.self),
  ModuleEntry(GraphMLExport.self),
  ModuleEntry(GraphMLImport.self),
  ModuleEntry(Harmonic.self),
  ModuleEntry(Hierarchy.self),
  ModuleEntry(HistogramDiagram.self),
  ModuleEntry(InstagramImport.self),
  ModuleEntry(Introductions.self),
  ModuleEntry(JSONExport.self),
  ModuleEntry(Katz.self),
  ModuleEntry(KCore.self),
  ModuleEntry(KCoreFilter.self),
  ModuleEntry(Kleinberg.self),
  ModuleEntry(KReach.self),
  ModuleEntry(LabelPropagation.self),
  ModuleEntry(Leiden.self),
  ModuleEntry(LetterSearch.self),
  ModuleEntry(LFR.self),
  ModuleEntry(LinkedInImport.self),
  ModuleEntry(Louvain.self),
  ModuleEntry(MarkdownReport.self),
  ModuleEntry(MatrixMarketImport.self),
  ModuleEntry(MboxImport.self),
  ModuleEntry(METISImport.self),
  ModuleEntry(NameDedupe.self),
  ModuleEntry(NetworkDiagram.self),
  ModuleEntry(NodeFilter.self),
  ModuleEntry(NodeLinkImport.self),
  ModuleEntry(OutlookImport.self),
  ModuleEntry(PageRank.self),
  ModuleEntry(PajekImport.self),
  ModuleEntry(PlantedPartition.self),
  ModuleEntry(Pseudonymise.self),
  ModuleEntry(Reciprocity.self),
  ModuleEntry(ResolvePeople.self),
  ModuleEntry(Rewired.self),
  ModuleEntry(RMAT.self),
  ModuleEntry(ShortestChain.self),
  ModuleEntry(Strength.self),
  ModuleEntry(TableImport.self),
  ModuleEntry(Union.self),
  ModuleEntry(VCardExport.self),
  ModuleEntry(VCardImport.self),
  ModuleEntry(WaterfallDiagram.self),
  ModuleEntry(WattsStrogatz.self),
  ModuleEntry(XImport.self),
])

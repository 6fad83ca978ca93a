internal import ModuleKit

/// What a module of the family says of the partition it found.
struct CommunityMethod {
  /// "Leiden, modularity, resolution 1, seed 7".
  var caption: String
  /// The caption and the convention in French; nil where there is none.
  var french: String?
  /// What is not in the caption: weights, ties, runs.
  var convention: String
  /// The resolution of the modularity in the summary.
  var resolution = 1.0
  var reference: String?
  /// Further rows of the summary.
  var extra: [(String, Double, String)] = []
}

extension Network {
  /// Writes column `community` and tables `communities` and `community_summary`.
  ///
  /// Communities are numbered by size, largest first, ties by the smallest node id.
  mutating func setCommunities(
    _ found: [Int32], weights: [Double]?, method: CommunityMethod, on workers: Workers
  ) throws(Cancelled) {
    let communities = labelledBySize(found)
    let weighting = weights == nil ? "unweighted" : "weighted"
    let convention = "\(method.caption), \(weighting), \(method.convention)"
    nodes.set(
      "community", .integers(communities.map(Int.init)),
      convention: convention + "; 0 is the largest, ties by smallest id")
    let figures = try communityFigures(graph, weights, communities, on: workers)
    set(communityTable(figures, convention))
    let quality = try modularity(
      of: communities, in: graph, edgeWeights: weights, resolution: method.resolution, on: workers)
    set(summary(figures, quality, convention, method))
    methods.append(
      MethodNote(
        .measure("community"),
        "Communities: \(convention); \(figures.count) found, "
          + (quality.isNaN ? "without ties." : "modularity \(rounded(quality))."),
        french: method.french.map { french in
          "Communautés : \(french), \(weights == nil ? "non pondéré" : "pondéré") ; "
            + "\(figures.count) \(figures.count == 1 ? "trouvée" : "trouvées")"
            + (quality.isNaN
              ? ", sans lien."
              : ", modularité \(rounded(quality).replacing(".", with: ",")).")
        },
        caption: method.caption, reference: method.reference))
  }

  private func communityTable(_ figures: [CommunityFigures], _ convention: String) -> Table {
    var rows = Frame(rowCount: figures.count)
    rows.set("community", .integers(Array(figures.indices)))
    rows.set("size", .integers(figures.map(\.size)))
    rows.set("internal_weight", .numbers(figures.map(\.internalWeight)))
    rows.set("external_weight", .numbers(figures.map(\.externalWeight)))
    rows.set("conductance", .numbers(figures.map(\.conductance)))
    rows.set("density", .numbers(figures.map { $0.density(isDirected: graph.isDirected) }))
    rows.set("hub", .texts(figures.map { Optional(label(of: $0.hub)) }))
    return Table(
      name: "communities", title: "Communities",
      note: """
        One row per community (\(convention)). internal_weight: ties inside, each once, loops \
        included; external_weight: ties with one end inside; conductance: external weight over the \
        smaller volume, of the community or of the rest; density: ties inside, without loops, over \
        possible ones; hub: the member with the greatest strength.
        """, rows: rows)
  }

  private func summary(
    _ figures: [CommunityFigures], _ quality: Double, _ convention: String,
    _ method: CommunityMethod
  ) -> Table {
    let inside = figures.reduce(0) { $0 + $1.internalWeight }
    let total = inside + figures.reduce(0) { $0 + $1.externalWeight } / 2
    let formula =
      graph.isDirected
      ? "sum of L/m - resolution d_out d_in / m^2 (Leicht & Newman 2008)"
      : "sum of L/m - resolution (d/2m)^2, loops add 2 to degree"
    return .summary(
      name: "community_summary", title: "Communities in figures", note: convention,
      [
        ("communities", Double(figures.count), ""),
        ("modularity", quality, "resolution \(decimal(method.resolution)); \(formula)"),
        ("coverage", inside / total, "share of tie weight inside communities"),
        ("largest", Double(figures.first?.size ?? 0), "members of community 0"),
        ("singletons", Double(figures.count { $0.size == 1 }), "communities of one member"),
      ] + method.extra)
  }
}

/// Four decimals, for sentences.
private func rounded(_ value: Double) -> String { decimal((value * 10000).rounded() / 10000) }

internal import ModuleKit

/// What tells how small a world is.
enum SmallWorldMeasure: String, ParameterChoice {
  case sigma, omega, swp, swi

  /// Whether it compares with lattices, and not with random networks alone.
  var needsLattices: Bool { self != .sigma }

  /// The clustering of the paper that defines it.
  var ownClustering: ClusteringKind { self == .sigma ? .transitivity : .average }

  var sign: String {
    switch self {
    case .sigma: "σ"
    case .omega: "ω"
    case .swp: "SWP"
    case .swi: "SWI"
    }
  }

  var formula: String {
    switch self {
    case .sigma: "(C/C_random)/(L/L_random)"
    case .omega: "L_random/L - C/C_lattice, C_lattice the highest"
    case .swp: "1 - √((Δ_C² + Δ_L²)/2)"
    case .swi: "(L_lattice - L)/(L_lattice - L_random) x (C - C_random)/(C_lattice - C_random)"
    }
  }

  var frenchFormula: String {
    switch self {
    case .sigma: "(C/C_aléatoire)/(L/L_aléatoire)"
    case .omega: "L_aléatoire/L - C/C_régulier, C_régulier étant le plus élevé"
    case .swp: "1 - √((Δ_C² + Δ_L²)/2)"
    case .swi:
      "(L_régulier - L)/(L_régulier - L_aléatoire) × (C - C_aléatoire)/(C_régulier - C_aléatoire)"
    }
  }

  var reference: String {
    switch self {
    case .sigma:
      "Humphries, M. D. & Gurney, K. (2008). Network 'small-world-ness': a quantitative method for determining canonical network equivalence. PLoS ONE 3, e0002051. https://doi.org/10.1371/journal.pone.0002051"
    case .omega:
      "Telesford, Q. K., Joyce, K. E., Hayasaka, S., Burdette, J. H. & Laurienti, P. J. (2011). The ubiquity of small-world networks. Brain Connectivity 1, 367-375. https://doi.org/10.1089/brain.2011.0038"
    case .swp:
      "Muldoon, S. F., Bridgeford, E. W. & Bassett, D. S. (2016). Small-world propensity and weighted brain networks. Scientific Reports 6, 22057. https://doi.org/10.1038/srep22057"
    case .swi:
      "Neal, Z. P. (2017). How small is it? Comparing indices of small worldliness. Network Science 5, 30-44."
    }
  }
}

/// What is meant by clustering.
enum ClusteringKind: String, Sendable {
  case average, transitivity
  /// Of triangles, by strength.
  case intensity

  var convention: String {
    switch self {
    case .average: "C average over people, 0 for fewer than two neighbours"
    case .transitivity: "C transitivity, 3 x triangles / pairs of neighbours"
    case .intensity: "C average intensity of triangles by strength (Onnela 2005)"
    }
  }

  var french: String {
    switch self {
    case .average: "C moyen des personnes, 0 pour moins de deux voisins"
    case .transitivity: "C comme transitivité, 3 × triangles / paires de voisins"
    case .intensity: "C comme intensité moyenne des triangles selon la force (Onnela 2005)"
    }
  }
}

/// The clustering that a study asks for.
enum ClusteringChoice: String, ParameterChoice {
  case definition, average, transitivity

  func kind(of measure: SmallWorldMeasure) -> ClusteringKind {
    switch self {
    case .definition: measure.ownClustering
    case .average: .average
    case .transitivity: .transitivity
    }
  }
}

/// What becomes of a network in several parts.
enum DisconnectedChoice: String, ParameterChoice {
  case largest, refuse
}

/// How mean path lengths are found.
enum PathLengthChoice: String, ParameterChoice {
  case auto, exact, sample
}

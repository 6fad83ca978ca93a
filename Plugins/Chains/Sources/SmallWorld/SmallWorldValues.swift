// Intervals by the jackknife over references: Efron & Stein, "The jackknife estimate of variance", Annals of
// Statistics 9, 1981.

/// What a network is compared with: means over its references.
struct SmallWorldMeans {
  let clustering: Double
  let pathLength: Double
  let randomClustering: Double
  let randomPathLength: Double
  let latticeClustering: Double
  let latticePathLength: Double
  /// The highest clustering of a lattice; that of the network when no lattice has more.
  let bestClustering: Double
}

/// A measure, or why there is none.
struct SmallWorldValue {
  var value = Double.nan
  var lower = Double.nan
  var upper = Double.nan
  var note = ""
  /// The parts of SWP.
  var deltas: (clustering: Double, pathLength: Double)?
}

extension SmallWorldMeasure {
  /// Without an interval.
  func value(_ means: SmallWorldMeans) -> SmallWorldValue {
    let (c, l) = (means.clustering, means.pathLength)
    let (ofRandom, ofLattice) = (means.randomClustering, means.latticeClustering)
    let (shortest, longest) = (means.randomPathLength, means.latticePathLength)
    if !c.isFinite { return SmallWorldValue(note: "undefined: nobody has two neighbours") }
    if !l.isFinite { return SmallWorldValue(note: "undefined: there are not two people") }
    switch self {
    case .sigma:
      if !(ofRandom > 0) {
        return SmallWorldValue(note: "undefined: no random network has a triangle")
      }
      return SmallWorldValue(value: (c / ofRandom) / (l / shortest))
    case .omega:
      let best = means.bestClustering
      if !(best > 0) {
        return SmallWorldValue(note: "undefined: neither the network nor a lattice has a triangle")
      }
      return omega(shortest / l - c / best, isOwn: best == c)
    case .swp, .swi:
      if !(ofLattice > ofRandom) {
        return SmallWorldValue(
          note: "undefined: lattices are not more clustered than random networks")
      }
      if !(longest > shortest) {
        return SmallWorldValue(
          note: "undefined: chains of lattices are not longer than of random networks")
      }
      let missing = (ofLattice - c) / (ofLattice - ofRandom)
      let excess = (l - shortest) / (longest - shortest)
      return self == .swp ? propensity(missing, excess) : index(missing, excess)
    }
  }

  private func omega(_ value: Double, isOwn: Bool) -> SmallWorldValue {
    var notes: [String] = []
    if isOwn { notes.append("no lattice is more clustered than the network, which stands for it") }
    if value.magnitude > 1 { notes.append("beyond 1: the references do not bound this network") }
    return SmallWorldValue(value: value, note: notes.joined(separator: "; "))
  }

  /// As the paper has it, what is beyond the references counts as they do.
  private func propensity(_ missing: Double, _ excess: Double) -> SmallWorldValue {
    let (c, l) = (min(1, max(0, missing)), min(1, max(0, excess)))
    var notes: [String] = []
    if c != missing { notes.append("Δ_C \(rounded(missing)) is taken as \(rounded(c))") }
    if l != excess { notes.append("Δ_L \(rounded(excess)) is taken as \(rounded(l))") }
    return SmallWorldValue(
      value: 1 - ((c * c + l * l) / 2).squareRoot(), note: notes.joined(separator: "; "),
      deltas: (c, l))
  }

  private func index(_ missing: Double, _ excess: Double) -> SmallWorldValue {
    let value = (1 - excess) * (1 - missing)
    let isBounded = (0...1).contains(missing) && (0...1).contains(excess)
    return SmallWorldValue(
      value: value, note: isBounded ? "" : "the references do not bound this network")
  }
}

/// The references of a network, as far as one kind of clustering goes.
struct SmallWorldComparison {
  let kind: ClusteringKind
  let observed: SmallWorldProfile
  let randoms: [SmallWorldProfile]
  /// Empty when nothing is compared with lattices.
  let lattices: [SmallWorldProfile]

  /// - Parameter left: a reference that is left out.
  private func means(without left: Int? = nil) -> SmallWorldMeans {
    let clustering = observed.clustering(kind)
    let best = lattices.map { $0.clustering(kind) }.reduce(clustering) { max($0, $1) }
    return SmallWorldMeans(
      clustering: clustering, pathLength: observed.pathLength(beside: kind),
      randomClustering: mean(randoms, left) { $0.clustering(kind) },
      randomPathLength: mean(randoms, left) { $0.pathLength(beside: kind) },
      latticeClustering: mean(lattices, left) { $0.clustering(kind) },
      latticePathLength: mean(lattices, left) { $0.pathLength(beside: kind) },
      bestClustering: best)
  }

  private func mean(
    _ profiles: [SmallWorldProfile], _ left: Int?, _ value: (SmallWorldProfile) -> Double
  ) -> Double {
    profiles.indices.filter { $0 != left }.map { value(profiles[$0]) }.mean
  }

  /// With an interval of 95 % for what chance in the references makes of it.
  func value(of measure: SmallWorldMeasure) -> SmallWorldValue {
    var result = measure.value(means())
    let count = Double(randoms.count)
    let others = randoms.indices.map { measure.value(means(without: $0)).value }
    let center = others.mean
    let squares = others.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    let error = (squares * (count - 1) / count).squareRoot()
    if result.value.isFinite, error.isFinite, count > 1 {
      let half = error * Quantile.student95(degrees: randoms.count - 1)
      (result.lower, result.upper) = (result.value - half, result.value + half)
    }
    return result
  }
}

extension Array<Double> {
  /// NaN when there are none.
  var mean: Double { reduce(0, +) / Double(count) }

  /// NaN for fewer than two.
  var deviation: Double {
    let center = mean
    let squares = reduce(0) { $0 + ($1 - center) * ($1 - center) }
    return count > 1 ? (squares / Double(count - 1)).squareRoot() : .nan
  }
}

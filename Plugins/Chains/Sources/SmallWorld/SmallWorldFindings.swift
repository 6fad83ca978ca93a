internal import ModuleKit

/// All that was found out about a network and its references.
struct SmallWorldFindings {
  let network: SmallWorldGraph
  let measures: [SmallWorldMeasure]
  let clustering: ClusteringChoice
  let lengths: MeanPathLength
  let latticeLengths: MeanPathLength
  let observed: SmallWorldProfile
  let randoms: [SmallWorldReference]
  let lattices: [SmallWorldReference]

  /// Whether chance could change anything: a star, for instance, is the only network of its degrees.
  var isOneOfMany: Bool { randoms.contains { $0.switches > 0 } }

  var isByStrength: Bool { network.strengths != nil }

  /// By strength only where a paper defines it so.
  func kind(of measure: SmallWorldMeasure) -> ClusteringKind {
    measure == .swp && isByStrength ? .intensity : clustering.kind(of: measure)
  }

  /// Clusterings to be told.
  var kinds: [ClusteringKind] { [.average, .transitivity] + (isByStrength ? [.intensity] : []) }

  func value(of measure: SmallWorldMeasure) -> SmallWorldValue {
    if !isOneOfMany {
      return SmallWorldValue(note: "undefined: no other connected network has these degrees")
    }
    let comparison = SmallWorldComparison(
      kind: kind(of: measure), observed: observed, randoms: randoms.map(\.profile),
      lattices: lattices.map(\.profile))
    return comparison.value(of: measure)
  }

  /// The mean share of ties that differ from the network, and of those that two random networks differ in.
  var changed: (fromNetwork: Double, fromEachOther: Double) {
    (randoms.map(\.changed).mean, randoms.dropFirst().map(\.changedFromFirst).mean)
  }

  /// Whether random networks are nearer to the network than to each other, beyond chance.
  var isUnmixed: Bool {
    let nearer = randoms.dropFirst().map { $0.changedFromFirst - $0.changed }
    let error = nearer.deviation / Double(nearer.count).squareRoot()
    return isOneOfMany && nearer.mean > 0.02 && nearer.mean > 4 * error
  }

  var incomplete: Int { (randoms + lattices).count { !$0.isComplete } }

  func lengthsConvention(byStrength: Bool) -> String {
    let (ours, theirs) = (
      lengths.convention(byStrength: byStrength), latticeLengths.convention(byStrength: byStrength)
    )
    let name = byStrength ? "L by 1/strength" : "L in links"
    return "\(name), \(ours)"
      + (lattices.isEmpty || ours == theirs ? "" : ", of lattices \(theirs)")
  }

  func frenchLengths(byStrength: Bool) -> String {
    let (ours, theirs) = (
      lengths.french(byStrength: byStrength), latticeLengths.french(byStrength: byStrength)
    )
    let name = byStrength ? "L selon 1/force" : "L en liens"
    return "\(name), \(ours)"
      + (lattices.isEmpty || ours == theirs ? "" : ", pour les réseaux réguliers \(theirs)")
  }

  var referencesConvention: String {
    let count = randoms.count
    return "\(count) random networks \(lattices.isEmpty ? "" : "and \(count) lattices ")"
      + "of the same degrees, connected"
  }
}

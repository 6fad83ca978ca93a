internal import ModuleKit

/// The tables of chains.smallworld.
struct SmallWorldTables {
  let findings: SmallWorldFindings
  let name: String

  /// Tells several of a study apart.
  private func titled(_ title: String) -> String {
    name == "smallworld" ? title : "\(title) (\(name))"
  }

  private struct Row {
    let measure: String
    var value = Double.nan
    var lower = Double.nan
    var upper = Double.nan
    var random = Double.nan
    var lattice = Double.nan
    var z = Double.nan
    var p = Double.nan
    var convention = ""
    var note = ""
  }

  func summary(verdict: String) -> Table {
    let rows = size + profiles + findings.measures.flatMap(rows) + mixing
    var frame = Frame(rowCount: rows.count)
    frame.set("measure", .texts(rows.map(\.measure)))
    frame.set("value", .numbers(rows.map(\.value)))
    frame.set("lower", .numbers(rows.map(\.lower)))
    frame.set("upper", .numbers(rows.map(\.upper)))
    frame.set("random", .numbers(rows.map(\.random)))
    frame.set("lattice", .numbers(rows.map(\.lattice)))
    frame.set("z", .numbers(rows.map(\.z)))
    frame.set("p", .numbers(rows.map(\.p)))
    frame.set("convention", .texts(rows.map(\.convention)))
    frame.set("note", .texts(rows.map(\.note)))
    return Table(
      name: name, title: titled("How small the world is"),
      note: "\(verdict) Lower and upper: 95 % for what chance in the references does to the value "
        + "(jackknife); random and lattice: means over references; z: distance from the random ones "
        + "in their standard deviations; p: share of these, the network among them, with at least "
        + "its value.", rows: frame)
  }

  private var size: [Row] {
    let network = findings.network
    return [
      Row(
        measure: "people", value: Double(network.graph.nodeCount), convention: network.convention),
      Row(
        measure: "share_of_people", value: network.share, convention: "people counted / all"),
      Row(
        measure: "ties", value: Double(network.graph.edgeCount),
        convention: "pairs of people, direction ignored"
          + (findings.isByStrength ? "" : ", strengths not used")),
    ]
  }

  private var profiles: [Row] {
    let lengths = [false] + (findings.isByStrength ? [true] : [])
    return findings.kinds.map { kind in
      compared("clustering_\(kind.rawValue)", kind.convention) { $0.clustering(kind) }
    }
      + lengths.map { byStrength in
        let kind = byStrength ? ClusteringKind.intensity : .average
        var row = compared(
          byStrength ? "mean_path_length_by_strength" : "mean_path_length",
          findings.lengthsConvention(byStrength: byStrength)
        ) { $0.pathLength(beside: kind) }
        let error = findings.observed.pathLengthError(beside: kind)
        if error.isFinite { row.note = "sampled: standard error \(rounded(error))" }
        return row
      }
  }

  private func compared(
    _ measure: String, _ convention: String, _ value: (SmallWorldProfile) -> Double
  ) -> Row {
    let random = findings.randoms.map { value($0.profile) }
    let observed = value(findings.observed)
    var row = Row(measure: measure, value: observed, convention: convention)
    guard observed.isFinite, findings.isOneOfMany else { return row }
    (row.random, row.lattice) = (random.mean, findings.lattices.map { value($0.profile) }.mean)
    let deviation = random.deviation
    row.z = deviation > 0 ? (observed - row.random) / deviation : .nan
    row.p = Double(1 + random.count { $0 >= observed }) / Double(1 + random.count)
    return row
  }

  private func rows(_ measure: SmallWorldMeasure) -> [Row] {
    let result = findings.value(of: measure)
    let kind = findings.kind(of: measure)
    let convention =
      "\(measure.formula); \(kind.convention); "
      + "\(findings.lengthsConvention(byStrength: kind == .intensity)); "
      + findings.referencesConvention
    var rows = [
      Row(
        measure: measure.rawValue, value: result.value, lower: result.lower, upper: result.upper,
        convention: convention, note: result.note)
    ]
    if measure == .swp {
      rows += [
        Row(
          measure: "swp_delta_c", value: result.deltas?.clustering ?? .nan,
          convention: "(C_lattice - C)/(C_lattice - C_random), within 0 and 1"),
        Row(
          measure: "swp_delta_l", value: result.deltas?.pathLength ?? .nan,
          convention: "(L - L_random)/(L_lattice - L_random), within 0 and 1"),
      ]
    }
    return rows
  }

  private var mixing: [Row] {
    let ties = Double(findings.network.graph.edgeCount)
    let switches = findings.randoms.map { Double($0.switches) }.mean / ties
    let changed = findings.changed
    return [
      Row(
        measure: "switches_per_tie", value: switches,
        convention: "of ties in the random networks that exchanged ends, mean"),
      Row(
        measure: "changed_share", value: changed.fromNetwork, random: changed.fromEachOther,
        convention: "ties of a random network that the network does not have; "
          + "random: that another random network does not have",
        note: findings.isUnmixed ? "not mixed: raise 'switches'" : ""),
    ]
  }

  var references: Table {
    let all = findings.randoms + findings.lattices
    let ties = Double(findings.network.graph.edgeCount)
    var frame = Frame(rowCount: all.count)
    frame.set("kind", .texts(all.map { $0.kind.rawValue }))
    frame.set("reference", .integers(all.map(\.number)))
    for kind in findings.kinds {
      frame.set(
        "clustering_\(kind.rawValue)", .numbers(all.map { $0.profile.clustering(kind) }))
    }
    frame.set("mean_path_length", .numbers(all.map { $0.profile.pathLength(beside: .average) }))
    if findings.isByStrength {
      frame.set(
        "mean_path_length_by_strength",
        .numbers(all.map { $0.profile.pathLength(beside: .intensity) }))
    }
    frame.set("attempts", .integers(all.map(\.attempts)))
    frame.set("switches", .integers(all.map(\.switches)))
    frame.set("switches_per_tie", .numbers(all.map { Double($0.switches) / ties }))
    frame.set("changed_share", .numbers(all.map(\.changed)))
    frame.set("is_complete", .flags(all.map { $0.isComplete ? .yes : .no }))
    return Table(
      name: "\(name)_references", title: titled("What the network is compared with"),
      note: "one row for each reference; \(findings.referencesConvention); "
        + findings.lengthsConvention(byStrength: false), rows: frame)
  }
}

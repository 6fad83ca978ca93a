internal import ModuleKit

/// A sentence to be quoted, and its limits.
struct SmallWorldVerdict {
  let findings: SmallWorldFindings

  /// A measure, whether it speaks for a small world, and its bound.
  struct Vote {
    let measure: SmallWorldMeasure
    let value: SmallWorldValue
    let isFor: Bool
    let bound: String

    var words: String {
      let interval =
        value.lower < value.upper
        ? "95 % \(rounded(value.lower)) to \(rounded(value.upper)), " : ""
      return "\(measure.sign) \(rounded(value.value)) (\(interval)\(isFor ? "" : "not ")\(bound))"
    }
  }

  /// SWI has no bound that is agreed on.
  var votes: [Vote] {
    findings.measures.compactMap { measure in
      let value = findings.value(of: measure)
      let number = value.value
      guard number.isFinite else { return nil }
      switch measure {
      case .sigma:
        let least = value.lower.isFinite ? value.lower : number
        return Vote(measure: measure, value: value, isFor: least > 1, bound: "above 1")
      case .omega:
        return Vote(
          measure: measure, value: value, isFor: number.magnitude <= 0.5, bound: "within ±0.5")
      case .swp:
        return Vote(measure: measure, value: value, isFor: number > 0.6, bound: "above 0.6")
      case .swi: return nil
      }
    }
  }

  var sentence: String {
    let votes = votes
    guard !votes.isEmpty else {
      let reason = findings.measures.lazy.map { findings.value(of: $0).note }.first { !$0.isEmpty }
      return "Whether this is a small world cannot be told (\(reason ?? "no measure has a bound"))."
    }
    let (yes, no) = (votes.filter(\.isFor), votes.filter { !$0.isFor })
    let verdict =
      if no.isEmpty {
        "is a small world by \(signs(yes))"
      } else if yes.isEmpty {
        "is no small world by \(signs(no))"
      } else {
        "is a small world by \(signs(yes)), but not by \(signs(no))"
      }
    return "\(subject) \(verdict): \(votes.map(\.words).joined(separator: ", "))\(comparison). "
      + limits
  }

  private var subject: String {
    findings.network.components > 1
      ? "The largest component (\(rounded(100 * findings.network.share)) % of "
        + "\(findings.network.people) people)" : "The network"
  }

  private func signs(_ votes: [Vote]) -> String {
    let signs = votes.map(\.measure.sign)
    guard signs.count > 1, let last = signs.last else { return signs.joined() }
    return signs.dropLast().joined(separator: ", ") + " and " + last
  }

  /// In words that need no formula.
  private var comparison: String {
    guard let (clustering, length) = timesOfRandom else { return "" }
    return "; contacts of one person know each other \(rounded(clustering)) times as often as in "
      + "random networks of the same degrees, and chains are \(rounded(length)) times as long"
  }

  /// How much more contacts know each other than in random networks, and how much longer chains are.
  var timesOfRandom: (clustering: Double, length: Double)? {
    let random = findings.randoms.map(\.profile)
    let kind = findings.clustering.kind(of: .omega)
    let clustering =
      findings.observed.clustering(kind) / random.map { $0.clustering(kind) }.mean
    let length =
      findings.observed.pathLength(beside: kind) / random.map { $0.pathLength(beside: kind) }.mean
    return clustering.isFinite && length.isFinite ? (clustering, length) : nil
  }

  private var limits: String {
    var limits: [String] = []
    if findings.measures.contains(.sigma) {
      limits.append("σ grows with the number of people: it compares only networks of one size.")
    }
    if findings.measures.contains(where: \.needsLattices) {
      limits.append("Lattices are the best that switching ties found, not the best there are.")
    }
    if findings.isUnmixed {
      limits.append(
        "The random networks still resemble the network: more switches would tell more.")
    }
    if findings.incomplete > 0 {
      limits.append("\(findings.incomplete) of the references were not finished.")
    }
    return limits.joined(separator: " ")
  }
}

internal import ModuleKit

/// The verdict in French.
extension SmallWorldVerdict {
  var french: String {
    let votes = votes
    guard !votes.isEmpty else {
      return
        "On ne peut pas dire si le réseau est un petit monde : aucune mesure ne donne de réponse."
    }
    let (yes, no) = (votes.filter(\.isFor), votes.filter { !$0.isFor })
    let verdict =
      if no.isEmpty {
        "est un petit monde selon \(signs(yes))"
      } else if yes.isEmpty {
        "n'est pas un petit monde selon \(signs(no))"
      } else {
        "est un petit monde selon \(signs(yes)), mais non selon \(signs(no))"
      }
    let values = votes.map(words).joined(separator: " ; ")
    return (["\(subject) \(verdict) : \(values)\(comparison)."] + limits).joined(separator: " ")
  }

  private func number(_ value: Double) -> String { rounded(value).replacing(".", with: ",") }

  private var subject: String {
    findings.network.components > 1
      ? "La plus grande composante (\(number(100 * findings.network.share)) % des "
        + "\(findings.network.people) personnes)" : "Le réseau"
  }

  private func signs(_ votes: [Vote]) -> String {
    let signs = votes.map(\.measure.sign)
    guard signs.count > 1, let last = signs.last else { return signs.joined() }
    return signs.dropLast().joined(separator: ", ") + " et " + last
  }

  private func words(_ vote: Vote) -> String {
    let (value, isFor) = (vote.value, vote.isFor)
    let interval =
      value.lower < value.upper
      ? "intervalle à 95 % de \(number(value.lower)) à \(number(value.upper)), " : ""
    let bound =
      switch vote.measure {
      case .sigma: isFor ? "supérieur à 1" : "non supérieur à 1"
      case .omega: isFor ? "entre -0,5 et 0,5" : "hors de l'intervalle de -0,5 à 0,5"
      case .swp: isFor ? "supérieur à 0,6" : "non supérieur à 0,6"
      case .swi: ""
      }
    return "\(vote.measure.sign) = \(number(value.value)) (\(interval)\(bound))"
  }

  private var comparison: String {
    guard let (clustering, length) = timesOfRandom else { return "" }
    return
      " ; les contacts d'une même personne se connaissent \(number(clustering)) fois aussi souvent "
      + "que dans des réseaux aléatoires de mêmes degrés, et les chaînes sont \(number(length)) fois "
      + "aussi longues"
  }

  private var limits: [String] {
    var limits: [String] = []
    if findings.measures.contains(.sigma) {
      limits.append(
        "σ croît avec le nombre de personnes : il ne permet de comparer que des réseaux de même taille."
      )
    }
    if findings.measures.contains(where: \.needsLattices) {
      limits.append(
        "Les réseaux réguliers sont les meilleurs que les échanges de liens aient donnés, non les "
          + "meilleurs possibles.")
    }
    if findings.isUnmixed {
      limits.append(
        "Les réseaux aléatoires ressemblent encore au réseau : davantage d'échanges en diraient plus."
      )
    }
    if findings.incomplete > 0 {
      limits.append("\(findings.incomplete) des références n'ont pas été achevées.")
    }
    return limits
  }
}

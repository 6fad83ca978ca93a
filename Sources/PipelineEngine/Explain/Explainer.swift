public import ModuleKit

/// Tells from the results of a run why records were taken for one person, or were not.
public struct Explainer {
  /// What is odd about the tables.
  public let notices: [Diagnostic]
  private let clusters: ClusterTable
  private let matches: MatchTable

  /// - Parameters:
  ///   - folder: of results.
  ///   - stage: the result to look at, where the study has several.
  public init(folder: String, stage: String? = nil) throws(Diagnostic) {
    let folder = try ResultFolder(folder)
    let result = try folder.result(with: ["clusters", "matches"], stage: stage)
    let clusters = try folder.read("clusters", of: result)
    let matches = try folder.read("matches", of: result)
    self.clusters = try ClusterTable(clusters.table)
    self.matches = try MatchTable(matches.table)
    notices = [clusters.notice, matches.notice].compactMap { $0 }
  }

  /// What each comparison of two records adds.
  ///
  /// - Throws: `unknown-record`, `same-record`, and what is wrong with the tables.
  public func pair(_ a: String, _ b: String) throws(Diagnostic) -> String {
    let people = (try clusters.person(of: a), try clusters.person(of: b))
    if a == b {
      throw Diagnostic(
        "same-record", "'\(a)' is one record: there is nothing to compare",
        at: .init(file: clusters.file), help: "name two records")
    }
    if let pair = try matches.pair(a, b) { return PairText(pair: pair, people: people).text }
    let links = people.0 == people.1 ? try links(of: people.0) : nil
    return UnlistedPairText(a: a, b: b, people: people, links: links).text
  }

  /// What holds the records of a person together.
  ///
  /// - Parameter id: of the person, or of any of the records.
  /// - Throws: `unknown-record`, and what is wrong with the tables.
  public func cluster(_ id: String) throws(Diagnostic) -> String {
    let person = try clusters.person(id)
    return PersonText(person: person, links: try links(of: person)).text
  }

  private func links(of person: String) throws(Diagnostic) -> PersonLinks {
    let members = clusters.members(of: person)
    let known = Set(members)
    let pairs = try matches.pairs { known.contains($0) && known.contains($1) }
    return PersonLinks(members: members, pairs: pairs)
  }
}

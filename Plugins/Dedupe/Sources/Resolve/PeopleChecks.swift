internal import ModuleKit

/// What speaks against a person of many records: few links, and links on which all depends.
package struct PeopleChecks {
  package struct Check: Equatable {
    /// Position of the person's cluster.
    package let cluster: Int
    package let records: Int
    package let links: Int
    /// Links that exist, of all that there may be.
    package let density: Double
    /// Links without which the person would fall in two.
    package let bridges: Int
    /// The surest way to hold the person together needs this link; log2 of odds.
    package let weakest: Double
  }

  /// Clusters of three records and more, the loosest first.
  package let checks: [Check]

  /// - Parameter pairs: the links above the threshold.
  package init(_ clusters: RecordClusters, pairs: [ScoredPair]) {
    var links: [Int: [ScoredPair]] = [:]
    for pair in pairs {
      let cluster = clusters.clusterOf[Int(pair.a)]
      if cluster == clusters.clusterOf[Int(pair.b)], clusters.members[cluster].count > 2 {
        links[cluster, default: []].append(pair)
      }
    }
    var weakest: [Int: Double] = [:]
    for link in clusters.links {
      let cluster = clusters.clusterOf[Int(link.a)]
      weakest[cluster] = min(weakest[cluster] ?? .infinity, link.weight)
    }
    checks = links.keys.sorted().map { cluster in
      let records = clusters.members[cluster]
      let own = links[cluster] ?? []
      let possible = Double(records.count * (records.count - 1) / 2)
      return Check(
        cluster: cluster, records: records.count, links: own.count,
        density: Double(own.count) / possible, bridges: Self.bridges(records, own),
        weakest: weakest[cluster] ?? .infinity)
    }.sorted { ($0.density, $0.cluster) < ($1.density, $1.cluster) }
  }

  /// Links whose ends no other way joins.
  ///
  /// Tarjan, "A note on finding the bridges of a graph", Information Processing Letters 2(6), 1974: the tree link into a
  /// record is a bridge when nothing below it reaches above. Without recursion, for chains may be long.
  /// - Complexity: O(records + links).
  private static func bridges(_ records: [Int], _ links: [ScoredPair]) -> Int {
    let place = Dictionary(uniqueKeysWithValues: records.enumerated().map { ($1, $0) })
    var neighbors = [[(record: Int, link: Int)]](repeating: [], count: records.count)
    for (link, pair) in links.enumerated() {
      guard let a = place[Int(pair.a)], let b = place[Int(pair.b)] else { continue }
      neighbors[a].append((b, link))
      neighbors[b].append((a, link))
    }
    var order = [Int](repeating: -1, count: records.count)
    var reach = order
    var (time, bridges) = (0, 0)
    for root in records.indices where order[root] < 0 {
      var path = [(record: root, link: -1, next: 0)]
      (order[root], reach[root]) = (time, time)
      time += 1
      while let top = path.last {
        let record = top.record
        if top.next < neighbors[record].count {
          path[path.count - 1].next += 1
          let (other, link) = neighbors[record][top.next]
          if link == top.link { continue }
          if order[other] >= 0 {
            reach[record] = min(reach[record], order[other])
          } else {
            (order[other], reach[other]) = (time, time)
            time += 1
            path.append((other, link, 0))
          }
        } else {
          path.removeLast()
          guard let above = path.last?.record else { continue }
          reach[above] = min(reach[above], reach[record])
          if reach[record] > order[above] { bridges += 1 }
        }
      }
    }
    return bridges
  }

  func table(_ name: (Int) -> String) -> Table {
    var rows = Frame(rowCount: checks.count)
    rows.set("person", .texts(checks.map { Optional(name($0.cluster)) }))
    rows.set("records", .integers(checks.map(\.records)))
    rows.set("links", .integers(checks.map(\.links)))
    rows.set("density", .numbers(checks.map(\.density)))
    rows.set("bridges", .integers(checks.map(\.bridges)))
    rows.set(
      "weakest_link", .numbers(checks.map { LinkageModel.probability(min($0.weakest, 1000)) }))
    return Table(
      name: "people_checks", title: "People of three records and more, the loosest first",
      note:
        "density: links of all that there may be; bridges: links without which the person would be two; weakest_link: probability of the least sure link needed",
      rows: rows)
  }
}

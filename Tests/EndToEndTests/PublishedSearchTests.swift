import Foundation
import ModuleTesting
import Testing

/// What the papers on search in networks found, by the generators and the search of the product.
struct PublishedSearchTests {
  /// A network to draw, and letters to send through it.
  private struct Experiment {
    let network: String
    let letters: String
  }

  /// Runs all and gives a column of `measures` for each: one row for each experiment.
  private func run(
    _ experiments: [Experiment], _ measures: [String]
  ) throws -> [[String: Double]] {
    let folder = try TemporaryFolder()
    var study = "study: Published curves\nseed: 7\nstages:\n"
    for (index, experiment) in experiments.enumerated() {
      study += "  - {id: network_\(index), use: \(experiment.network)}\n"
      study += "  - {id: search_\(index), use: chains.search, with: {\(experiment.letters)}}\n"
    }
    let stages = experiments.indices.map { "search_\($0)" }.joined(separator: ", ")
    study += "  - {id: curve, use: combine.tables, from: [\(stages)], with: {measures: "
    study += "[\(measures.joined(separator: ", "))]}}\n"
    try folder.write(study, to: "study.yaml")
    let result = try Program.run(["run", "study.yaml", "--no-cache"], in: folder.path)
    #expect(result.status == 0, "\(result.errors)")
    let csv = String(decoding: folder.files(in: "out/study")["curve.csv"] ?? Data(), as: UTF8.self)
    let lines = csv.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let heads = try #require(lines.first)
    return lines.dropFirst().map { line in
      Dictionary(uniqueKeysWithValues: zip(heads, line.map { Double($0) ?? .nan }))
    }
  }

  // MARK: Kleinberg

  private static let sides = [50, 200, 500]
  private static let exponents = [0, 0.5, 1, 1.25, 1.5, 1.75, 2, 2.5, 3]

  /// Kleinberg, "Navigation in a small world", Nature 406, 2000, figure 1b, and "The small-world phenomenon: an
  /// algorithmic perspective", STOC 2000. On a finite lattice the least time is at an r below 2, and nearer to
  /// it the larger the lattice. The powers of growth: Carmi, Carter, Sun & ben-Avraham, "Asymptotic behavior of
  /// the Kleinberg model", Physical Review Letters 102, 2009: with L the side, L^(2/3) at r = 0, ln² L at 2, L
  /// from 3 on. Means of 4000 letters are off by about 1 %, a power by 0.015.
  @Test func kleinbergsLatticeIsNavigableNearTwo() throws {
    let cases = Self.sides.flatMap { side in Self.exponents.map { (side: side, r: $0) } }
    let rows = try run(
      cases.map { side, r in
        Experiment(
          network: "generate.kleinberg, with: {side: \(side), r: \(r), torus: true}",
          letters: "rule: lattice, lattice: [x, y], torus: true, memory: none, drop_out: 0, "
            + "steps: 5000, letters: 4000, geodesics: none, list: 0")
      }, ["mean_links", "completion"])
    // Some contact on the lattice is always nearer.
    #expect(rows.count == cases.count && rows.allSatisfy { $0["completion"] == 1 })
    var times: [Int: [Double: Double]] = [:]
    for (place, row) in zip(cases, rows) {
      times[place.side, default: [:]][place.r] = row["mean_links"]
    }
    func time(_ side: Int, _ r: Double) -> Double { times[side]?[r] ?? .nan }
    let best = Self.sides.map { side in
      Self.exponents.min { time(side, $0) < time(side, $1) } ?? .nan
    }
    #expect(best == best.sorted() && best[0] < best[2], "\(best)")
    #expect((1.5...2).contains(best[2]), "\(best)")
    func power(_ r: Double) -> Double { log(time(500, r) / time(200, r)) / log(2.5) }
    #expect(abs(power(0) - 2.0 / 3) < 0.05, "\(power(0))")
    #expect((0.8...1).contains(power(3)), "\(power(3))")
    #expect(power(2) < power(1) && power(2) < power(0.5) && power(2) < power(2.5), "\(times)")
    // At r = 2 the root of time is a straight line over the logarithm of the side; else it bends up.
    func bend(_ r: Double) -> Double {
      let roots = Self.sides.map { time($0, r).squareRoot() }
      return (roots[2] - roots[1]) / log(2.5) / ((roots[1] - roots[0]) / log(4))
    }
    #expect(bend(2) < 1.2 && bend(2) < bend(0) && bend(2) < bend(3), "\(bend(2))")
    #expect(bend(0) > 1.3 && bend(3) > 1.5, "\(bend(0)) \(bend(3))")
  }

  // MARK: Watts, Dodds and Newman

  private func completion(
    _ cases: [(hierarchies: Int, alpha: Double)], levels: Int
  ) throws -> [Double] {
    try run(
      cases.map { hierarchies, alpha in
        let by = (1...hierarchies).map { "{columns: path_\($0), distance: hierarchy}" }
        return Experiment(
          network: "generate.hierarchy, with: {hierarchies: \(hierarchies), branching: 2, levels: "
            + "\(levels), group_size: 100, mean_degree: 99, alpha: \(alpha)}",
          letters:
            "rule: closest, mixture: least, by: [\(by.joined(separator: ", "))], drop_out: 0.25, "
            + "steps: 40, letters: 4000, geodesics: none, list: 0")
      }, ["completion_expected"]
    ).map { $0["completion_expected"] ?? .nan }
  }

  /// Watts, Dodds & Newman, "Identity and search in social networks", Science 296, 2002, figure 2B: 102,400
  /// people, b = 2, g = 100, z = 99, a quarter thrown away; searchable is a network where 5 % arrive. Where
  /// people prefer their like (alpha = 2), in one hierarchy less than 1 % do, in two many; where all levels are
  /// alike (alpha = 0), each further hierarchy makes it worse, until less than 5 % do.
  @Test func likenessInMoreThanOneWayMakesSearchable() throws {
    let found = try completion([(1, 2), (2, 2), (1, 0), (2, 0), (5, 0)], levels: 11)
    #expect(found[0] < 0.01 && found[1] > 0.1, "\(found)")
    #expect(found[2] > found[3] + 0.01 && found[3] > found[4] + 0.01, "\(found)")
    #expect(found[3] > 0.05 && found[4] < 0.05, "\(found)")
  }

  /// Figure 2A: for alpha > 0 and two or three hierarchies; not where ties take no notice of groups
  /// (alpha = -ln 2) or lead away from them. The region shrinks with the number of people: 12,800 here.
  @Test func searchableRegion() throws {
    let cases: [(hierarchies: Int, alpha: Double)] = [
      (2, 0.5), (3, 0.5), (2, 1), (3, 1), (2, 2), (3, 2), (1, 2), (1, -0.6931471805599453),
      (2, -0.6931471805599453), (3, -0.6931471805599453), (2, -2),
    ]
    let found = try completion(cases, levels: 8)
    for (place, share) in zip(cases, found) {
      let isSearchable = place.alpha > 0 && place.hierarchies > 1
      #expect((share >= 0.05) == isSearchable, "\(place) \(share)")
    }
    // More people are harder to find.
    let many = try completion([(2, 2)], levels: 10)
    #expect(many[0] < found[4] - 0.03, "\(many) \(found)")
  }
}

// Distances and their conventions: Watts & Strogatz 1998; effective diameter: Palmer, Gibbons &
// Faloutsos 2002, Leskovec, Kleinberg & Faloutsos 2005. "Degrees of separation" are intermediaries:
// Backstrom, Boldi, Rosa, Ugander & Vigna, "Four degrees of separation", 2012.

public import ModuleKit

extension Distances {
  public static let manual = Manual(
    name: "chains.distances",
    summary: "Tells how long the shortest chains between people are",
    details: """
      Counts ordered pairs of different people by the length of the shortest chain between them. Two \
      units are always named: links, and intermediaries (links - 1, the "degrees of separation"). \
      Means are over reachable pairs only; the share of reachable pairs stands beside them, and nothing \
      infinite is averaged. In a directed network chains follow arcs (`out`), run against them (`in`, \
      the same distribution) or ignore direction (`all`).

      The effective diameter is the number of links within which 90 % of the reachable pairs lie, \
      interpolated; three conventions are in use: over pairs of different people (ours), with pairs of a \
      person with themselves (`snap`, as SNAP counts), and with `people: true` the mean over people of the \
      links within which 90 % of those lie whom one reaches, oneself included, not interpolated (as NetworKit counts; \
      a search for every link of it). Diameter and radius are the \
      largest and smallest eccentricity in the largest component (direction ignored when it is \
      sought). The spid is the variance of the number of links divided by its mean. The harmonic mean and the global \
      efficiency are over all ordered pairs, those without a chain being infinitely far. With \
      `length`, distances are sums of edge lengths, and the table of links is left out.

      With `groups`, a node column, the table `group_distances` has a row for each ordered pair of its values: how far \
      people of one group are from those of the other, and what share of the pairs is reachable. With `targets` (or \
      `target_column`, of a truth value or with `target_values`) the table `target_distances` and the column \
      `target_distance` tell how far the nearest target is, `mean_target_distance` how far the targets are on the mean. \
      With `k` the column `k_reach` is the share of all others within so many links. A cell of several values, as merged rows \
      have, is a group of its own.

      \(DistanceMethod.manual) Standard errors in the tables are \
      those of the jackknife over the runs, bounds are 95 % intervals by Student's t. Distances between groups are then \
      those to 8 random samples of 64 people of each group, `k_reach` is HyperBall's, the nearest target is exact, and \
      means over targets are over 512 of them, drawn at random. chains.diameter finds diameter and radius exactly.
      """,
    writes: [
      .nodeColumn("eccentricity", .number, "the longest shortest chain from the node"),
      .nodeColumn("mean_distance", .number, "mean distance to those whom the node reaches"),
      .nodeColumn("k_reach", .number, "share of others within `k` links, if asked for"),
      .nodeColumn("target_distance", .number, "distance to the nearest target, if there are any"),
      .nodeColumn("mean_target_distance", .number, "mean distance to the targets that are reached"),
      .table("distances", "pairs by number of links"),
      .table("group_distances", "how far groups are from each other, if asked for"),
      .table("target_distances", "people by links to the nearest target, if there are any"),
      .table("chain_lengths", "mean, median, diameter, effective diameter, reachable share"),
    ],
    uses: [.seed],
    assumes: [.allTies],
    references: [
      "Palmer, C. R., Gibbons, P. B. & Faloutsos, C. (2002). ANF: a fast and scalable tool for data mining in massive graphs. KDD, 81-90.",
      "Backstrom, L., Boldi, P., Rosa, M., Ugander, J. & Vigna, S. (2012). Four degrees of separation. WebSci, 33-42.",
      "Latora, V. & Marchiori, M. (2001). Efficient behavior of small-world networks. Physical Review Letters 87, 198701.",
      DistanceMethod.reference,
    ],
    complexity:
      "O(nm), with weights O(nm log n); estimated O(m) per run and link of the diameter; for groups at least O(n + m) each",
    examples: [
      Example(
        "A chain of four", network: "a-b b-c c-d",
        yaml: "- use: chains.distances",
        expected: [
          .nodes("id,eccentricity\na,3\nb,2\nc,2\nd,3\n"),
          .table(
            "distances",
            "links,intermediaries,pairs,share,cumulative\n1,0,6,0.5,0.5\n2,1,4,0.3333,0.8333\n3,2,2,0.1667,1\n"
          ),
        ]),
      Example(
        "Two offices with one go-between", network: "ann-bea bea-carl carl-dan dan-eve",
        yaml: """
          - use: chains.distances
            with: {targets: [ann], k: 2}
          """,
        expected: [
          .nodes(
            "id,target_distance,k_reach\nann,0,0.5\nbea,1,0.75\ncarl,2,1\ndan,3,0.75\neve,4,0.5\n")
        ]),
    ], version: 3)
}

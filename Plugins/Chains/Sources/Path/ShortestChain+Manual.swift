public import ModuleKit

extension ShortestChain {
  public static let manual = Manual(
    name: "chains.path",
    summary: "Finds a shortest chain of people from one to another",
    details: """
      The table named after the stage lists the chain person by person, with the weight of the tie \
      that leads to each; the table `<stage>_summary` says how long it is, in links and in \
      intermediaries (links - 1), and how many chains are just as short. Among these the one is shown \
      whose people come first in canonical order, from the end backwards. The columns `on_<stage>` mark \
      the people and ties of the chain. In a directed network chains follow arcs unless `direction` \
      says otherwise. Two people who are not connected give an empty table, and the summary says so. \
      With `length`, the shortest chain is the one with the smallest sum of edge lengths; lengths that \
      agree to a relative 1e-9 are equal. Where a tie is shorter than that beside the whole chain, chains with \
      and without it are equally long; they are listed, and not counted. With `length: reliability` a tie counts -ln p, so that the \
      shortest chain is the most reliable one.

      `find` asks for several chains, at most `most`, in order of length and then in canonical order: \
      `all_shortest` those as short as the shortest, all of which are counted (exactly to 2^53); \
      `k_shortest` those that follow in length too, none meeting a person twice (Yen 1971, Lawler 1972); \
      `edge_disjoint` those that share no tie and `node_disjoint` those that share nobody between the \
      ends, so chosen that their total length is the least for their number (Suurballe 1974, Bhandari \
      1999), the summary telling how many there are at all (Menger's number). `<stage>_chains` has a row \
      for each chain, `<stage>_steps` one for each person on each, and the columns `chains_<stage>` count \
      chains; `<stage>` and the summary's lengths are those of the first.

      Chains meet nobody of `avoid`, use ties of `channels` only (one of the values listed in \
      `channel_column` is enough), have at most `links` links, and lead through at least one of the people \
      named by `through` or by `through_column`, between the ends: an end does not count. Chains through \
      somebody are not counted, and the search is given up after 10 000 walks that meet a person twice. \
      `links` and `through` do not go with disjoint chains: with a limit on length that problem is NP-hard \
      (Itai, Perl & Shiloach 1982).

      \(ReliabilityModel.manual)
      """,
    writes: [
      .nodeColumn("on_<stage>", .boolean, "whether the node is part of a chain found"),
      .edgeColumn("on_<stage>", .boolean, "whether the edge is part of a chain found"),
      .nodeColumn("chains_<stage>", .integer, "how many of several chains meet the node"),
      .edgeColumn("chains_<stage>", .integer, "how many of several chains use the edge"),
      .table("<stage>", "the chain, person by person"),
      .table("<stage>_summary", "its length, and how many are as short"),
      .table("<stage>_chains", "each of several chains, with its length"),
      .table("<stage>_steps", "each of several chains, person by person"),
    ],
    references: [
      "Dijkstra, E. W. (1959). A note on two problems in connexion with graphs. Numerische Mathematik 1, 269-271.",
      "Yen, J. Y. (1971). Finding the K shortest loopless paths in a network. Management Science 17, 712-716.",
      "Lawler, E. L. (1972). A procedure for computing the K best solutions to discrete optimization problems and its application to the shortest path problem. Management Science 18, 401-405.",
      "Suurballe, J. W. (1974). Disjoint paths in a network. Networks 4, 125-145.",
      "Bhandari, R. (1999). Survivable Networks: Algorithms for Diverse Routing. Kluwer.",
      "Dinic, E. A. (1970). Algorithm for solution of a problem of maximum flow in networks with power estimation. Soviet Mathematics Doklady 11, 1277-1280.",
      "Itai, A., Perl, Y. & Shiloach, Y. (1982). The complexity of finding maximum disjoint paths with length constraints. Networks 12, 277-286.",
    ] + ReliabilityModel.references,
    complexity:
      "O((n + m) log n); k_shortest the same for each person on each chain, at worst; disjoint for each chain listed, and O(m √m) to count all",
    examples: [
      Example(
        "From a to d", network: "a-b b-d a-c c-d d-e",
        yaml: "- use: chains.path\n  with: {from: a, to: d}",
        expected: [
          .table("path", "step,id,label\n0,a,a\n1,b,b\n2,d,d\n"),
          .table(
            "path_summary",
            "measure,value\nlinks,2\nintermediaries,1\nlength,2\nequally_short_chains,2\n"),
          .nodes("id,on_path\na,true\nb,true\nc,false\nd,true\ne,false\n"),
        ]),
      Example(
        "A detour of strong ties is more reliable than a weak one", network: "a-b:4 b-d:4 a-d:1",
        yaml:
          "- use: chains.path\n  with: {from: a, to: d, length: reliability, find: k_shortest}",
        expected: [
          .table(
            "path_chains",
            "chain,links,reliability,people\n1,2,0.5774,a > b > d\n2,1,0.3,a > d\n"),
          .table(
            "path_steps", "chain,step,id,p\n1,0,a,\n1,1,b,0.7599\n1,2,d,0.7599\n2,0,a,\n2,1,d,0.3\n"
          ),
        ]),
      Example(
        "Two chains that share nobody", network: "a-b b-d a-c c-d b-c d-e",
        yaml: "- use: chains.path\n  with: {from: a, to: d, find: node_disjoint}",
        expected: [
          .table("path_chains", "chain,links,people\n1,2,a > b > d\n2,2,a > c > d\n"),
          .table(
            "path_summary",
            "measure,value\nlinks,2\nintermediaries,1\nlength,2\nchains,2\ntotal_length,4\ndisjoint_chains,2\n"
          ),
        ]),
    ], version: 5)
}

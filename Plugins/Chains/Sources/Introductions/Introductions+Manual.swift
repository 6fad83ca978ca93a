public import ModuleKit

extension Introductions {
  public static let manual = Manual(
    name: "chains.introductions",
    summary: "Plans who can introduce a person to whom, without asking anybody too often",
    details: """
      For one person (`from`, else the only owner of an address book) and many prospects: the most \
      reliable chain to each, the next best by other introducers, and a plan over all. The introducer is \
      the first person on a chain. Whoever has a tie to the prospect already needs no introduction.

      The plan asks no introducer (or with `load_on: anybody` nobody between the ends) more than `load` \
      times. It has the least sum of -ln reliability over all prospects, where a prospect without a chain \
      counts like one of reliability `trust`: so no chain below `trust` is in it, and a prospect is left \
      out where serving them would cost others more than that. As all chains begin with one person this \
      is a flow of least cost (successive shortest paths with potentials), and the optimum is exact in the \
      whole units of the lengths. Of plans as good, prospects are served in order of their most reliable \
      chains, then in canonical order, and keep these chains where they can.

      The table named after the stage has a row for each prospect: the best chain, the planned one, and a \
      verdict with its reason: `planned`, `known`, `beyond_capacity`, `no_trustworthy_chain`, `no_chain`, \
      `oneself`. `<stage>_chains` tells every chain person by person, with the reliability of the whole, \
      and can be drawn by `diagram.chain` with `one_per: prospect`; `<stage>_ties` tells what each tie rests \
      on, `<stage>_alternatives` the best chain of each other introducer, `<stage>_load` how often each \
      person is asked and would be without the load, `<stage>_summary` the counts. Chains meet nobody of \
      `avoid`, use ties of `channels` only and have at most `links` links. `links` does not go with \
      `load_on: anybody`: with a limit on both, disjoint chains of limited length would be a special \
      case, which is NP-hard (Itai, Perl & Shiloach 1982).

      \(ReliabilityModel.manual)
      """,
    writes: [
      .nodeColumn("role_<stage>", .text, "part in the planned introductions"),
      .nodeColumn("traffic_<stage>", .integer, "planned chains that the person passes on"),
      .edgeColumn("traffic_<stage>", .integer, "planned chains along the tie"),
      .table("<stage>", "prospects, with chain, plan and verdict"),
      .table("<stage>_chains", "all chains, person by person"),
      .table("<stage>_ties", "all chains, tie by tie, with the evidence"),
      .table("<stage>_alternatives", "the next best chains, by other introducers"),
      .table("<stage>_load", "how often each person is asked"),
      .table("<stage>_summary", "how many prospects have which verdict"),
    ],
    references: [
      "Edmonds, J. & Karp, R. M. (1972). Theoretical improvements in algorithmic efficiency for network flow problems. Journal of the ACM 19, 248-264.",
      "Ahuja, R. K., Magnanti, T. L. & Orlin, J. B. (1993). Network Flows. Prentice Hall.",
      "Itai, A., Perl, Y. & Shiloach, Y. (1982). The complexity of finding maximum disjoint paths with length constraints. Networks 12, 277-286.",
      "Dijkstra, E. W. (1959). A note on two problems in connexion with graphs. Numerische Mathematik 1, 269-271.",
    ] + ReliabilityModel.references,
    complexity:
      "O((1 + alternatives)(n + m) log n), with a limit on links as often as links, and for each prospect a search of the ties that are no detour; memory 16 (alternatives + 2) + 100 bytes for each person and 40 for each tie, times links + 2 where these are limited",
    examples: [
      Example(
        "Bob may be asked once: the second prospect is reached by Cat",
        network: "Ann-Bob:3 Ann-Cat:2 Bob-Dan:3 Bob-Eve:2 Cat-Eve:2 Fay",
        yaml: """
          - use: chains.introductions
            with: {from: Ann, prospects: [Dan, Eve, Fay, Cat], load: 1}
          """,
        expected: [
          .table(
            "introductions",
            "prospect,verdict,reliability,introducer,planned_introducer,planned_reliability,planned_chain\nCat,known,0.51,,,,\nDan,planned,0.4316,Bob,Bob,0.4316,Ann > Bob > Dan\nEve,planned,0.3351,Bob,Cat,0.2601,Ann > Cat > Eve\nFay,no_chain,,,,,\n"
          ),
          .table("introductions_load", "id,wanted,asked,left\nBob,2,1,0\nCat,0,1,0\n"),
          .edges(
            "source,target,traffic_introductions\nAnn,Bob,1\nAnn,Cat,1\nBob,Dan,1\nBob,Eve,0\nCat,Eve,1\n"
          ),
        ])
    ], version: 4)
}

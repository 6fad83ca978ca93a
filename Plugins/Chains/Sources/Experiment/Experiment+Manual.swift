public import ModuleKit

extension Experiment {
  /// The paper behind a correction; Wilson's for intervals.
  static func reference(_ correction: Correction?) -> String {
    switch correction {
    case .constant: manual.references[0]
    case .steps: manual.references[2]
    case .weighted: manual.references[3]
    case nil: manual.references[4]
    }
  }

  public static let manual = Manual(
    name: "chains.experiment",
    summary: "Analyses a small-world experiment: who passed the letter on, and how long chains are",
    details: """
      A letter goes from hand to hand until it comes to a target. `log` has a row for each step of each \
      chain: who held the letter (`sender`), who got it (`receiver`), with the number of the step and, \
      where they are known, `date`, `outcome` and `group`. A row without a receiver tells who dropped \
      the letter, or holds it still. Columns are found by common names. A chain is completed when it \
      ends at the `target`, or when its outcome says so; one of which nothing is told is what \
      `unfinished` says. The people of the log become the network, with arcs from sender to receiver \
      and the number of letters as their weight. A chain is taken whole or rejected whole, with a \
      reason for each of its rows: cycles, two receivers at one step, missing steps, dates that go \
      backwards, people who are not in the table `people`, ends that contradict the outcome, letters \
      that leave their target, more than 1000 links.

      Where no log is published, `counts` has the completed chains by `links` or by `intermediaries` \
      (links - 1), and `distributed` and `started` say how many letters were given out and how many \
      starters passed theirs on; by group in the table `totals`.

      Letters that `chains.search` has sent through a network are read from its table: with \
      `from: search`, `letters: search_letters` takes `links` and `outcome` of each row. The network \
      stays. A holder who had nobody to give the letter to counts like one who threw it away, as an \
      observer cannot tell; a letter at the limit of its steps is running. Where the table has a \
      column `geodesic`, the lengths of the shortest chains of the same letters stand beside those \
      observed and corrected. Only letters that are listed are analysed: `list` of `chains.search` is 1000 \
      unless it is set, and a warning and the ledger tell how many are left out. Unless letters are passed \
      on at random, those of one starter and one target are bound to go the same way. Intervals and tests \
      take each letter for itself all the same, and are too sure where pairs come again: a warning tells \
      as how many letters between different people they count (n²/Σ n_p², Kish).

      Long chains are dropped more often than short ones, so that those which arrive are too short. \
      Three corrections, each a weight of every completed chain; the corrected share of a length is \
      its share of the weights. `constant` (White 1970): 1 / (1 - q)^(i + 1) for i intermediaries, for \
      i + 1 people had to pass the letter on, the starter among them. q is given, or is the lost of \
      all decisions in the log, or (always with `counts`) is solved for so that the corrected chains \
      are as many as the letters distributed; `solve_for: started` takes those started, whose starters \
      have decided already, and so gives a smaller q. `steps` (Dodds, Muhamad & Watts 2003): \
      1 / product of (1 - r) over the steps of the chain, each step with the rate r of its own. \
      `weighted` (Goel, Muhamad & Watts 2009): the same product over the people of the chain, with the \
      rate of people who are alike: in their `covariates`, or else in the group of the chain, \
      starters apart from later holders; cells of fewer than `smallest_cell` decisions are one. The \
      paper models rates as a function of what people are like; here they are shares in cells. The last two need a log.

      Running letters: forwarding rates and survival treat them as censored before the decision \
      (Kaplan & Meier), completed chains leave after the step by which they arrive. Corrections count \
      them as lost where they are, for otherwise chains that had no time to become long would be \
      missing (`dropout_in_weights` of `experiment_cells`). Rates have Wilson intervals; survival has Greenwood's variance on the log-log scale; \
      lengths, shares and q have percentile intervals of the bootstrap: whole chains are drawn, with \
      counts also those that did not arrive. The median is the least length within which half lies.

      No correction sees chains longer than the longest that arrived. A mean is called unsure, in the \
      table and by a warning, when the longest length holds more than a fifth of the weight, when the \
      weights are worth (Kish) fewer than 10 chains, or fewer than 100 and than half of those that arrived, or when \
      `steps` or `weighted` find less than 90 % of all chains within the lengths seen. These limits \
      are ours. Without a completed chain there is no length, and the table says so.

      Groups are compared by completion (of letters distributed, or else started; Fisher's exact test, \
      Newcombe's interval) and by the links of completed chains (permutation test, bootstrap \
      interval), pair by pair for up to 6 groups, with Holm's adjustment, and all together when there \
      are more than two (permutation). A column with more than 50 values is no group.
      """,
    inputs: .optional,
    writes: [
      .nodeColumn("letters_received", .integer, "letters that came from another participant"),
      .nodeColumn("letters_sent", .integer, "letters passed on"),
      .nodeColumn("letters_kept", .integer, "letters dropped, or held when the log ends"),
      .nodeColumn("completed_through", .integer, "completed chains with them as intermediary"),
      .edgeColumn("letters", .integer, "letters passed on"),
      .edgeColumn("completed_letters", .integer, "of these, letters of completed chains"),
    ] + tables.map { .table($0.0, $0.1) },
    uses: [.seed],
    references: [
      "White, H. C. (1970). Search parameters for the small world problem. Social Forces 49, 259-264.",
      "Travers, J. & Milgram, S. (1969). An experimental study of the small world problem. Sociometry 32, 425-443.",
      "Dodds, P. S., Muhamad, R. & Watts, D. J. (2003). An experimental study of search in global social networks. Science 301, 827-829.",
      "Goel, S., Muhamad, R. & Watts, D. (2009). Social search in \"small-world\" experiments. WWW 2009, 701-710.",
      "Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. JASA 22, 209-212.",
      "Kaplan, E. L. & Meier, P. (1958). Nonparametric estimation from incomplete observations. JASA 53, 457-481.",
      "Kish, L. (1965). Survey Sampling. Wiley.",
    ],
    complexity: "O(resamples * rows) + O(permutations * completed chains)",
    examples: [
      Example(
        "Three letters, one arrives",
        files: [
          .init(
            "log.csv",
            """
            chain,step,sender,receiver
            1,1,Ann,Bob
            1,2,Bob,Tom
            2,1,Cat,Bob
            2,2,Bob,
            3,1,Dan,

            """)
        ],
        yaml: "- use: chains.experiment\n  with: {log: log.csv, target: Tom}",
        expected: [
          .table(
            "experiment_chains",
            "chain,outcome,links,intermediaries,last_holder\n1,completed,2,1,Bob\n2,abandoned,1,,Bob\n3,abandoned,0,,Dan\n"
          ),
          .table(
            "experiment_steps",
            "step,decided,forwarded,forwarding_rate,survival\n1,3,2,0.6667,0.6667\n2,2,1,0.5,0.3333\n"
          ),
          .edges(
            "source,target,letters,completed_letters\nAnn,Bob,1,1\nBob,Tom,1,1\nCat,Bob,1,0\n"),
          .nodes(
            "id,letters_received,letters_kept,completed_through\nAnn,0,0,0\nBob,2,1,1\nCat,0,0,0\nDan,0,1,0\nTom,1,0,0\n"
          ),
        ]),
      Example(
        "Published numbers: half of the letters are dropped by each person",
        files: [.init("published.csv", "links,chains\n1,2\n2,1\n")],
        yaml: "- use: chains.experiment\n  with: {counts: published.csv, distributed: 8}",
        expected: [
          .table(
            "experiment_lengths",
            "links,intermediaries,completed,corrected_constant_chains,corrected_constant\n1,0,2,4,0.5\n2,1,1,4,0.5\n"
          )
        ]),
      Example(
        "Letters sent through a line of people: all arrive, by the shortest chain",
        network: "a-b b-c c-d",
        yaml: """
          - use: chains.search
            with: {rule: random, memory: letter, starters: [a], targets: [c, d], letters: 2, drop_out: 0}
          - use: chains.experiment
            from: search
            with: {letters: search_letters, bootstrap: 0}
          """,
        expected: [
          .table(
            "experiment_lengths",
            "links,completed,share,corrected_steps,geodesics,geodesics_share\n1,0,0,0,0,0\n2,1,0.5,0.5,1,0.5\n3,1,0.5,0.5,1,0.5\n"
          )
        ]),
    ], version: 3)
}

public import ModuleKit

extension ResolvePeople {
  public static let manual = Manual(
    name: "dedupe.resolve",
    summary: "Finds out which records are one person, and makes one node of them",
    details: """
      Records are compared field by field: names (exchanged, shortened, double, misspelt, of one sound in French after FONEM or elsewhere after \
      Double Metaphone, nicknames), dates of birth, addresses, numbers, companies without their legal form, streets, towns. How much each agreement \
      says is learnt from the records themselves, after Fellegi and Sunter in the way of Splink: the prior from pairs that agree in so much \
      that they are certain, divided by `recall`, the share of the true pairs they are believed to be, and settled near it; agreement among strangers \
      (u) from pairs drawn at random; among records of one person (m) by expectation-maximisation over the pairs of each blocking rule, what the rule \
      is about left out. A rare value that two records share says more than a common one. A missing value says nothing. Whether two records come from one \
      stage counts, too. Weights are log2 of odds; their sum gives the probability that two records are one person.

      Fields are not independent: who shares the company shares its street and switchboard, namesakes have the same user names. What such a \
      `shared_context` explains is taken away from the weight again; how much, is learnt from pairs that agree in one thing and have nothing of their own \
      in common (Larsen & Rubin's third class).

      `fields` names the columns: `{given_name: first, email: [mail1, mail2]}`. Without it, columns that bear the names of fields are taken, as the \
      importers of contacts make them; others are not looked at, and the report names them. Several stages (`from: [phone, club]`) are put side by side \
      first; with `within: false` only pairs of records of different stages are compared, and with `one_per_source` a person has no more than one record of each.

      Up to 1500 records all pairs are compared, above that those which agree in at least one of a list of keys (table `blocking`), or in `blocking: \
      [[email], [family_name, postcode]]`; blocks of more than `largest_block` records are left out, with a warning. Pairs that reach `threshold` are \
      links, followed from the surest to the least sure; records that are linked, by way of others too, are one person, unless the records of the two \
      sides are strangers on the whole (mean weight below -5). `same` and `apart` list ids that are, or are not, one person, and no chain of links \
      joins what is apart.

      The table `review` lists doubtful pairs (`review_from` to `review_to`) with their values. Write `same`, `different` or `unsure` under \
      `decision`, keep the file beside the study and name it under `review`: the next run takes it as law, finds the records by file and key where they have \
      one, counts what is no longer there, and writes the file again with the decisions kept. `truth` names a table of `record, person` (or \
      `source, key, person`) to measure by: precision, recall and F1 over pairs, and B-cubed, at each threshold of the table `thresholds`, which also \
      tells how many records another threshold would put with others. `explain: [[A, B]]` lists a pair in `matches` whatever its weight.

      The person gets the id with most ties, then of the fullest record. Of each column all values are kept that contacts have several of (email, phone, url, \
      categories, note, key, source); of company, title and address the newest by `updated`; of everything else the commonest, then the longest; \
      `survivorship: {company: longest}` decides otherwise. Ties are re-pointed and merged; ties between two records of one person disappear. The tables list what was \
      done: `clusters`, `matches` with the weight of every comparison, `linkage_model`, `blocking`, `people_checks` with those whom few links hold together.
      """,
    inputs: .many,
    writes: [
      .nodeColumn("merged_from", .text, "other records of the person"),
      .table("clusters", "record, person, probability"),
      .table("matches", "pairs that are linked or doubtful, with the weight of each comparison"),
      .table("linkage_model", "what each agreement says"),
      .table("blocking", "which pairs were compared"),
      .table("review", "doubtful pairs with their values, for a person to decide"),
      .table("thresholds", "what other thresholds would change; quality, given a truth"),
      .table("people_checks", "people that few links hold together"),
    ],
    uses: [.seed, .stageNames],
    references: [
      "Larsen, M. D. & Rubin, D. B. (2001). Iterative automated record linkage using mixture models. Journal of the American Statistical Association 96(453), 32-41.",
      "Bouchard, G., Brard, P. & Lavoie, Y. (1981). FONEM : un code de transcription phonétique pour la reconstitution automatique des familles saguenayennes. Population 36(6), 1085-1103.",
      "Philips, L. (2000). The double metaphone search algorithm. C/C++ Users Journal 18(6).",
      "Bagga, A. & Baldwin, B. (1998). Entity-based cross-document coreferencing using the vector space model. ACL, 79-85.",
      "Fellegi, I. P. & Sunter, A. B. (1969). A theory for record linkage. Journal of the American Statistical Association 64, 1183-1210.",
      "Linacre, R., Lindsay, S., Manassis, T., Slade, Z. & Hepworth, T. (2022). Splink: Free software for probabilistic record linkage at scale. International Journal of Population Data Science 7(3).",
      "Winkler, W. E. (1990). String comparator metrics and enhanced decision rules in the Fellegi-Sunter model of record linkage. Proceedings of the Section on Survey Research Methods, ASA, 354-359.",
    ],
    complexity: "O(n log n + pairs compared); 24 bytes a pair and some hundred a record",
    examples: [
      Example(
        "Two cards of one person, and a namesake",
        files: [
          .init(
            "book.vcf",
            """
            BEGIN:VCARD
            VERSION:3.0
            N:Dupont;Jean
            EMAIL:jean.dupont@example.com
            TEL:06 39 98 00 01
            END:VCARD
            BEGIN:VCARD
            VERSION:3.0
            N:DUPONT;Jéan
            EMAIL:jean.dupont@example.com
            TEL:+33 6 39 98 00 01
            END:VCARD
            BEGIN:VCARD
            VERSION:3.0
            N:Durand;Marie
            EMAIL:marie@example.org
            TEL:06 39 98 00 02
            END:VCARD
            """)
        ],
        yaml: """
          - use: import.vcard
            with: {file: book.vcf}
          - use: dedupe.resolve
          """,
        expected: [
          .nodes("id,merged_from\nJean Dupont,Jéan DUPONT\nMarie Durand,\n")
        ])
    ], version: 3)
}

public import ModuleKit

extension LetterSearch {
  public static let manual = Manual(
    name: "chains.search",
    summary:
      "Sends letters through the network as Milgram did, by people who know their contacts only",
    details: """
      Each letter goes from its starter towards its target. A holder who knows the target hands it over; \
      anyone else gives it to one of the own contacts, by a `rule` that looks at these, at the target's \
      columns and at nothing else. So the chains that people *find* are measured, which are longer than \
      the shortest ones; both are told, in links and in intermediaries (links - 1).

      Rules: `random`, everyone alike; `highest_degree`, whoever can forward to most; `closest`, whoever \
      is nearest in the columns of `by`; `lattice`, whoever is the fewest steps along the axes away. Of \
      several that are equally near (to a relative 1e-9), whoever can forward to most gets it, then the \
      first in canonical order. Loops do not count, parallel ties are one.

      `by` lists columns with a `distance`: `equal` (0 or 1; the name of a column alone means this), \
      `difference` of numbers, `plane` (straight line in given coordinates), `great_circle` (latitude, \
      longitude in degrees), `lattice`, `torus`, and `hierarchy`: the share of levels not shared, of a \
      path such as `Europe/France/Lyon` or of columns from the largest groups to the smallest; two \
      people of the same group are at 0. Every distance is a share of a largest one: that between the \
      ends of the column (plane and lattice: between the corners around all; torus: half around both \
      ways), on the globe twice that from the middle of all places. `mixture: mean` takes the mean by `weight`, `least` the smallest, \
      as Watts, Dodds and Newman do. A contact whose value is missing is as far as can be; a comparison \
      in which the target has no value is left out.

      `memory`: with `letter` the letter bears the list of its holders, and goes to none of them again; \
      with `holder` it only does not go back to who gave it; with `none` it may go anywhere. `drop_out` \
      is the chance that a holder, at each forwarding, throws the letter away. The walk of every letter \
      is followed to its end whether or not it is thrown away: a walk of L links arrives with probability \
      (1 - q)^L, so that `<stage>_dropout` tells the completion for any q from the same walks, without \
      the noise of drawing who throws away. A letter also ends at a holder without contacts, where \
      everybody known has had it, where nobody is nearer (`nearer_only`), and after `steps` links. \
      The same seed gives the same starters and targets whatever the rule.

      Who is not named is drawn anew for each letter, with equal chances among all who are not the other \
      end. Where starters and targets are named, both take turns in the order given: the first starter \
      writes to the first target, the second to the second, and the shorter list begins anew; where both \
      would begin anew together, targets move on by one. So every pair comes once before any comes again. \
      Nobody writes to himself: such pairs are passed over.

      Intervals are for other letters between people chosen alike. Unless the rule is `random`, letters of \
      one starter and one target go the same way, so that in intervals n letters, n_p of each pair, count \
      as n²/Σ n_p² (Kish's effective number): sending the same letter again makes nothing surer. Medians \
      are the least value within which half of all lie, as in chains.experiment.

      Stretch is links / geodesic over the letters that arrived, geodesic being the links of a shortest \
      chain. Shortest chains are exact, for all letters; where that would take more than 4 x 10^9 arcs \
      (`geodesics: auto`), for a random sample, which the tables then say. Means over letters that \
      arrived say nothing of those that did not: the longer a chain, the sooner it is lost.
      """,
    writes: [
      .nodeColumn(
        "<stage>_carried", .integer, "letters that arrived which the person passed on"),
      .edgeColumn("<stage>_traffic", .integer, "times a letter that arrived went along the tie"),
      .table("<stage>", "completion, lengths, stretch, carriers"),
      .table("<stage>_lengths", "letters by number of links, and shortest chains beside them"),
      .table("<stage>_ends", "how letters ended"),
      .table("<stage>_dropout", "completion and length for other chances of drop-out"),
      .table("<stage>_carriers", "who passes most letters on"),
      .table("<stage>_letters", "the letters one by one"),
    ],
    uses: [.seed],
    references: [
      "Travers, J. & Milgram, S. (1969). An experimental study of the small world problem. Sociometry 32(4), 425-443.",
      "Adamic, L. A., Lukose, R. M., Puniyani, A. R. & Huberman, B. A. (2001). Search in power-law networks. Physical Review E 64, 046135.",
      "Kleinberg, J. M. (2000). The small-world phenomenon: an algorithmic perspective. STOC, 163-170.",
      "Watts, D. J., Dodds, P. S. & Newman, M. E. J. (2002). Identity and search in social networks. Science 296, 1302-1305. https://doi.org/10.1126/science.1070120",
    ],
    complexity:
      "O(n + m + letters x steps x degree), and two balls of about √n per shortest chain where all are near",
    examples: [
      Example(
        "Everybody has one way to go", network: "a>b b>c c>d",
        yaml:
          "- use: chains.search\n  with: {letters: 4, starters: [a], targets: [d], drop_out: 0, drop_out_grid: [0, 0.5]}",
        expected: [
          .table(
            "search_lengths",
            "links,intermediaries,completed,geodesics\n1,0,0,0\n2,1,0,0\n3,2,4,4\n"),
          .table("search_dropout", "drop_out,completion,mean_links\n0,1,3\n0.5,0.125,3\n"),
          .table("search_carriers", "rank,id,letters,share_through_first\n1,b,4,1\n1,c,4,1\n"),
          .nodes("id,search_carried\na,0\nb,4\nc,4\nd,0\n"),
        ]),
      Example(
        "A holder who takes the best-connected for the best way",
        network: "a-b b-z a-h h-i h-j h-k",
        yaml:
          "- use: chains.search\n  with: {letters: 1, starters: [a], targets: [z], drop_out: 0}",
        expected: [
          .table(
            "search_letters",
            "letter,starter,target,outcome,links,geodesic\n1,a,z,nobody_left,2,2\n"
          )
        ]),
    ], version: 3)
}

public import ModuleKit

extension SmallWorld {
  public static let manual = Manual(
    name: "chains.smallworld",
    summary: "Tells whether this is a small world: dense around everyone, and yet short across",
    details: """
      Compares clustering C and the mean number of links L with `references` random networks and as \
      many lattices, in which everyone has as many ties as in the network:

      - `sigma` = (C/C_random)/(L/L_random); above 1 in a small world. C is transitivity. Grows with \
      the number of people.
      - `omega` = L_random/L - C/C_lattice; near 0 in a small world, towards -1 as in a lattice, \
      towards 1 as in a random network. C is the average clustering, C_lattice the highest found, or \
      that of the network itself when no lattice has more, which the note says. Its interval is \
      that of L_random.
      - `swp` = 1 - √((Δ_C² + Δ_L²)/2), Δ_C = (C_lattice - C)/(C_lattice - C_random), \
      Δ_L = (L - L_random)/(L_lattice - L_random), both held within 0 and 1; 1 is the ideal, a small world above \
      0.6. C is the average clustering.
      - `swi` = (L_lattice - L)/(L_lattice - L_random) x (C - C_random)/(C_lattice - C_random), \
      from 0 to 1 as long as the references bound the network. C is the average clustering.

      `clustering: average` (over people, 0 for fewer than two neighbours) or `transitivity` \
      (3 x triangles / pairs of neighbours) takes one of them for all four. Each row names its \
      convention. Measured is the largest component, direction ignored, without loops; the table \
      tells its share of the people. 

      Random networks come from `switches` attempts per tie to let two ties exchange ends. For a lattice \
      people stand on a ring in random order; a path through all who have two ties or more holds it \
      together, then everyone, those with most ties first, is tied to the nearest who still need ties; \
      and then ties exchange ends whenever they are then no longer in sum, until that hardly makes them \
      shorter. Neither changes the number of anyone's ties, or lets the network fall apart. A \
      random network is mixed when it has no more ties of the network than of another random \
      one: the row `changed_share` shows both, and a warning is given. Where no other network has these \
      degrees, as with a star or where all know each other, nothing is measured; a measure without \
      triangles to compare is missing too. Nothing undefined is given a number.

      With `weighted: true`, SWP is by strength: C is the average intensity of triangles (Onnela 2005), \
      L sums 1/strength; random networks get the strengths in any order, lattices the strongest \
      between those nearest on the ring. The other measures count every tie alike.

      `path_lengths: auto` is exact as long as (1 + `references`) n(n + 2m)/512 is at most 5 x 10^8; of \
      lattices, and where chains of more than 500 links are found, as long as 512 times as much is at \
      most 4 x 10^9; by strength 2.5 x 10^8. Above, chains are measured from `sources` people drawn at \
      random to all others, or from an eighth of them where searches do not go side by side, as with \
      lattices, long chains and strengths; the note tells the standard error. Results depend on the \
      seed of the study, and on nothing else.
      """,
    writes: [
      .table(
        "<stage>",
        "clustering, path length and the measures, with intervals, references and verdict"
      ),
      .table("<stage>_references", "clustering and path length of each random network and lattice"),
    ],
    uses: [.seed],
    assumes: [.allTies],
    references: SmallWorldMeasure.allCases.map(\.reference) + [
      "Maslov, S. & Sneppen, K. (2002). Specificity and stability in topology of protein networks. Science 296, 910-913. https://doi.org/10.1126/science.1065103",
      "Sporns, O. & Zwi, J. D. (2004). The small world of the cerebral cortex. Neuroinformatics 2, 145-162.",
      "Onnela, J.-P., Saramäki, J., Kertész, J. & Kaski, K. (2005). Intensity and coherence of motifs in weighted complex networks. Physical Review E 71, 065103.",
    ],
    complexity: "O(n(n + m)/512 + 10³ m) per reference, when path lengths are exact",
    examples: [
      Example(
        "A ring of twelve with two shortcuts",
        network:
          "a-b b-c c-d d-e e-f f-g g-h h-i i-j j-k k-l l-a a-c b-d c-e d-f e-g f-h g-i h-j i-k j-l k-a l-b a-g d-j",
        yaml: "- use: chains.smallworld\n  with: {measures: [sigma]}",
        expected: [
          .table(
            "smallworld",
            "measure,value,lower,upper,random\npeople,12,,,\nshare_of_people,1,,,\nties,26,,,\nclustering_average,0.4333,,,0.2811\nclustering_transitivity,0.4091,,,0.2795\nmean_path_length,1.7273,,,1.6576\nsigma,1.4044,1.2714,1.5374,\nswitches_per_tie,3.4846,,,\nchanged_share,0.5654,,,0.5628\n"
          )
        ])
    ], version: 4)
}

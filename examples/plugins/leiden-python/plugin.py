"""Communities by measures of quality that Sociogram does not have, from the library leidenalg."""

from typing import Annotated, Any, Dict, Literal

from sociogram import Column, Context, Example, Network, Param, Reads, StageError, module, run

import leidenalg
import numpy as np

SURPRISE = (
    "Traag, V. A., Aldecoa, R. & Delvenne, J.-C. (2015). Detecting communities using asymptotical surprise. "
    "Physical Review E 92, 022816."
)
SIGNIFICANCE = (
    "Traag, V. A., Krings, G. & Van Dooren, P. (2013). Significant scales in community structure. "
    "Scientific Reports 3, 2930."
)
LEIDEN = (
    "Traag, V. A., Waltman, L. & van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing well-connected "
    "communities. Scientific Reports 9, 5233."
)
QUALITIES = {
    "surprise": (leidenalg.SurpriseVertexPartition, SURPRISE),
    "significance": (leidenalg.SignificanceVertexPartition, SIGNIFICANCE),
}


@module(
    "research.surprise",
    summary="Finds communities that a random network would hardly have, without a resolution to choose",
    writes={"community": Column("integer", "number of the node's community; 0 is the largest")},
    tables={"surprise_summary": "number of communities, and the quality of the division"},
    reads=Reads(weight=True),
    uses=["seed"],
    assumes=["allTies"],
    references=[SURPRISE, SIGNIFICANCE, LEIDEN],
    complexity="about O(m) per iteration and run",
    examples=[
        Example(
            "Three cliques in a row", "a-b a-c a-d b-c b-d c-d e-f e-g f-g h-i h-j i-j d-e g-h",
            nodes="""
                id,community
                a,0
                b,0
                c,0
                d,0
                e,1
                f,1
                g,1
                h,2
                i,2
                j,2
            """,
            tables={"surprise_summary": "measure,value\ncommunities,3\nsurprise,10.7398\n"},
        )
    ],
)
def surprise(
    network: Network,
    context: Context,
    quality: Annotated[Literal["surprise", "significance"], Param("What to maximize")] = "surprise",
    weighted: Annotated[bool, Param("Use the weights of the ties, which must be strengths")] = True,
    runs: Annotated[int, Param("Independent runs, of which the best is kept", ge=1, le=1000)] = 10,
) -> Dict[str, Any]:
    """The Leiden algorithm with another measure of quality.

    Surprise is the Kullback-Leibler divergence, times the weight of all ties, of the share of ties inside communities
    from the share of pairs inside them. Significance is the sum over communities of the divergence of their density
    from that of the network, times their pairs. Both find small groups that modularity merges. Significance knows no
    weights. Isolates stay alone; communities of equal size are numbered by their first node.
    """
    partition_type, reference = QUALITIES[quality]
    weights = strengths(network) if weighted and quality == "surprise" else None
    graph = network.to_igraph()
    best, best_quality = list(range(len(network))), 0.0
    for number in range(runs if network.edge_count > 0 else 0):
        context.progress(number / runs)
        more = {"weights": weights} if quality == "surprise" else {}
        seed = int(context.rng.integers(2**31))
        found = leidenalg.find_partition(graph, partition_type, n_iterations=-1, seed=seed, **more)
        # The first of equals, so that rounding in the last digit does not choose.
        if number == 0 or found.quality() > best_quality + 1e-9:
            best, best_quality = found.membership, found.quality()
    community = by_size(np.array(best, dtype=np.int64))
    context.method(
        f"Communities maximize {quality} by the Leiden algorithm, the best of {runs} runs"
        + (", with ties weighted by their strength." if weights is not None else "."),
        column="community", caption=f"Leiden, {quality}", reference=reference,
        french=f"Les communautés maximisent la mesure « {quality} » par l'algorithme de Leiden, la meilleure de "
        f"{runs} exécutions" + (", les liens étant pondérés par leur force." if weights is not None else "."),
    )
    count = int(community.max(initial=-1)) + 1
    return {
        "community": community,
        "surprise_summary": {"measure": ["communities", quality], "value": [float(count), best_quality]},
    }


def strengths(network: Network) -> Any:
    """The weights of the ties; None when they have none."""
    if network.weight_meaning == "distance":
        raise StageError(
            "weights-are-distances", "the weights of the ties are distances, and surprise asks for strengths",
            parameter="weighted", help="write 'weighted: false' to count each tie once",
        )
    if (network.weight < 0).any():
        raise StageError("negative-weight", "a tie has a negative weight", parameter="weighted")
    return network.weight.tolist() if network.weight_column else None


def by_size(membership: "np.ndarray[Any, np.dtype[np.int64]]") -> "np.ndarray[Any, np.dtype[np.int64]]":
    """Communities numbered from the largest one, ties by their first node."""
    _, first, labels, sizes = np.unique(membership, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return rank[labels]


if __name__ == "__main__":
    run(libraries=["igraph", "leidenalg"])

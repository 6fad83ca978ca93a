"""The modules of my_plugin."""

from typing import Annotated, Any, Dict

from sociogram import Column, Context, Example, Network, Param, module, run

import numpy as np


@module(
    "my_plugin.neighbor_degree",
    summary="Averages the degrees of a node's neighbours",
    writes={"neighbor_degree": Column("number", "mean degree of the neighbours")},
    references=[
        "Pastor-Satorras, R., Vázquez, A. & Vespignani, A. (2001). Dynamical and correlation properties of the "
        "Internet. Physical Review Letters 87, 258701."
    ],
    complexity="O(n + m)",
    examples=[
        Example(
            "The tail of a triangle knows a busy node", "a-b b-c c-a c-d",
            nodes="""
                id,neighbor_degree
                a,2.5
                b,2.5
                c,1.6667
                d,3
            """,
        )
    ],
)
def neighbor_degree(
    network: Network,
    context: Context,
    smallest: Annotated[int, Param("The least degree of a neighbour that counts", ge=1)] = 1,
) -> Dict[str, Any]:
    """The mean degree of the node's neighbours, in a directed network of those that it leads to.

    A node without neighbours has no value. With `smallest`, neighbours of a lower degree are passed over.
    """
    degree = network.degrees
    # The node at the beginning of each arc, and the degree of the node at its end.
    node = np.repeat(np.arange(len(network)), degree)
    other = degree[network.neighbors]
    counts = other >= smallest
    total = np.bincount(node[counts], weights=other[counts], minlength=len(network))
    number = np.bincount(node[counts], minlength=len(network))
    mean = np.full(len(network), np.nan)
    np.divide(total, number, out=mean, where=number > 0)
    context.method("The mean degree of a node's neighbours was computed.", column="neighbor_degree")
    return {"neighbor_degree": mean}


if __name__ == "__main__":
    run()

# The modules of my_plugin.

source(file.path(Sys.getenv("SOCIOGRAM_SDK"), "r", "sociogram.R"))

# The mean degree of each node's neighbours; NA where no neighbour counts.
neighbor_degree <- function(network, parameters, context) {
  degree <- diff(network$offsets)
  # The node at the beginning of each arc, and the degree of the node at its end.
  node <- rep(seq_len(network$n), degree)
  other <- degree[network$neighbors]
  counts <- other >= parameters$smallest
  nodes <- factor(node[counts], seq_len(network$n))
  mean <- as.vector(tapply(other[counts], nodes, mean))
  context$method("The mean degree of a node's neighbours was computed.", column = "neighbor_degree")
  list(neighbor_degree = as.numeric(mean))
}

sociogram_module(
  "my_plugin.neighbor_degree", summary = "Averages the degrees of a node's neighbours",
  details = paste(
    "The mean degree of the node's neighbours, in a directed network of those that it leads to. A node without",
    "neighbours has no value. With `smallest`, neighbours of a lower degree are passed over."),
  parameters = list(
    smallest = sociogram_param("integer", "The least degree of a neighbour that counts", 1, minimum = 1)),
  writes = list(neighbor_degree = sociogram_column("number", "mean degree of the neighbours")),
  references = paste(
    "Pastor-Satorras, R., V\u00e1zquez, A. & Vespignani, A. (2001). Dynamical and correlation properties of the",
    "Internet. Physical Review Letters 87, 258701."),
  complexity = "O(n + m)",
  examples = list(sociogram_example(
    "The tail of a triangle knows a busy node", network = "a-b b-c c-a c-d", yaml = "- use: my_plugin.neighbor_degree",
    nodes = "id,neighbor_degree\na,2.5\nb,2.5\nc,1.6667\nd,3\n")),
  fun = neighbor_degree)

sociogram_run()

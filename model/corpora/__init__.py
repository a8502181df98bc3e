"""Training texts: from the graph, from solved cases as notes, from evidence, and users' own."""

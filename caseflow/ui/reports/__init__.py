"""The section « Rapports »: figures about everybody, masked, to read, print and hand on."""

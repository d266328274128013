"""Many recordings at once: found, analysed in processes or on a cluster, kept as they are done, written as a table."""

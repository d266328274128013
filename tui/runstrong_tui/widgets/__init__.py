"""What is drawn: one widget a file, each a pure picture of the values it is given."""

"""The full-screen terminal interface: it draws snapshots of a session and turns keys into commands."""

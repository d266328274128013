"""The link to a sensor: thin carriers over bleak's public interface; what is decided is decided without a radio."""

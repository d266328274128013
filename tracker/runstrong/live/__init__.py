"""A session with worn sensors: what the link tells becomes a recording, samples and session events, without a radio."""

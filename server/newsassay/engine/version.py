"""Version of the engine: that of the distribution, written down so that no metadata is read at run time."""

ENGINE_VERSION = "0.1.0"

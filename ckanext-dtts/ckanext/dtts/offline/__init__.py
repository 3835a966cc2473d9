"""What a browser keeps for when the line is down: the worker that keeps it, the manifest, the icons."""

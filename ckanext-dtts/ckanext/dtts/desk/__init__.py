"""The publishing desk: what waits for whom, what a decision rests on, and the words of both."""

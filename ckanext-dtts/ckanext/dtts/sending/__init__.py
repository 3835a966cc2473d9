"""From a file to a submission: what it is and where it goes is proposed, and a person says yes."""

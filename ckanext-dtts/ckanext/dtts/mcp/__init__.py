"""A read-only server of the Model Context Protocol: assistants answer from the figures and cite them."""

"""Pushing: what people approved is sent to a gateway that wants to receive it."""

"""Connectors to the systems of districts, communes and ministries.

They yield plain records and never import CKAN.
"""

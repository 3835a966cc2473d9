"""Readers without an account who follow a dataset, a place or an indicator by e-mail or by Atom."""

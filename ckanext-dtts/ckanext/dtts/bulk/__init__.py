"""The nightly set: all observations in files, made aside and put in place whole."""

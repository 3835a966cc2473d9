"""The store of observations: fed by published tables, kept with its past, asked by slices."""

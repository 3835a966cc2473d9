"""The store of money: fed by published tables, kept with its past, asked by slices."""

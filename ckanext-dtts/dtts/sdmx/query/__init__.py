"""Questions by address, as SDMX REST 2 puts them: keys, filters, parameters, and the form of the answer."""

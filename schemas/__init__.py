"""Data of the portal: dataset types, table schemas, registers, samples. No code."""

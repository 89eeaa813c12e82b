"""What the law lets us do: case types, laws, parameters, calculators and flows."""

"""What Prefect runs: the standing relay and the sweeps. The only package that imports Prefect.

Rows are the truth and Prefect only executes: everything here is a plain function underneath, works without
Prefect's server, and takes ids, never objects. Emptying Prefect loses nothing.
"""

"""Calculators (计算器): amounts and ages of social-insurance law, right to the fen, each with its working.

Pure: no database, no clock, no page. Every result is frozen, carries `working` line by line as a
notice prints it, `notes` on the disputed rules that were used, and whether it is provisional.
"""

"""The papers that the steps of a labour inspection issue, phase by phase: what each says, to whom, under which mark."""

"""The kernel (内核): cases, steps, time, effects and hand-offs; knows no case type, template or flow engine."""

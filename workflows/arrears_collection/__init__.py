"""Collection of arrears by the tax organ (欠费追缴)."""

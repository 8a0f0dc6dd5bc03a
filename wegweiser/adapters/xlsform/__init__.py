"""XLSForm files: the only code that knows Excel (and the tables in text files that pyxform reads too)."""

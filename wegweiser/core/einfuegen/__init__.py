"""Tables from outside into tables of the guide: columns by title, cells by type, rows as a whole or not at all."""

"""Tables of figures that leave no small number behind, for screens, papers and workbooks alike."""

"""Tables: a reader's own table files, read with suspicion.  In reading order:

text_files     CSV and TSV: encoding, byte order mark, delimiter, ragged lines
workbooks      XLSX: sheets, formulas, merged headers, zip bombs
open_table     what a file is, whatever its name says, and its first rows
place_names    names and codes of a table as places
times          years, quarters and dates as they are written
number_shapes  numbers as they are written, told by their shape
layouts        where the names of the columns stand, and where the data begin
mappings       which column is what, as a record and as TOML
labels         a column's name as the label, unit and words of a measure
shapes         files of makers we know: Our World in Data, World Bank, ETO, Dimensions
guesses        the mapping that a file suggests
"""

__all__: list[str] = []

"""Words of bringing a register over."""

IMPORT = "register:import"
SOURCE = "register"  # in what is kept of an imported record
UNDO_DAYS = 14  # as long as nobody has worked on any of its cases
ROW_PURPOSE = "register.row:{}"  # the key of a row's mark, one for each organisation
CONTENT_PLACE = "registers_upload.sealed:{}"
KNOWN_PLACE = "registers_knownheadings.sealed:{}"
CHOICES_PLACE = "registers_upload.choices_sealed:{}"

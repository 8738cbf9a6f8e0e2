"""Forms: what is asked, when, and what may be answered.

*Workbook*: what people author, an XLSForm as its sheets of rows. *Definition*: the workbook read, with every expression
and list checked. *Version*: one content of one form, kept for as long as an answer was given to it. *Response*: one
filling of one version (FHIR: QuestionnaireResponse). *Field group*: the part of a file that an answer belongs to.

It promises that nothing of a workbook is dropped silently, that server, page and phone decide alike which question
is asked, and that every answer knows the version it was given to.
"""

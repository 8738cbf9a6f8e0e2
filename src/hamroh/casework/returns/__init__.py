"""Return to another country, and return from one: wished for, prepared with a partner abroad, and followed afterwards.

*Return*: one journey of one person, in either direction. *Assessment*: how dangerous it would be, judged by somebody else than
whoever wrote it. *Partner*: who receives, or sends, the person abroad. *Agreement*: what the person lets the partner know. The
person may take the wish back until they have left; then it stops at once.
"""

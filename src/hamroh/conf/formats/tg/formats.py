"""Tajik dates. Django copies the Russian ones ("1 Октябр 2026 г."); in Tajik the month takes -и before the year.

The names of the months come from Django's own Tajik catalogue: E gives them small, as they stand in a date.
"""

DATE_FORMAT = "j Eи Y"  # 1 октябри 2026
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j Eи Y, H:i"
YEAR_MONTH_FORMAT = "Fи Y"  # Октябри 2026
MONTH_DAY_FORMAT = "j E"  # 22 ноябр
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y H:i"
FIRST_DAY_OF_WEEK = 1
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]
DATETIME_INPUT_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M", "%d.%m.%Y"]

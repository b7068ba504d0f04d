-- The engine of metrics asks for days before it accepts a year; no metric here reads them.
select day::date as calendar_day
from generate_series(date '2000-01-01', date '2049-12-31', interval 1 day) as days (day)

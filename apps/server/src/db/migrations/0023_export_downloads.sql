-- When bytes of the file were first given out: whatever part of it somebody begins with, that is in the log.
alter table call_exports add column downloaded_at timestamptz(3);

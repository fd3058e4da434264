-- Each view under an unlock is in the log; nothing has to know when the last one was.
alter table pii_unlocks drop column viewed_at;

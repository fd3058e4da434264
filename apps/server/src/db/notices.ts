/** The channel on which the tables' triggers announce changes; see migrations/0007_announced_changes.sql. */
export const NOTICE_CHANNEL = 'foyer';

/** Who wants to hear what the database announces. Neither may throw, and neither waits for what it starts. */
export interface NoticeListener {
  /** A transaction that announced `payload` was committed, by this process or any other. */
  onNotice(payload: string): void;
  /**
   * Notices may have been missed. `over`: they are heard (again) from now on. Otherwise they can't be heard at all at the moment, and this is
   * called about each second.
   */
  onGap(over: boolean): void;
}

export interface Notices {
  /** Begins to listen. It never fails: until the database can be heard there is a gap. Ends with the answered function or the database. */
  listen(listener: NoticeListener): () => void;
}

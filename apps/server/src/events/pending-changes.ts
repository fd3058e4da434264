import type { SignedIn } from '../session/signed-in.ts';
import type { Notice } from './notice.ts';

/** What was announced since the last look: however often, each is looked at once. */
export class PendingChanges {
  /** The registry may be another one. */
  registry = false;
  /** Nothing can be heard at the moment, not even the end of a session. */
  deaf = false;
  #anySession = false;
  readonly #ids = new Set<string>();

  add(notice: Exclude<Notice, { about: 'calls' }>): void {
    if (notice.about === 'registry') this.registry = true;
    else this.#ids.add(`${notice.about}:${notice.id}`);
  }

  /** Something may have been missed; once it is over, anything. */
  addGap(over: boolean): void {
    this.registry = true;
    if (over) this.#anySession = true;
    else this.deaf = true;
  }

  get empty(): boolean {
    return !this.registry && !this.deaf && !this.#anySession && this.#ids.size === 0;
  }

  /** Whether a session may be another one now: ended, of another role, or of a client with other grants. */
  concern({
    sessionId,
    person,
    client,
    subject,
  }: Pick<SignedIn, 'sessionId' | 'person' | 'client' | 'subject'>): boolean {
    return (
      this.#anySession ||
      this.#ids.has(`session:${sessionId}`) ||
      this.#ids.has(`person:${person.id}`) ||
      // Who is viewed, where that isn't oneself.
      this.#ids.has(`person:${subject.userId}`) ||
      (client !== null && this.#ids.has(`client:${client.id}`))
    );
  }
}

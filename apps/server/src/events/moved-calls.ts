import { allows, decide } from '@foyer/access';
import type { SignedIn } from '../session/signed-in.ts';

/** The clients and projects of which a call was announced since the last look. */
export class MovedCalls {
  readonly #projects = new Map<string, Set<string>>();
  #any = false;

  add(clientId: string, projectId: string): void {
    const projects = this.#projects.get(clientId) ?? new Set();
    this.#projects.set(clientId, projects.add(projectId));
  }

  /** Announcements may have been missed: it could be any call. */
  addGap(): void {
    this.#any = true;
  }

  get empty(): boolean {
    return !this.#any && this.#projects.size === 0;
  }

  /** Whether a call that this session may see could be among them. */
  concern({ client, subject, tenant }: Pick<SignedIn, 'client' | 'subject' | 'tenant'>): boolean {
    if (!client || !allows(decide(subject, 'calls', { tenant }))) return false;
    if (this.#any) return true;
    const moved = this.#projects.get(client.id);
    if (!moved) return false;
    return subject.projectIds === 'all' || subject.projectIds.some((id) => moved.has(id));
  }
}

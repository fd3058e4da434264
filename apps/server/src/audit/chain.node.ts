import { createHash } from 'node:crypto';

/** A row of `audit_entries` as text: what was hashed, in the words of the database. */
export interface Link {
  readonly tenant_id: string;
  readonly seq: number;
  readonly id: string;
  readonly agency_id: string;
  /** RFC 3339 in UTC with milliseconds. */
  readonly at: string;
  readonly person_id: string | null;
  readonly person_name: string;
  readonly acting_as: string | null;
  readonly request_id: string;
  readonly action: string;
  readonly target_kind: string;
  readonly target_id: string;
  readonly target_label: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly outcome: string;
  readonly previous_hash: string;
  readonly hash: string;
}

/** The hash that a link must have after one whose hash is `previous`; as `record_audit` in migrations/0010_audit.sql. */
export function hashOf(previous: string, link: Link): string {
  const parts = [
    previous,
    link.tenant_id,
    String(link.seq),
    link.id,
    link.agency_id,
    link.at,
    link.person_id,
    link.person_name,
    link.acting_as,
    link.request_id,
    link.action,
    link.target_kind,
    link.target_id,
    link.target_label,
    link.before,
    link.after,
    link.outcome,
  ];
  const words = parts.map((part) => (part === null ? '-' : `${Buffer.byteLength(part)}:${part}`)).join(',');
  return createHash('sha256').update(words).digest('hex');
}

/** Where a chain breaks, or null. `seq` is of the first row that isn't what it was, or isn't there; `unlocked`: the head isn't the chain's. */
export type Break = Readonly<{ seq: number; why: 'missing' | 'altered' | 'cut_off' | 'unlocked' }>;

/** Walks one chain from its first row. Give it the rows in their order, and then ask for the end. */
export class ChainWalk {
  #seq = 0;
  #hash = '';
  #broken: Break | null = null;

  /** The last row that was taken. */
  get seq(): number {
    return this.#seq;
  }

  take(link: Link): void {
    const seq = this.#seq + 1;
    if (link.seq !== seq) this.#broken ??= { seq, why: 'missing' };
    else if (link.previous_hash !== this.#hash || link.hash !== hashOf(this.#hash, link))
      this.#broken ??= { seq, why: 'altered' };
    this.#seq = link.seq;
    this.#hash = link.hash;
  }

  /** What is wrong with the chain, given what its head says. */
  end(head: { readonly seq: number; readonly hash: string } | null): Break | null {
    if (this.#broken) return this.#broken;
    if (!head) return this.#seq === 0 ? null : { seq: this.#seq, why: 'unlocked' };
    if (head.seq > this.#seq) return { seq: this.#seq + 1, why: 'cut_off' };
    return head.seq === this.#seq && head.hash === this.#hash ? null : { seq: this.#seq, why: 'unlocked' };
  }
}

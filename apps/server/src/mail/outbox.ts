import { sql } from 'kysely';
import { createSeal } from '../auth/sealed.ts';
import type { Database, SystemDb } from '../db/database.ts';
import type { Log } from '../platform/dependencies.ts';
import type { Letter, MailTransport } from './letter.ts';

const MINUTE = 60_000;
/** Milliseconds that one try may take; after that somebody else may try. */
const LEASE = 2 * MINUTE;
/** Milliseconds after which a letter that nobody takes is given up. Links in it have expired or will be sent anew. */
const PATIENCE = 3 * 24 * 60 * MINUTE;
/** Milliseconds for which the row of what was sent is kept. */
const KEPT = 7 * 24 * 60 * MINUTE;
const AT_ONCE = 10;

/** Where letters go. `mailbox`: nowhere, they stay to be read at /dev/mailbox. `none`: they wait. */
export type MailRoute =
  | { readonly kind: 'transport'; readonly transport: MailTransport }
  | { readonly kind: 'mailbox' }
  | { readonly kind: 'none' };

/**
 * What waits to be sent. `reset` is not a letter yet: whether there is anybody to write to is looked up when it is sent, so that nobody can tell
 * from how long the request takes.
 */
export type Posted =
  | { readonly kind: 'letter'; readonly letter: Letter }
  | { readonly kind: 'reset'; readonly email: string; readonly origin: string };

/** A letter that was kept for a developer to read. */
export interface KeptLetter extends Letter {
  readonly id: string;
  readonly at: Date;
}

export interface Outbox {
  /** Writes it down in the transaction that gives reason for it: it is sent when that is committed, and never otherwise. */
  post(db: SystemDb, posted: Posted): Promise<void>;
  /** Sends what is due. Never rejects; called after each request that posted something, and every few seconds. */
  deliver(): Promise<void>;
  /** Whether anything was posted since it was last asked. */
  takePosted(): boolean;
  /** The latest letters that stayed here; empty but for `mailbox`. */
  kept(): Promise<KeptLetter[]>;
  /** Deletes the rows of what was sent long ago. */
  tidy(): Promise<void>;
}

interface OutboxOptions {
  readonly db: Database;
  readonly clock: { now(): Date };
  readonly newId: () => string;
  readonly log: Log;
  readonly secret: string;
  readonly route: MailRoute;
  /** Makes the letter of what isn't one yet; null: there is nobody to write to. */
  readonly write: (posted: Exclude<Posted, { kind: 'letter' }>) => Promise<Letter | null>;
}

interface Due {
  readonly id: string;
  readonly content: string;
  readonly created_at: Date;
  readonly tries: number;
}

/** What SMTP or the network answered, by code alone: their words may quote the address. */
function codeOf(error: unknown): string | number {
  const { responseCode, code } = (error ?? {}) as { responseCode?: unknown; code?: unknown };
  if (typeof responseCode === 'number') return responseCode;
  return typeof code === 'string' ? code : 'unknown';
}

export function createOutbox({ db, clock, newId, log, secret, route, write }: OutboxOptions): Outbox {
  const seal = createSeal(secret, 'outbox');
  let posted = false;
  let delivering: Promise<void> | null = null;

  const claim = (): Promise<Due[]> =>
    db.withSystem(async (tx) => {
      const now = clock.now();
      // Several processes take different ones; what one of them dies over is due again after the lease.
      const { rows } = await sql<Due>`
        update outbox set due_at = ${new Date(now.getTime() + LEASE)}, tries = tries + 1
        where id in (select id from outbox where sent_at is null and given_up_at is null and due_at <= ${now}
          order by due_at limit ${AT_ONCE} for update skip locked)
        returning id, content, created_at, tries`.execute(tx);
      return rows;
    });

  const send = async ({ id, content }: Due): Promise<void> => {
    const one = JSON.parse(await seal.open(content)) as Posted;
    const letter = one.kind === 'letter' ? one.letter : await write(one);
    if (letter && route.kind === 'transport') await route.transport.send(letter);
    const stays = letter !== null && route.kind === 'mailbox';
    await db.kysely
      .updateTable('outbox')
      .set({
        sent_at: clock.now(),
        // What was sent holds links that open something, and nobody here needs them any more.
        content: stays ? await seal.close(JSON.stringify({ kind: 'letter', letter } satisfies Posted)) : null,
      })
      .where('id', '=', id)
      .execute();
  };

  const putOff = async (due: Due, error: unknown): Promise<void> => {
    const now = clock.now().getTime();
    const hopeless = now - due.created_at.getTime() > PATIENCE;
    const why = { tries: due.tries, code: codeOf(error) };
    if (hopeless) log.error(why, 'mail given up');
    else log.warn(why, 'mail not taken yet');
    const wait = Math.min(2 ** (due.tries - 1), 360) * MINUTE;
    await db.kysely
      .updateTable('outbox')
      .set(hopeless ? { given_up_at: new Date(now) } : { due_at: new Date(now + wait) })
      .where('id', '=', due.id)
      .execute();
  };

  const deliverAll = async (): Promise<void> => {
    for (let due = await claim(); due.length > 0; due = await claim())
      for (const one of due) await send(one).catch((error: unknown) => putOff(one, error));
  };

  return {
    post: async (tx, what) => {
      const now = clock.now();
      const content = await seal.close(JSON.stringify(what));
      await tx.insertInto('outbox').values({ id: newId(), content, created_at: now, due_at: now }).execute();
      posted = true;
    },
    deliver: () => {
      if (route.kind === 'none') return Promise.resolve();
      // One after another: whoever comes meanwhile may have posted something that the one before didn't see.
      const mine = (delivering ?? Promise.resolve()).then(deliverAll).catch((error: unknown) => {
        log.warn({ error: error instanceof Error ? error.name : '' }, 'mail');
      });
      delivering = mine;
      return mine;
    },
    takePosted: () => {
      const was = posted;
      posted = false;
      return was;
    },
    kept: async () => {
      if (route.kind !== 'mailbox') return [];
      const rows = await db.kysely
        .selectFrom('outbox')
        .select(['id', 'content', 'created_at'])
        .where('sent_at', 'is not', null)
        .where('content', 'is not', null)
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(50)
        .execute();
      const open = await Promise.all(
        rows.map(async ({ id, content, created_at }) => {
          const one = JSON.parse(await seal.open(content ?? '')) as Posted;
          return one.kind === 'letter' ? [{ ...one.letter, id, at: created_at }] : [];
        }),
      );
      return open.flat();
    },
    tidy: async () => {
      await db.kysely
        .deleteFrom('outbox')
        .where('sent_at', '<', new Date(clock.now().getTime() - KEPT))
        .execute();
    },
  };
}

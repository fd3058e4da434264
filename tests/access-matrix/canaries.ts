import type { Database } from '@foyer/server';

// Distinctive words in everything that belongs to somebody: `cnry<client>_<project>_<kind>`, with the first digits of their ids.

/**
 * `open`: for whoever has the client and the project; `agent`: and the agents; `details`: and the details of calls; `caller`: and isn't staff;
 * `masked`: for nobody at all; `agency`: for the agency and its clients' people. What somebody asked their agency for and was told is `asked`, for
 * the agency and them, and so is what they keep for themselves; why the agency viewed a client (`viewed`) and whom it invited (`invited`) is for the agency.
 */
export type CanaryKind =
  | 'open'
  | 'agent'
  | 'details'
  | 'caller'
  | 'masked'
  | 'agency'
  | 'asked'
  | 'viewed'
  | 'invited';

export interface Canary {
  /** The first eight digits of the client's id, or of the agency's. */
  readonly owner: string;
  /** The first eight digits of the project's id; `anywhere` for what is of no project. Of what was asked for, of who asked. */
  readonly project: string;
  readonly kind: CanaryKind;
}

const OF_CLIENT = (id: string) => `'cnry' || left(${id}::text, 8) || '_anywhere_open'`;
const OF_PROJECT = (id: string, project: string, kind: CanaryKind) =>
  `'cnry' || left(${id}::text, 8) || '_' || left(${project}::text, 8) || '_${kind}'`;

/** A text of three canaries of which the second is a caller's number and the third a card's, with its spans. */
const canaryOf = (kind: CanaryKind) => OF_PROJECT('c.tenant_id', 'c.project_id', kind);
const TEXT = `${canaryOf('details')} || ' ' || ${canaryOf('caller')} || ' ' || ${canaryOf('masked')}`;
const span = (kind: string, before: string, word: string) =>
  `jsonb_build_object('kind', '${kind}', 'start', length(${before}), 'end', length(${before}) + length(${word}))`;
const SPANS = `jsonb_build_array(
  ${span('phone_number', `${canaryOf('details')} || ' '`, canaryOf('caller'))},
  ${span('card_number', `${canaryOf('details')} || ' ' || ${canaryOf('caller')} || ' '`, canaryOf('masked'))})`;

const PLANT = `
  update branding set name = name || ' cnry' || left(agency_id::text, 8) || '_anywhere_agency';
  update agencies set name = name || ' cnry' || left(id::text, 8) || '_anywhere_agency';
  update clients set name = name || ' ' || ${OF_CLIENT('id')};
  update people p set name = p.name || ' ' || ${OF_CLIENT('m.tenant_id')} from memberships m where m.person_id = p.id;
  update projects set name = name || ' ' || ${OF_PROJECT('tenant_id', 'id', 'open')};
  update agents c set name = c.name || ' ' || ${canaryOf('open')}, greeting = c.greeting || ' ' || ${canaryOf('agent')},
    prompt = c.prompt || ' ' || ${canaryOf('agent')}, voice = c.voice || ' ' || ${canaryOf('agent')};
  update calls c set caller_name = ${canaryOf('caller')}, caller_number = ${canaryOf('caller')},
    end_reason = ${canaryOf('details')}, tags = array_append(c.tags, ${canaryOf('details')});
  update call_texts t set summary = ${TEXT}, summary_spans = ${SPANS},
    segments = jsonb_build_array(t.segments -> 0 || jsonb_build_object('text', ${TEXT}, 'spans', ${SPANS}))
    from calls c where c.tenant_id = t.tenant_id and c.id = t.call_id;
  insert into access_requests (tenant_id, id, person_id, capability, note, created_at)
    select m.tenant_id, gen_random_uuid(), m.person_id, 'analytics', 'why ' || ${OF_PROJECT('m.tenant_id', 'm.person_id', 'asked')}, now()
    from memberships m;
  insert into access_requests (tenant_id, id, person_id, capability, note, created_at, state, reason, decided_at, decided_name)
    select m.tenant_id, gen_random_uuid(), m.person_id, 'integrations', ${OF_PROJECT('m.tenant_id', 'm.person_id', 'asked')}, now(), 'declined',
      'because ' || ${OF_PROJECT('m.tenant_id', 'm.person_id', 'asked')}, now(), 'The agency'
    from memberships m;
  insert into invitations (tenant_id, id, email, name, role, all_projects, token_hash, sent_at, expires_at)
    select c.id, gen_random_uuid(), 'planted-' || left(c.id::text, 8) || '@example.com', 'New ' || 'cnry' || left(c.id::text, 8) || '_anywhere_invited',
      'client_staff', true, c.id::text, now() - interval '1 day', now() + interval '6 days'
    from clients c;
  insert into view_as (tenant_id, id, session_id, person_id, person_name, as_role, reason, return_to, started_at, expires_at, ended_at)
    select c.id, gen_random_uuid(), gen_random_uuid(), a.person_id, 'The agency', 'client_staff', 'cnry' || left(c.id::text, 8) || '_anywhere_viewed',
      '/', now() - interval '1 hour', now(), now()
    from clients c join agency_members a on a.agency_id = c.agency_id;
  insert into call_notes (tenant_id, id, call_id, author_id, author_name, key, text, spans, saw_caller, created_at)
    select c.tenant_id, gen_random_uuid(), c.id, gen_random_uuid(), 'Somebody', gen_random_uuid(), ${TEXT}, ${SPANS}, true, now()
    from calls c;
  insert into call_corrections (tenant_id, id, call_id, segment_id, author_id, author_name, key, text, spans, words, proposed_at)
    select c.tenant_id, gen_random_uuid(), c.id, (t.segments -> 0 ->> 'id')::uuid, gen_random_uuid(), 'Somebody', gen_random_uuid(), ${TEXT}, ${SPANS},
      '{}', now()
    from calls c join call_texts t on t.tenant_id = c.tenant_id and t.call_id = c.id where t.segments -> 0 ->> 'id' is not null;
  insert into call_events (tenant_id, call_id, seq, at_ms, kind, name)
    select c.tenant_id, c.id, 900, 0, 'tool', ${canaryOf('details')} from calls c;
  insert into project_tags (tenant_id, project_id, tag) select c.tenant_id, c.id, ${OF_PROJECT('c.tenant_id', 'c.id', 'details')} from projects c
    on conflict do nothing;
  insert into call_views (tenant_id, id, owner_id, key, name, search, shared, created_at)
    select m.tenant_id, gen_random_uuid(), m.person_id, gen_random_uuid(), ${OF_PROJECT('m.tenant_id', 'm.person_id', 'asked')}, '', false, now()
    from memberships m;
  insert into call_views (tenant_id, id, owner_id, key, name, search, shared, created_at)
    select m.tenant_id, gen_random_uuid(), m.person_id, gen_random_uuid(), ${OF_CLIENT('m.tenant_id')},
      'text=cnry' || left(m.tenant_id::text, 8) || '_anywhere_details', true, now()
    from memberships m where m.role = 'client_admin';
`;

/** What stands in a text that somebody writes to or of a client. */
export const canaryWord = (clientId: string, about: string, kind: CanaryKind): string =>
  `cnry${clientId.slice(0, 8)}_${about === 'anywhere' ? about : about.slice(0, 8)}_${kind}`;

export const plantCanaries = (db: Database): Promise<void> => db.withOwner((owner) => owner.exec(PLANT));

/** Every canary in a text, once. */
export function canariesIn(text: string): Canary[] {
  const words = new Set(text.match(/cnry[0-9a-f]{8}_(?:[0-9a-f]{8}|anywhere)_[a-z]+/g));
  return [...words].map((word) => {
    const [owner = '', project = '', kind = ''] = word.slice('cnry'.length).split('_');
    return { owner, project, kind: kind as CanaryKind };
  });
}

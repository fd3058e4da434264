import { GRANTS, type Grant } from './grant-sets.ts';
import { SECOND_CAPABILITIES, type Client, type Facts, type Question, type Role } from './second-policy.ts';

// Questions to a policy at random. Most stay within one client, so that every gate is met open as well as closed.

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function randomQuestion(random: () => number): Question {
  const one = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const chance = (of: number): boolean => random() < of;
  /** On, off, or not set at all. */
  const switchOf = (): { value?: boolean } => (chance(0.06) ? {} : { value: chance(0.7) });
  const switches = <Name extends string>(names: readonly Name[]): Partial<Record<Name, boolean>> =>
    Object.fromEntries(
      names.flatMap((name) => {
        const { value } = switchOf();
        return value === undefined ? [] : [[name, value]];
      }),
    ) as Partial<Record<Name, boolean>>;

  const role = one<Role>(['agency_admin', 'client_admin', 'client_manager', 'client_staff']);
  const client: Client | null = chance(0.05)
    ? null
    : {
        agencyId: chance(0.05) ? 'agency-2' : 'agency-1',
        clientId: chance(0.05) ? 'client-2' : 'client-1',
        grants: switches<Grant>(GRANTS),
        entitlements: switches(['recording_playback', 'recording_download']),
        policies: switches(['staff_recording_playback', 'recording_download']),
      };
  const projects = ['project-1', 'project-2', 'project-3'];
  const facts = (): Facts => ({
    clientId: chance(0.05) ? 'client-2' : 'client-1',
    projectId: one(projects),
    ...(!chance(0.03) && {
      consent: chance(0.6) ? 'granted' : one(['not_required', 'pending', 'denied', 'withdrawn'] as const),
    }),
    ...(!chance(0.03) && { complianceHold: chance(0.15) }),
    ...(!chance(0.03) && {
      media: chance(0.7) ? 'available' : one(['processing', 'missing', 'expired', 'none'] as const),
    }),
    ...(!chance(0.03) && { withinRetention: chance(0.85) }),
    ...(chance(0.8) && { requesterId: one(['person-1', 'person-2', '']) }),
  });
  return {
    asker: {
      userId: 'person-1',
      role,
      agencyId: chance(0.04) ? 'agency-2' : 'agency-1',
      clientId: role === 'agency_admin' ? null : chance(0.04) ? 'client-2' : 'client-1',
      projectIds:
        role === 'client_staff' || chance(0.1) ? projects.filter(() => chance(0.6)) : ('all' as const),
      mfa: chance(0.04) ? 'outstanding' : one(['not_required', 'satisfied']),
      viewAs: chance(0.15),
    },
    capability: chance(0.01) ? one(['toString', '__proto__', 'everything', '']) : one(SECOND_CAPABILITIES),
    client,
    ...(chance(0.55) && { record: facts() }),
  };
}

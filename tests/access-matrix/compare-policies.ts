import { decide, type Capability } from '@foyer/access';
import { randomFrom, randomQuestion } from './random-questions.ts';
import { secondOpinion, type Level, type Question } from './second-policy.ts';

export interface Comparison {
  readonly asked: number;
  /** How many answers had each level: where one is rare, little was compared. */
  readonly levels: Readonly<Record<string, number>>;
  readonly different: number;
  /** The first few differences, in words. */
  readonly differences: readonly string[];
}

/** Asks the product's policy and the second one the same random questions. The same seed asks the same. */
export function comparePolicies(count: number, seed: number): Comparison {
  const random = randomFrom(seed);
  const levels: Record<string, number> = {};
  const differences: string[] = [];
  let different = 0;
  for (let asked = 0; asked < count; asked++) {
    const question = randomQuestion(random);
    const second = secondOpinion(question);
    const first = firstOpinion(question);
    levels[second.level] = (levels[second.level] ?? 0) + 1;
    // Out of reach, the policy says so and no more than it likes about a client that isn't the asker's.
    const same = second.layers.includes('scope')
      ? first.level === second.level && first.layers.includes('scope')
      : first.level === second.level && String(first.layers) === String(second.layers);
    if (same) continue;
    different++;
    if (differences.length < 10)
      differences.push(`${show(first)} instead of ${show(second)} for ${JSON.stringify(question)}`);
  }
  return { asked: count, levels, different, differences };
}

interface Answer {
  readonly level: Level;
  readonly layers: readonly string[];
}

function firstOpinion({ asker, capability, client, record }: Question): Answer {
  // Words that are no capability are asked for too; whoever sends one has got past the types.
  const decision = decide(asker, capability as Capability, {
    tenant: client,
    ...(record && { resource: record }),
  });
  return { level: decision.level, layers: [...new Set(decision.denials.map(({ layer }) => layer))].sort() };
}

const show = ({ level, layers }: Answer): string => `${level} (${layers.join(', ')})`;

import { decide, type Capability } from '@foyer/access';
import { cedarOpinion } from './cedar-opinion.ts';
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
export const comparePolicies = (count: number, seed: number): Comparison =>
  compare(count, seed, (question) => {
    const [first, second] = [firstOpinion(question), secondOpinion(question)];
    // Out of reach, the policy says so and no more than it likes about a client that isn't the asker's.
    const same = second.layers.includes('scope')
      ? first.level === second.level && first.layers.includes('scope')
      : first.level === second.level && String(first.layers) === String(second.layers);
    return { level: second.level, difference: same ? null : `${show(first)} instead of ${show(second)}` };
  });

/** Asks the product's policy and Cedar: the levels are compared. */
export const compareWithCedar = (count: number, seed: number): Comparison =>
  compare(count, seed, (question) => {
    const [first, level] = [firstOpinion(question), cedarOpinion(question)];
    return { level, difference: first.level === level ? null : `${show(first)} instead of ${level}` };
  });

function compare(
  count: number,
  seed: number,
  ask: (question: Question) => { readonly level: Level; readonly difference: string | null },
): Comparison {
  const random = randomFrom(seed);
  const levels: Record<string, number> = {};
  const differences: string[] = [];
  let different = 0;
  for (let asked = 0; asked < count; asked++) {
    const question = randomQuestion(random);
    const { level, difference } = ask(question);
    levels[level] = (levels[level] ?? 0) + 1;
    if (difference === null) continue;
    different++;
    if (differences.length < 10) differences.push(`${difference} for ${JSON.stringify(question)}`);
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

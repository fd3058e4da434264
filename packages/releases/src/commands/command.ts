import { ApiError } from '@foyer/contract';

/** What a command gets of the world. */
export type World = Readonly<{
  env: Readonly<Record<string, string | undefined>>;
  /** The repository's folder. */
  root: string;
  say: (line: string) => void;
  complain: (line: string) => void;
  /** Builds apps that changed, by id; false when one doesn't build. */
  build: (apps: readonly string[]) => Promise<boolean>;
}>;

/** Runs with the words behind the command's name; answers the exit code: 0 done, 1 refused, 2 not understood. */
export type Command = (words: string[], world: World) => Promise<number>;

/** The words were not understood; the message says which. */
export class UsageError extends Error {}

/** Something stands against it; the message says what, and what to do. */
export class Refused extends Error {}

/** A failed call in words for whoever typed the command. */
export function wordsOf(error: ApiError, portal: string): string {
  switch (error.code) {
    case 'network':
      return `${portal} can't be reached.`;
    case 'unauthenticated':
      return `${portal} doesn't know this operator: set FOYER_OPERATOR_TOKEN to a token of its FOYER_OPERATORS, or FOYER_DATA to its data folder on this machine.`;
    case 'not_found':
      return `${portal} knows no such remote or version: pnpm registry list says which it knows.`;
    default: {
      const fields = error.problem?.fields?.map(({ field, message }) => `${field} ${message}`) ?? [];
      const detail = [error.problem?.detail, ...fields].filter(Boolean).join(' ');
      return `${portal} refused: ${detail || error.message}`;
    }
  }
}

/** An answer as it came over HTTP, read whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export const jsonOf = (answer: Answer): unknown => JSON.parse(answer.text);

interface Problem {
  readonly code?: string;
  readonly requestId?: string;
  readonly denials?: readonly { readonly layer: string }[];
}

/** The layers of a refusal, each once, sorted. */
export function layersOf(answer: Answer): string[] {
  const { denials = [] } = jsonOf(answer) as Problem;
  return [...new Set(denials.map(({ layer }) => layer))].sort();
}

export const codeOf = (answer: Answer): string | undefined => (jsonOf(answer) as Problem).code;

/** Status, headers and body with the two things that differ from one request to the next replaced: its id and its time. */
export function withoutRequestId(answer: Answer): string {
  const { requestId } = jsonOf(answer) as Problem;
  if (!requestId) throw new Error(`No request id: ${answer.text}`);
  const headers = [...answer.headers].filter(([name]) => name !== 'date').map((pair) => pair.join(': '));
  return [answer.status, ...headers, '', answer.text].join('\n').replaceAll(requestId, '<request id>');
}

/**
 * What stands at a place of a body: `''` the body, `details` a member, `items[]` each item. An empty list is an error:
 * it would prove nothing.
 */
export function at(body: unknown, place: string): readonly unknown[] {
  let found: readonly unknown[] = [body];
  for (const step of place === '' ? [] : place.split('.')) {
    const name = step.replace('[]', '');
    found = found.map((one) => (one as Record<string, unknown>)[name]);
    if (step.endsWith('[]')) found = found.flat();
  }
  if (found.length === 0) throw new Error(`Nothing stands at ${place}.`);
  return found;
}

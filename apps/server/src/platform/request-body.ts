import { problem } from './problem.ts';

/** Bytes. */
export const MAX_BODY = 256 * 1024;
/** Levels of arrays and objects: deep recursion overflows the stack of the embedded database. */
export const MAX_NESTING = 32;

/**
 * Reads the JSON of a request.
 * @throws 415 unless it is sent as JSON, 413 over `maxBytes`, 400 when it doesn't parse or is nested deeper than `MAX_NESTING`.
 */
export async function readJson(request: Request, maxBytes = MAX_BODY): Promise<unknown> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw problem('unsupported_media_type');
  const text = await readText(request, maxBytes);
  if (nesting(text) > MAX_NESTING)
    throw problem('malformed', { detail: `The JSON is nested deeper than ${MAX_NESTING} levels.` });
  try {
    return JSON.parse(text);
  } catch {
    throw problem('malformed', { detail: 'The body is not JSON.' });
  }
}

/**
 * Reads a request's bytes as they came.
 * @throws 413 over `maxBytes`
 */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw problem('too_large');
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel();
      throw problem('too_large');
    }
    parts.push(part.value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw problem('too_large');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let size = 0;
  let text = '';
  try {
    const reader = request.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      size += part.value.byteLength;
      if (size > maxBytes) {
        await reader?.cancel();
        throw problem('too_large');
      }
      text += decoder.decode(part.value, { stream: true });
    }
    return text + decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw problem('malformed', { detail: 'The body is not UTF-8.' });
    throw error;
  }
}

/** The deepest level of arrays and objects, without parsing: brackets within strings don't count. */
export function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (inString) {
      if (char === '\\') i += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') deepest = Math.max(deepest, (depth += 1));
    else if (char === '}' || char === ']') depth -= 1;
  }
  return deepest;
}

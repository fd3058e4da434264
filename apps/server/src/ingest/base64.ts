/** The bytes of a text in base64, with or without what a data address has before it; null for what isn't that. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  const text = base64.replace(/^data:[\w/+.;=-]*,/, '');
  let decoded: string;
  try {
    decoded = atob(text);
  } catch {
    return null;
  }
  const bytes = new Uint8Array(decoded.length);
  for (let i = 0; i < decoded.length; i += 1) bytes[i] = decoded.charCodeAt(i);
  return bytes;
}

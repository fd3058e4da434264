/**
 * The session carrier. Behind a service worker neither `cookie` nor `set-cookie` passes, so the mock keeps the cookies
 * itself and hands them to the server app with each request.
 */
export class CookieJar {
  readonly #cookies = new Map<string, string>();

  /** Takes up what an answer sets, and drops what it expires. */
  take(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const at = pair.indexOf('=');
      const name = pair.slice(0, at);
      const value = pair.slice(at + 1);
      if (value === '' || attributes.some(expires)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }

  /** The value of the `cookie` header; empty without cookies. */
  header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  clear(): void {
    this.#cookies.clear();
  }
}

const expires = (attribute: string): boolean => /^max-age=(0|-\d+)$/i.test(attribute);

/**
 * Browsers strip `cookie` from every Request and `set-cookie` from every Response, also from those that never meet the network.
 * The server app lives by both, so inside its worker they are put back: headers of a free-standing `Headers` are not filtered.
 */
export function keepCookiesInThisWorker(): void {
  globalThis.Response = class extends Response {
    constructor(body?: BodyInit | null, init?: ResponseInit) {
      super(body, init);
      const cookies = new Headers(init?.headers).getSetCookie();
      if (cookies.length === 0) return;
      const headers = new Headers(this.headers);
      for (const cookie of cookies) headers.append('set-cookie', cookie);
      Object.defineProperty(this, 'headers', { value: headers });
    }
  };

  globalThis.Request = class extends Request {
    constructor(input: RequestInfo | URL, init?: RequestInit) {
      super(input, init);
      const given = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
      const headers = new Headers(this.headers);
      for (const name of ['cookie', 'origin', 'host', 'sec-fetch-site']) {
        const value = given.get(name);
        if (value !== null) headers.set(name, value);
      }
      Object.defineProperty(this, 'headers', { value: headers });
    }

    override clone(): Request {
      return new Request(super.clone(), { headers: this.headers });
    }
  };
}

import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, ENGINES, json, persona, type TestApp } from '../testing/test-app.ts';
import { smtpTransport } from './smtp-transport.node.ts';
import { writeLetter } from './letter.ts';

/** A server of mail on this machine, which may be told to take nothing for now. */
async function letterBox() {
  const letters: string[] = [];
  const state = { open: true };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (!state.open) {
          done(Object.assign(new Error('Try again later'), { responseCode: 451 }));
          return;
        }
        const to = session.envelope.rcptTo.map(({ address }) => address).join();
        letters.push(`to ${to}\n${Buffer.concat(parts).toString()}`);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const transport = smtpTransport({ url: `smtp://127.0.0.1:${port}`, from: 'portal@foyer.example' });
  return {
    letters,
    state,
    transport,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

describe.each(ENGINES)('letters over SMTP, on %s,', (engine) => {
  let test: TestApp;
  let box: Awaited<ReturnType<typeof letterBox>>;
  const { email } = persona('keystone-admin');
  beforeAll(async () => {
    box = await letterBox();
    test = await createTestApp({ engine, mail: { kind: 'transport', transport: box.transport } });
  });
  afterAll(async () => {
    await test.close();
    box.transport.close();
    await box.close();
  });

  const waiting = () =>
    test.db.withSystem((db) =>
      db.selectFrom('outbox').select(['content', 'tries']).where('sent_at', 'is', null).execute(),
    );

  it('come from the agency by name, as plain text and as HTML, and leave nothing behind', async () => {
    await test.fetch('/api/password/forgotten', json({ email }));
    await test.app.deliverMail();
    expect(box.letters).toHaveLength(1);
    const [letter = ''] = box.letters;
    expect(letter).toMatch(new RegExp(`^to ${email}`));
    expect(letter).toMatch(/^From: "?Larkspur Voice"? <portal@foyer\.example>/m);
    expect(letter).toMatch(/Content-Type: text\/plain/);
    expect(letter).toMatch(/Content-Type: text\/html/);
    expect(letter).toContain('/new-password#');
    const rows = await test.db.withSystem((db) => db.selectFrom('outbox').selectAll().execute());
    expect(rows).toMatchObject([{ content: null, tries: 1 }]);
    expect((await test.fetch('/dev/mailbox')).status).toBe(404);
  });

  it('wait while nobody takes them, longer each time, and are sent once when somebody does', async () => {
    box.letters.length = 0;
    box.state.open = false;
    await test.fetch('/api/password/forgotten', json({ email }));
    await test.app.deliverMail();
    expect(await waiting()).toMatchObject([{ tries: 1 }]);
    await test.app.deliverMail();
    expect(await waiting()).toMatchObject([{ tries: 1 }]);
    test.clock.advance(60_000);
    await test.app.deliverMail();
    expect(await waiting()).toMatchObject([{ tries: 2 }]);
    box.state.open = true;
    test.clock.advance(60_000);
    await test.app.deliverMail();
    expect(box.letters).toEqual([]);
    test.clock.advance(60_000);
    await Promise.all([test.app.deliverMail(), test.app.deliverMail()]);
    expect(box.letters).toHaveLength(1);
    expect(await waiting()).toEqual([]);
    // Whom it was for, and what it said, is nobody's who reads the log.
    expect(test.log.join('\n')).not.toContain(email);
  });

  it('are given up after days, not tried for ever', async () => {
    box.letters.length = 0;
    box.state.open = false;
    await test.fetch('/api/password/forgotten', json({ email }));
    await test.app.deliverMail();
    test.clock.advance(4 * 86_400_000);
    await test.app.deliverMail();
    box.state.open = true;
    test.clock.advance(86_400_000);
    await test.app.deliverMail();
    expect(box.letters).toEqual([]);
    expect(test.log.join('\n')).toContain('mail given up');
  });
});

it('what people wrote is text in a letter: no markup of theirs, no header', () => {
  const letter = writeLetter({
    to: 'ada@example.com',
    brand: 'Brand\r\nBcc: everybody@example.com',
    subject: 'Hello\nBcc: everybody@example.com',
    paragraphs: ['<img src="https://elsewhere.example/seen">'],
    action: { label: 'Open', url: 'https://portal.example/?a=1&b="2"' },
  });
  expect(letter.subject).toBe('Hello Bcc: everybody@example.com');
  expect(letter.fromName).not.toMatch(/[\r\n]/);
  expect(letter.html).not.toContain('<img');
  expect(letter.html).not.toContain('"2"');
});

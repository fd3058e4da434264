import { describe, expect, test } from 'vitest';
import { ruleDetector } from './rule-detector.ts';
import type { KnownCaller, Utterance } from './span-detector.ts';

const NOW = new Date('2025-11-10T12:00:00.000Z');
const NOBODY: KnownCaller = { name: null, number: null };

/** What a text becomes, its marks in brackets. */
async function marks(call: readonly Utterance[], caller = NOBODY): Promise<string[]> {
  const spans = await ruleDetector.detect(call, caller, NOW);
  return call.map(({ text }, index) => {
    let at = 0;
    let marked = '';
    for (const { kind, start, end } of spans[index] ?? []) {
      marked += `${text.slice(at, start)}[${kind}:${text.slice(start, end)}]`;
      at = end;
    }
    return marked + text.slice(at);
  });
}
const caller = (text: string): Utterance => ({ speaker: 'caller', text });
const agent = (text: string): Utterance => ({ speaker: 'agent', text });
const alone = async (text: string, known = NOBODY): Promise<string> =>
  (await marks([caller(text)], known))[0] ?? '';

describe('what is marked', () => {
  test.each([
    // Cards, by Luhn, in groups, together, with dashes, and spoken.
    ['It is 4111 1111 1111 1111.', 'It is [card_number:4111 1111 1111 1111].'],
    ['4111-1111-1111-1111 thanks', '[card_number:4111-1111-1111-1111] thanks'],
    ['378282246310005', '[card_number:378282246310005]'],
    [
      'four one one one, one one one one, one one one one, one one one one please',
      '[card_number:four one one one, one one one one, one one one one, one one one one] please',
    ],
    [
      'It’s four triple one, double one double one, one one one one, one one one one.',
      'It’s [card_number:four triple one, double one double one, one one one one, one one one one].',
    ],
    ['my card is 4111 1111 1111 1112', 'my card is [card_number:4111 1111 1111 1112]'],
    ['the security code is 123', 'the security code is [card_number:123]'],
    ['٤١١١ ١١١١ ١١١١ ١١١١', '[card_number:٤١١١ ١١١١ ١١١١ ١١١١]'],
    // Phone numbers.
    ['call +1 (212) 555-0142 then', 'call +[phone_number:1 (212) 555-0142] then'],
    ['212.555.0142', '[phone_number:212.555.0142]'],
    [
      'oh seven seven oh oh nine double oh one two three',
      '[phone_number:oh seven seven oh oh nine double oh one two three]',
    ],
    ['my number ends in 0142', 'my number ends in [phone_number:0142]'],
    // E-mail addresses, written and spoken.
    ['write to noor.haddad@example.com.', 'write to [email:noor.haddad@example.com].'],
    ['noor dot haddad at example dot com', '[email:noor dot haddad at example dot com]'],
    [
      'noor underscore h at mail dot example dot org please',
      '[email:noor underscore h at mail dot example dot org] please',
    ],
    // Dates of birth: with a word for it, or too long ago to be an appointment.
    ['I was born on 4 May 1988.', 'I was born on [date_of_birth:4 May 1988].'],
    ['date of birth 04/05/88', 'date of birth [date_of_birth:04/05/88]'],
    ['May 4th, 1988', '[date_of_birth:May 4th, 1988]'],
    ['1988-05-04', '[date_of_birth:1988-05-04]'],
    ['the fourth of May nineteen eighty-eight', '[date_of_birth:the fourth of May nineteen eighty-eight]'],
    ['dob is oh four oh five eighty-eight', 'dob is [date_of_birth:oh four oh five eighty-eight]'],
    // National ids.
    ['My social is 123-45-6789.', 'My social is [national_id:123-45-6789].'],
    ['AB 12 34 56 C', '[national_id:AB 12 34 56 C]'],
    ['PESEL 44051401359', 'PESEL [national_id:44051401359]'],
    ['my passport number is 533401372', 'my passport number is [national_id:533401372]'],
    ['RSSMRA85T10A562S', '[national_id:RSSMRA85T10A562S]'],
    ['12345678Z', '[national_id:12345678Z]'],
    // Addresses.
    ['I live at 12 Harbour Street.', 'I live at [address:12 Harbour Street].'],
    ['it is SW1A 1AA', 'it is [address:SW1A 1AA]'],
    // Names by which somebody introduces themselves, wherever they are said.
    ['My name is Priya Nair.', 'My name is [caller_name:Priya Nair].'],
    ['this is Ilias Brandt calling', 'this is [caller_name:Ilias Brandt] calling'],
  ])('%s', async (text, marked) => {
    expect(await alone(text)).toBe(marked);
  });
});

describe('what isn’t marked', () => {
  test.each([
    ['See you on Friday, 14 March, at 9:30.'],
    ['The 14th of March 2026 is free.'],
    ['We open at eight and close at six.'],
    ['It costs 120 dollars, or 95 for two.'],
    ['Room 204, two nights, three guests.'],
    ['One moment, please. I have one or two questions.'],
    ['This is about the invoice for May.'],
    ['Meet me at the office.'],
  ])('%s', async (text) => {
    expect(await alone(text)).toBe(text);
  });
});

describe('in a conversation', () => {
  test('an answer is known by its question', async () => {
    const call = [
      agent('What is your date of birth?'),
      caller('The fourth of May.'),
      agent('And the last four digits of your number?'),
      caller('0142.'),
      agent('Your national insurance number?'),
      caller('It’s 12 34 56.'),
    ];
    expect(await marks(call)).toEqual([
      'What is your date of birth?',
      '[date_of_birth:The fourth of May].',
      'And the last four digits of your number?',
      '[phone_number:0142].',
      'Your national insurance number?',
      'It’s [national_id:12 34 56].',
    ]);
  });

  test('a card is found that is told in pieces', async () => {
    const call = [
      caller('It is four five three nine, one four eight eight,'),
      agent('Go on.'),
      caller('oh three four three,'),
      agent('Yes.'),
      caller('six four six seven.'),
    ];
    const marked = await marks(call);
    expect([marked[0], marked[2], marked[4]].every((text) => text?.includes('[card_number:'))).toBe(true);
    expect(marked.join(' ')).not.toMatch(/\] ?(?:four|oh|six)/);
  });

  test('the caller whom the vendor names is marked wherever they are named, and so is their number', async () => {
    const known = { name: 'noor HADDAD', number: '+12125550142' };
    expect(await alone('Noor, or Mrs Haddad’s sister. Ends in 0142, not 0143.', known)).toBe(
      '[caller_name:Noor], or Mrs [caller_name:Haddad’s] sister. Ends in [phone_number:0142], not 0143.',
    );
    const call = [caller('Hello, my name is Priya Nair.'), agent('Thank you, Priya.')];
    expect((await marks(call))[1]).toBe('Thank you, [caller_name:Priya].');
  });

  test.each([
    ['José Núñez', 'Jose Nunez, thank you, Jose\u0301.', '[Jose Nunez], thank you, [Jose\u0301].'],
    ["Aoife O'Brien", 'Ms O’Brien’s order', 'Ms [O’Brien’s] order'],
    ['Anne-Marie al-Haddad', 'Marie, or Mrs Haddad, at all times', '[Marie], or Mrs [Haddad], at all times'],
    ['Ida Smith Jones', 'Mrs Smith-Jones rang', 'Mrs [Smith-Jones] rang'],
    ['"Noor" (Haddad)', 'Noor Haddad rang', '[Noor Haddad] rang'],
    ['نور الحداد', 'شكرا لنور، الحداد', 'شكرا ل[نور]، [الحداد]'],
    ['李小明', '请小明回电，李小明先生', '请[小明]回电，[李小明]先生'],
    ['Дмитрий Волков', 'спасибо, дмитрий', 'спасибо, [дмитрий]'],
    [
      'April May',
      'April asked for a day in may. It may be May’s.',
      '[April] asked for a day in may. It may be [May’s].',
    ],
  ])('“%s” is marked however it is said', async (name, said, marked) => {
    const text = await alone(said, { name, number: null });
    expect(text.replaceAll('caller_name:', '')).toBe(marked);
  });
});

test('the same is found however often it is asked, and nothing of one call in another', async () => {
  const first = [caller('My name is Priya Nair.')];
  expect(await marks(first)).toEqual(await marks(first));
  expect(await alone('Priya who?')).toBe('Priya who?');
});

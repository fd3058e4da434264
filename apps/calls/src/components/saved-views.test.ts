import { describe, expect, it } from 'vitest';
import { readSearch, withFilter } from './call-search.ts';
import {
  columnsOf,
  isChanged,
  openView,
  savedSearch,
  withView,
  writeColumns,
  writeOver,
} from './saved-views.ts';

const ALL = { details: true, cost: true };
const view = { search: 'status=missed&sort=-duration', columns: ['agent', 'status'] as const };
const saved = { ...view, columns: [...view.columns] };
const at = (text: string) => new URLSearchParams(text);
const searchAt = (text: string) => readSearch(withView(at(text), saved), ALL).search;

describe('an address with a view', () => {
  it.each([
    ['view=1', { status: ['missed'], sort: '-duration' }],
    ['view=1&direction=inbound', { status: ['missed'], direction: 'inbound', sort: '-duration' }],
    ['view=1&status=', { sort: '-duration' }],
    ['view=1&status=failed&sort=-started_at', { status: ['failed'], sort: '-started_at' }],
  ])('asks at %s for %o', (text, search) => {
    expect(searchAt(text)).toEqual(search);
  });

  it.each([
    ['view=1', 'status', ['missed'], 'view=1'],
    ['view=1', 'status', undefined, 'view=1&status='],
    ['view=1', 'status', ['failed'], 'view=1&status=failed'],
    ['view=1&status=failed', 'status', ['missed'], 'view=1'],
    ['view=1', 'direction', 'inbound', 'view=1&direction=inbound'],
  ] as const)('at %s, with %s set to %o, becomes %s', (text, name, value, address) => {
    const next = withFilter(searchAt(text), name, value as never);
    const written = writeOver(at(text), next, saved, ALL);
    expect(written.toString()).toBe(address);
    expect(readSearch(withView(written, saved), ALL).search).toEqual(next);
  });

  it('keeps the usual order apart from the view’s', () => {
    const written = writeOver(at('view=1'), { ...searchAt('view=1'), sort: '-started_at' }, saved, ALL);
    expect(written.toString()).toBe('view=1&sort=-started_at');
    expect(writeOver(at(''), { sort: '-started_at' }, null, ALL).toString()).toBe('');
  });

  it('leaves out what is closed to its reader, and isn’t changed for it', () => {
    const closed = { search: 'sentiment=negative&status=missed', columns: null };
    const read = readSearch(withView(at('view=1'), closed), { details: false, cost: false });
    expect(read.closed).toEqual(['sentiment']);
    const written = writeOver(at('view=1'), read.search, closed, { details: false, cost: false });
    expect(written.toString()).toBe('view=1');
    expect(isChanged(written)).toBe(false);
  });

  it('has the view’s columns until others are chosen, and none of its own once it is left', () => {
    expect(columnsOf(at('view=1'), saved)).toEqual(['agent', 'status']);
    expect(columnsOf(at('view=1&columns=cost,colour'), saved)).toEqual(['cost']);
    expect(columnsOf(at('view=1&columns='), saved)).toBeNull();
    expect(columnsOf(at('status=missed'), null)).toBeUndefined();
    expect(writeColumns(at('view=1'), ['cost'], saved).toString()).toBe('view=1&columns=cost');
    expect(writeColumns(at('view=1&columns=cost'), ['agent', 'status'], saved).toString()).toBe('view=1');
    expect(openView(at('view=1&status=&columns=cost&project=p'), null).toString()).toBe('project=p');
    expect(openView(at('status=missed&project=p'), '2').toString()).toBe('project=p&view=2');
  });

  it('is kept without the project, which is the portal’s choice', () => {
    const search = readSearch(at('status=missed&project=00000000-0000-4000-8000-000000000001'), ALL).search;
    expect(savedSearch(search)).toBe('status=missed');
  });
});

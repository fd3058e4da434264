import { expect, it } from 'vitest';
import { createTeller } from './tell-place.ts';

const manager = { person: { id: 'm' }, client: { id: 'c', name: 'Aurora' }, mode: 'own' } as const;
const MINUTE = 60_000;

function setUp() {
  const told: string[] = [];
  return { told, at: createTeller((capability) => told.push(capability)) };
}

it('an area is told when it is opened, its sub-pages with it, and again while it stays open', () => {
  const { told, at } = setUp();
  at(manager, '/billing', 1);
  at(manager, '/billing/invoices/7', 2_000);
  at(manager, '/calls', 4_000);
  at(manager, '/calls', MINUTE);
  expect(told).toEqual(['billing', 'calls']);
  at(manager, '/calls', 3 * MINUTE);
  expect(told).toEqual(['billing', 'calls', 'calls']);
});

it('the next person at the same page is told of too', () => {
  const { told, at } = setUp();
  at(manager, '/billing', 1);
  at({ ...manager, person: { id: 'n' } }, '/billing', 2);
  expect(told).toEqual(['billing', 'billing']);
});

it('nothing is told of the agency’s people, nor of what is no area', () => {
  const { told, at } = setUp();
  at({ ...manager, mode: 'full_access' }, '/billing', 1);
  at({ ...manager, mode: 'view_as' }, '/billing', 2);
  at({ ...manager, client: null }, '/billing', 3);
  at(manager, '/nowhere', 4);
  expect(told).toEqual([]);
});

import type { Session } from '@foyer/contract';
import { describe, expect, it } from 'vitest';
import { isDear, remotesToWarm } from './warm-remotes.ts';

const session = (levels: Record<string, string>): Session =>
  ({
    client: { id: 'c', name: 'Aurora' },
    decisions: Object.fromEntries(
      Object.entries(levels).map(([capability, level]) => [capability, { level, denials: [] }]),
    ),
  }) as unknown as Session;

describe('what is loaded ahead', () => {
  it('is what the person may open, in the order of the sidebar, and nothing else', () => {
    expect(remotesToWarm(session({ agents: 'edit', calls: 'summary' }))).toEqual(['calls', 'agents']);
    expect(remotesToWarm(session({ agents: 'none', calls: 'summary' }))).toEqual(['calls']);
    expect(remotesToWarm(session({}))).toEqual([]);
  });

  it('is nothing where bytes are dear', () => {
    expect(isDear({ saveData: true, effectiveType: '4g' })).toBe(true);
    expect(isDear({ effectiveType: 'slow-2g' })).toBe(true);
    expect(isDear({ effectiveType: '2g' })).toBe(true);
    expect(isDear({ effectiveType: '3g' })).toBe(false);
    expect(isDear(undefined)).toBe(false);
  });
});

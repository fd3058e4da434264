import { describe, expect, it } from 'vitest';
import { newVersionPrompt, type Standing } from './new-version.ts';

const calm: Standing = { shell: false, areas: [], unsavedHere: false, unsavedElsewhere: false };

describe('a person whose page is older than what is deployed', () => {
  it.each<[Partial<Standing>, string]>([
    [{ areas: ['Calls'] }, 'A new version of Calls is ready.'],
    [{ areas: ['Calls', 'Agents'] }, 'New versions of Calls and Agents are ready.'],
    [{ areas: ['Calls', 'Agents', 'Billing'] }, 'New versions of Calls, Agents and Billing are ready.'],
    [{ shell: true, areas: ['Calls'] }, 'A new version of the portal is ready.'],
  ])('is offered it: %j', (standing, message) => {
    expect(newVersionPrompt({ ...calm, ...standing })).toEqual({ message, reload: true });
  });

  it('isn’t offered a reload over what they have typed', () => {
    const prompt = newVersionPrompt({ ...calm, shell: true, unsavedHere: true });
    expect(prompt?.reload).toBe(false);
    expect(prompt?.message).toContain('save them first');
  });

  it('is told that what they have typed in another tab isn’t touched', () => {
    const prompt = newVersionPrompt({ ...calm, areas: ['Calls'], unsavedElsewhere: true });
    expect(prompt?.reload).toBe(true);
    expect(prompt?.message).toContain('in another tab stays there');
  });
});

it('a page that is up to date offers nothing', () => {
  expect(newVersionPrompt({ ...calm, unsavedHere: true })).toBeNull();
});

import { cleanup, render } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { unsavedChanges, useUnsavedChanges } from '@foyer/federation';

function Form({ dirty }: { dirty: boolean }) {
  useUnsavedChanges(dirty);
  return null;
}

it('the page holds unsaved changes for as long as any of its forms does', () => {
  const changed = vi.fn<() => void>();
  const stop = unsavedChanges.subscribe(changed);
  const { rerender } = render(
    <>
      <Form dirty />
      <Form dirty />
    </>,
  );
  expect(unsavedChanges.any()).toBe(true);
  rerender(
    <>
      <Form dirty={false} />
      <Form dirty />
    </>,
  );
  expect(unsavedChanges.any()).toBe(true);
  cleanup();
  expect(unsavedChanges.any()).toBe(false);
  expect(changed).toHaveBeenCalledTimes(4);
  stop();
});

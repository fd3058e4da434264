import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepFocus } from './keep-focus.ts';
import { placeOf } from './place-of.ts';

let end: () => void;
beforeEach(() => {
  end = keepFocus([]);
});
afterEach(() => end());

/** A page of notes; with `slow` the buttons are off while one is deleted, which comes to nothing for the second. */
function Page({ slow = false }: { slow?: boolean }) {
  const [notes, setNotes] = useState(['First', 'Second']);
  const [working, setWorking] = useState(false);
  const remove = (note: string) => {
    const others = notes.filter((one) => one !== note);
    if (!slow) {
      setNotes(others);
      return;
    }
    setWorking(true);
    setTimeout(() => {
      setWorking(false);
      if (note !== 'Second') setNotes(others);
    }, 60);
  };
  return (
    <>
      <a href="#elsewhere">Elsewhere</a>
      <main id="main">
        <h1 tabIndex={-1} data-page-heading="">
          Call
        </h1>
        <button>Far away</button>
        <section>
          <ul>
            {notes.map((note) => (
              <li key={note}>
                <button disabled={working} onClick={() => remove(note)}>
                  Delete {note}
                </button>
              </li>
            ))}
          </ul>
        </section>
      </main>
    </>
  );
}

const focused = () => document.activeElement?.textContent;

it('what is left nearest to the thing that went away has the focus, in the end the page’s heading', async () => {
  const user = userEvent.setup();
  render(<Page />);
  await user.tab();
  await user.tab();
  await user.tab();
  await user.tab();
  expect(focused()).toBe('Delete Second');
  await user.keyboard('{Enter}');
  await expect.poll(focused).toBe('Delete First');
  await user.keyboard('{Enter}');
  await expect.poll(focused).toBe('Call');
});

it('what is switched off while it works has the focus again when it is done; what is gone then, its neighbour', async () => {
  const user = userEvent.setup();
  render(<Page slow />);
  screen.getByRole('button', { name: 'Delete Second' }).focus();
  await user.keyboard('{Enter}');
  // As browsers do it, once the button is off.
  (document.activeElement as HTMLElement).blur();
  await expect.poll(focused, { timeout: 3_000 }).toBe('Delete Second');

  screen.getByRole('button', { name: 'Delete First' }).focus();
  await user.keyboard('{Enter}');
  (document.activeElement as HTMLElement).blur();
  await expect.poll(focused, { timeout: 3_000 }).toBe('Delete Second');
});

it('the first key is the one that takes its own place away', async () => {
  const user = userEvent.setup();
  render(<Page />);
  end();
  document.addEventListener(
    'keydown',
    (event) => {
      const place = placeOf(event);
      setTimeout(() => (end = keepFocus(place)), 20);
    },
    { once: true, capture: true },
  );
  screen.getByRole('button', { name: 'Delete Second' }).focus();
  await user.keyboard('{Enter}');
  await expect.poll(focused).toBe('Delete First');
});

it('with a pointer, the focus is left where it is', async () => {
  const user = userEvent.setup();
  render(<Page />);
  await user.click(screen.getByRole('button', { name: 'Delete Second' }));
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(document.activeElement).toBe(document.body);
});

// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { ThemeRoot } from '../theme/theme-root.tsx';
import { Checkbox, Switch } from './checkbox.tsx';

function Both() {
  const [some, setSome] = useState(true);
  const [all, setAll] = useState(false);
  const [on, setOn] = useState(false);
  return (
    <ThemeRoot mode="light">
      <Checkbox
        label="All calls"
        checked={all}
        indeterminate={some}
        onChange={(next) => {
          setSome(false);
          setAll(next);
        }}
      />
      <Switch label="Recordings" help="Staff may play them." checked={on} onChange={setOn} />
    </ThemeRoot>
  );
}

it('a box says that some are on, and is ticked by its label', async () => {
  render(<Both />);
  const box = screen.getByRole('checkbox', { name: 'All calls' });
  expect(box).toHaveProperty('indeterminate', true);
  await userEvent.click(screen.getByText('All calls'));
  expect(box).toMatchObject({ indeterminate: false, checked: true });
});

it('a switch is turned on by the space bar, and its sentence is read with it', async () => {
  render(<Both />);
  const turn = screen.getByRole('switch', { name: /Recordings/, checked: false });
  turn.focus();
  await userEvent.keyboard(' ');
  expect(screen.getByRole('switch', { checked: true })).toBe(turn);
  expect(document.getElementById(turn.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
    'Staff may play them.',
  );
});

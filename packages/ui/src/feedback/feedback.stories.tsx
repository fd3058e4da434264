import type { Meta, StoryObj } from '@storybook/react-vite';
import { useEffect } from 'react';
import Button from '@mui/material/Button';
import { Group } from '../../catalogue/layout.tsx';
import { announce } from './announce.tsx';
import { dismissToast, toast } from './toasts.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

export default { title: 'Saying things' } satisfies Meta;
type Story = StoryObj;

function Shown() {
  useEffect(() => {
    const ids = [
      toast('The line’s greeting was published.', { tone: 'positive', duration: 0 }),
      toast('Moved to Harbour Square.', { duration: 0, action: { label: 'Undo', onClick: () => {} } }),
      toast('The export stopped: the connection was lost after 1,200 of 4,812 calls.', { tone: 'negative' }),
    ];
    return () => ids.forEach(dismissToast);
  }, []);
  return <Group title="Three at most, the newest last">Toasts stand over the corner of the page.</Group>;
}

export const Toasts: Story = { render: () => <Shown /> };

export const ReadOut: Story = {
  name: 'Read out, not shown',
  render: () => (
    <Group title="For who listens">
      <Button onClick={() => announce('12 calls fit the filters.')}>Say how many calls fit</Button>
      <span aria-hidden="true">▲ 12 %</span>
      <VisuallyHidden>12 per cent more than in the week before</VisuallyHidden>
    </Group>
  ),
};

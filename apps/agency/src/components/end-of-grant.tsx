import { grantLabel, type Grant } from '@foyer/access';
import {
  Button,
  Clock,
  Dialog,
  formatDateTime,
  formatZone,
  Menu,
  styled,
  TextField,
  useLocale,
  useNow,
} from '@foyer/ui';
import { useState } from 'react';
import { instantOf, localIn, nextWeekday } from './zoned-time.ts';

const DAY = 86_400_000;
const Form = styled('div')({ paddingBlockStart: 8 });

type EndOfGrantProps = Readonly<{
  grant: Grant;
  until: string | null;
  onChange: (until: string | null) => void;
}>;

/** How long an override lasts: until it is changed, or until a moment at which the server ends it. */
export function EndOfGrant({ grant, until, onChange }: EndOfGrantProps) {
  const where = useLocale();
  const [choosing, setChoosing] = useState(false);
  const now = useNow();
  const set = (ms: number) => onChange(new Date(ms).toISOString());
  const shown = (ms: number) => formatDateTime(ms, where);
  const friday = nextWeekday(now, where.timeZone, 5);
  return (
    <>
      <Menu
        label={`End of ${grantLabel(grant)}`}
        align="end"
        trigger={
          <Button
            size="small"
            variant="text"
            startIcon={<Clock size={13} />}
            aria-label={
              until
                ? `Ends: ${grantLabel(grant)}, ${shown(Date.parse(until))}`
                : `No end: ${grantLabel(grant)}`
            }
          >
            {until ? 'Ends' : 'No end'}
          </Button>
        }
        items={[
          {
            id: 'none',
            label: 'No end',
            hint: 'Until somebody changes it',
            selected: until === null,
            onSelect: () => onChange(null),
          },
          {
            id: 'day',
            label: 'For a day',
            hint: shown(now + DAY),
            selected: false,
            onSelect: () => set(now + DAY),
          },
          {
            id: 'friday',
            label: 'Until Friday, 18:00',
            hint: shown(friday),
            selected: until === new Date(friday).toISOString(),
            onSelect: () => set(friday),
          },
          {
            id: 'week',
            label: 'For a week',
            hint: shown(now + 7 * DAY),
            selected: false,
            onSelect: () => set(now + 7 * DAY),
          },
          { id: 'other', label: 'Choose a time …', selected: false, onSelect: () => setChoosing(true) },
        ]}
      />
      {choosing && (
        <ChooseEnd
          grant={grant}
          from={until ? Date.parse(until) : friday}
          onClose={() => setChoosing(false)}
          onChoose={(ms) => {
            set(ms);
            setChoosing(false);
          }}
        />
      )}
    </>
  );
}

type ChooseEndProps = Readonly<{
  grant: Grant;
  from: number;
  onClose: () => void;
  onChoose: (ms: number) => void;
}>;

function ChooseEnd({ grant, from, onClose, onChoose }: ChooseEndProps) {
  const { timeZone, locale } = useLocale();
  const [text, setText] = useState(() => localIn(from, timeZone));
  const now = useNow();
  const at = instantOf(text, timeZone);
  const past = at !== null && at <= now;
  return (
    <Dialog
      open
      onClose={onClose}
      title={`When does ${grantLabel(grant)} end?`}
      onSubmit={() => at !== null && !past && onChoose(at)}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="contained" disabled={at === null || past}>
            Set the end
          </Button>
        </>
      }
    >
      <p>Then the value copied from the defaults holds again, by itself.</p>
      <Form>
        <TextField
          label="Ends at"
          type="datetime-local"
          value={text}
          onChange={setText}
          help={formatZone(timeZone, locale)}
          {...(past ? { error: 'Choose a time that lies ahead.' } : {})}
          autoFocus
        />
      </Form>
    </Dialog>
  );
}

import { Button, Panel, RelativeTime, styled, token } from '@foyer/ui';

const Words = styled('p')({
  fontSize: '0.8125rem',
  color: token.text2,
  paddingInline: 16,
  paddingBlockEnd: 8,
});
const Table = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: '0.8125rem',
  '& th, & td': { padding: '7px 16px', textAlign: 'start', borderBlockStart: `1px solid ${token.line}` },
  '& thead th': { fontWeight: 500, fontSize: '0.75rem', color: token.text3, borderBlockStart: 0 },
  '& tbody th': { fontWeight: 500 },
});
const Foot = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: 8,
  padding: '12px 16px',
  borderBlockStart: `1px solid ${token.line}`,
});

export type Side = Readonly<{ label: string; theirs: string; yours: string }>;

type BothSidesProps = Readonly<{
  changed: Readonly<{ by: string | null; at: string }> | null;
  /** Where the two differ. */
  sides: readonly Side[];
  onTakeTheirs: () => void;
  onKeepMine: () => void;
}>;

/** Somebody else saved first: what stands there now beside what was about to be saved. Nothing of either is lost. */
export function BothSides({ changed, sides, onTakeTheirs, onKeepMine }: BothSidesProps) {
  return (
    <Panel title="Somebody changed this in the meantime" flush>
      <Words role="alert">
        {changed?.by ?? 'Somebody'} saved {changed ? <RelativeTime value={changed.at} /> : 'just now'}, so
        yours wasn’t saved.
        {sides.length === 0 && ' Both of you want the same.'}
      </Words>
      {sides.length > 0 && (
        <Table aria-label="Both sides">
          <thead>
            <tr>
              <th scope="col">Differs in</th>
              <th scope="col">{changed?.by ?? 'Theirs'}, saved</th>
              <th scope="col">Yours, not saved</th>
            </tr>
          </thead>
          <tbody>
            {sides.map(({ label, theirs, yours }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{theirs}</td>
                <td>{yours}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <Foot>
        <Button onClick={onTakeTheirs}>Take theirs</Button>
        <Button variant="contained" onClick={onKeepMine}>
          Go on with mine
        </Button>
      </Foot>
    </Panel>
  );
}

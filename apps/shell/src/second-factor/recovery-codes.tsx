import { announce, Button, Copy, Download, Notice, Stack, styled, toast, token } from '@foyer/ui';

const List = styled('ul')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(130px, 1fr))',
  gap: '6px 16px',
  padding: '12px 16px',
  borderRadius: token.radius,
  backgroundColor: token.surface2,
  fontSize: '0.8125rem',
  userSelect: 'all',
});

/** The codes that stand in for a lost phone, shown this once. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const text = `${codes.join('\n')}\n`;
  return (
    <Stack spacing={4}>
      <Notice tone="warning">
        Keep these recovery codes where you will find them without your phone. Each works once, and you won’t
        see them again.
      </Notice>
      <List aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </List>
      <Stack direction="row" spacing={2}>
        <Button
          startIcon={<Copy size={14} />}
          onClick={() =>
            void navigator.clipboard.writeText(text).then(
              () => announce('The codes are copied.'),
              () => toast('Copying didn’t work. Select the codes instead.'),
            )
          }
        >
          Copy
        </Button>
        <Button
          startIcon={<Download size={14} />}
          component="a"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="recovery-codes.txt"
        >
          Download
        </Button>
      </Stack>
      <Button variant="contained" onClick={onKept}>
        I have kept them
      </Button>
    </Stack>
  );
}

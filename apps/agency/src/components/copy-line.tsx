import {
  announce,
  Copy,
  IconButton,
  LeftToRight,
  monoFamily,
  styled,
  toast,
  token,
  Tooltip,
} from '@foyer/ui';

const Line = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 4,
  minWidth: 0,
  padding: '2px 4px 2px 10px',
  borderRadius: token.radius,
  backgroundColor: token.surface2,
  '& code': {
    flex: 1,
    minWidth: 0,
    fontFamily: monoFamily,
    fontSize: '0.75rem',
    lineHeight: '18px',
    paddingBlock: 5,
    overflowWrap: 'anywhere',
    color: token.text1,
    userSelect: 'all',
  },
});

type CopyLineProps = Readonly<{
  /** "Address", "Secret". */
  what: string;
  value: string;
}>;

/** Something to take elsewhere, with a button that copies it. */
export function CopyLine({ what, value }: CopyLineProps) {
  const copy = () =>
    void navigator.clipboard.writeText(value).then(
      () => announce(`${what} copied.`),
      () => toast('Copying didn’t work. Select the text instead.'),
    );
  return (
    <Line>
      <code>
        <LeftToRight>{value}</LeftToRight>
      </code>
      <Tooltip title={`Copy ${what.toLowerCase()}`}>
        <IconButton size="small" aria-label={`Copy ${what.toLowerCase()}`} onClick={copy}>
          <Copy size={14} />
        </IconButton>
      </Tooltip>
    </Line>
  );
}

import { styled } from '@mui/material/styles';
import { Fragment } from 'react';
import { token } from '../theme/tokens.ts';
import type { ShortcutGroup } from './shortcut-map.tsx';

const Groups = styled('div')({ columns: '260px 2', columnGap: 32, paddingBlockStart: 8 });
const Group = styled('section')({
  breakInside: 'avoid',
  paddingBlockEnd: 16,
  '& > h3': { marginBlockEnd: 4, fontSize: '0.75rem', fontWeight: 500, color: token.text3 },
});
const Keys = styled('dl')({
  margin: 0,
  '& > div': {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: 16,
    minHeight: 30,
    borderBlockEnd: `1px solid ${token.line}`,
    fontSize: '0.8125rem',
  },
  '& dt': { color: token.text1 },
  '& dd': {
    display: 'flex',
    flex: 'none',
    alignItems: 'center',
    gap: 4,
    margin: 0,
    whiteSpace: 'nowrap',
    color: token.text3,
  },
  '& kbd': {
    minWidth: 22,
    paddingInline: 6,
    borderRadius: 4,
    textAlign: 'center',
    font: 'inherit',
    fontSize: '0.75rem',
    lineHeight: '20px',
    color: token.text1,
    backgroundColor: token.surface2,
    boxShadow: `inset 0 0 0 1px ${token.line}`,
  },
});

/** What each key does, in groups. */
export function ShortcutList({ groups }: { groups: readonly ShortcutGroup[] }) {
  return (
    <Groups>
      {groups.map(({ title, shortcuts }) => (
        <Group key={title}>
          <h3>{title}</h3>
          <Keys>
            {shortcuts.map(({ keys, does }) => (
              <div key={does}>
                <dt>{does}</dt>
                <dd>
                  {keys.map((key, index) => (
                    <Fragment key={key}>
                      {index > 0 && <span>or</span>}
                      <kbd>{key}</kbd>
                    </Fragment>
                  ))}
                </dd>
              </div>
            ))}
          </Keys>
        </Group>
      ))}
    </Groups>
  );
}

import { explain } from '@foyer/access';
import { areas, useHost, useSession, type Area } from '@foyer/federation';
import { Box, Lock, PageFrame, Panel, styled, token } from '@foyer/ui';
import { areaIcon } from '../frame/area-icons.tsx';
import { PortalLink } from '../frame/portal-link.tsx';
import { prefetchArea } from '../remotes/remotes.ts';
import { decisionOf, passage } from './guard.ts';

const Cards = styled('ul')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(260px, 100%), 1fr))',
});
const Card = styled('li')({
  '& > a': {
    display: 'flex',
    gap: 12,
    height: '100%',
    padding: 16,
    borderRadius: token.radiusLarge,
    boxShadow: `inset 0 0 0 1px ${token.line}`,
    color: token.text1,
    textDecoration: 'none',
  },
  '& > a:hover': { backgroundColor: token.surface2 },
  '& svg': { flex: 'none', marginBlockStart: 2, color: token.text3 },
  '& strong': { display: 'block', fontWeight: 600 },
  '& span': { fontSize: '0.8125rem', color: token.text2 },
});
const Closed = styled('ul')({
  display: 'grid',
  gap: 8,
  fontSize: '0.8125rem',
  '& > li': { display: 'flex', gap: 10, color: token.text2 },
  '& svg': { flex: 'none', marginBlockStart: 3, color: token.text3 },
  '& strong': { fontWeight: 600, color: token.text1 },
});

const whatItHolds: Readonly<Record<string, string>> = {
  calls: 'Who called, what was said and how it ended',
  agents: 'The voice agents that answer your phone',
};

/** Where somebody starts: the places that are open to them, and why the others aren't. */
export function DashboardPage() {
  const session = useSession();
  const own = areas.filter(({ of }) => of !== 'agency');
  const open = own.filter((area) => passage(session, area).kind === 'remote');
  const closed = own.filter((area) => passage(session, area).kind === 'restricted');
  return (
    <PageFrame
      title="Dashboard"
      sentence={session.client ? `What is open to you at ${session.client.name}.` : 'What is open to you.'}
    >
      {open.length > 0 ? (
        <Cards aria-label="Open to you">
          {open.map((area) => (
            <AreaCard key={area.id} area={area} />
          ))}
        </Cards>
      ) : (
        <p>Nothing is turned on for you yet. What will stand here is named below, with who can open it.</p>
      )}
      {closed.length > 0 && (
        <Box sx={{ marginBlockStart: 1.5, maxWidth: 720 }}>
          <Panel title="Not open to you">
            <Closed>
              {closed.map((area) => {
                const [denial] = decisionOf(session, area.capability)?.denials ?? [];
                const words = denial && explain(denial);
                return (
                  <li key={area.id}>
                    <Lock size={14} aria-hidden="true" />
                    <span>
                      <strong>{area.title}.</strong> {words ? `${words.reason} ${words.whoCanChange}` : ''}
                    </span>
                  </li>
                );
              })}
            </Closed>
          </Panel>
        </Box>
      )}
    </PageFrame>
  );
}

function AreaCard({ area }: { area: Area }) {
  const { href } = useHost();
  const Icon = areaIcon[area.icon];
  const warm = () => prefetchArea(area, href(area.path));
  return (
    <Card>
      <PortalLink to={href(area.path)} onPointerEnter={warm} onFocus={warm}>
        <Icon size={18} aria-hidden="true" />
        <div>
          <strong>{area.title}</strong>
          <span>{whatItHolds[area.id]}</span>
        </div>
      </PortalLink>
    </Card>
  );
}

import { allows } from '@foyer/access';
import { useDecision, useProject, useSession } from '@foyer/federation';
import {
  Building2,
  ButtonBase,
  ChevronsUpDown,
  FolderKanban,
  Menu,
  ShieldCheck,
  styled,
  token,
} from '@foyer/ui';
import { useQuery } from '@foyer/federation/query';
import { AGENCY_PATH } from '../areas/agency-path.ts';
import { clientsQuery, useChooseClient } from '../areas/choose-client.ts';

const Switch = styled(ButtonBase)({
  display: 'inline-flex',
  gap: 6,
  minWidth: 0,
  minHeight: 28,
  padding: '0 8px',
  borderRadius: token.radius,
  fontSize: '0.8125rem',
  fontWeight: 500,
  color: token.text1,
  '&:hover, &[aria-expanded="true"]': { backgroundColor: token.surface2 },
  '& > svg': { flex: 'none', color: token.text3 },
  '& > span': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});
/** Nobody may forget that this is somebody else's portal, with everything on. */
const FullAccess = styled(Switch)({
  borderRadius: 999,
  paddingInline: 10,
  color: token.warning,
  backgroundColor: token.warningSubtle,
  boxShadow: `inset 0 0 0 1px color-mix(in srgb, ${token.warning} 35%, transparent)`,
  '&:hover, &[aria-expanded="true"]': { backgroundColor: token.warningSubtle, textDecoration: 'underline' },
  '& > svg': { color: 'inherit' },
});
const Place = styled('span')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 6,
  minWidth: 0,
  paddingInline: 8,
  fontWeight: 500,
  color: token.text1,
  '& > svg': { flex: 'none', color: token.text3 },
  '& > span': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});
const Dot = styled('span')({ color: token.text3 });

/** How many clients stand in the menu itself; beyond that, the page with its search. */
const SHORT_LIST = 12;

/** Client · project: whose portal this is and which part of it. */
export function Where() {
  const { client, mode } = useSession();
  const clients = useDecision('clients');
  const { all } = useProject();
  return (
    <>
      {allows(clients) ? (
        <ClientSwitch />
      ) : (
        client && (
          <Place>
            <Building2 size={14} aria-hidden="true" />
            <span>{client.name}</span>
          </Place>
        )
      )}
      {client && all.length > 1 && (
        <>
          {mode === 'own' && <Dot aria-hidden="true">·</Dot>}
          <ProjectSwitch />
        </>
      )}
    </>
  );
}

function ClientSwitch() {
  const { client } = useSession();
  const clients = useQuery({ ...clientsQuery, enabled: client !== null });
  const choose = useChooseClient();
  const items = clients.data?.items ?? [];
  if (!client) {
    return (
      <Place>
        <Building2 size={14} aria-hidden="true" />
        <span>No client chosen</span>
      </Place>
    );
  }
  return (
    <Menu
      label="Client"
      minWidth={220}
      trigger={
        <FullAccess aria-label={`Full access · ${client.name}. Choose another client`}>
          <ShieldCheck size={14} aria-hidden="true" />
          <span>Full access · {client.name}</span>
          <ChevronsUpDown size={12} aria-hidden="true" />
        </FullAccess>
      }
      items={[
        ...(items.length <= SHORT_LIST
          ? items.map((item) => ({
              id: item.id,
              label: item.name,
              hint: item.state === 'suspended' ? 'Suspended' : undefined,
              selected: item.id === client.id,
              onSelect: () => item.id !== client.id && choose.mutate(item.id),
            }))
          : []),
        { id: 'line', divider: true as const },
        { id: 'all', label: 'All clients', to: AGENCY_PATH },
        { id: 'leave', label: `Leave ${client.name}`, onSelect: () => choose.mutate(null) },
      ]}
    />
  );
}

function ProjectSwitch() {
  const { id, all, choose } = useProject();
  const name = all.find((project) => project.id === id)?.name ?? 'All projects';
  return (
    <Menu
      label="Project"
      trigger={
        <Switch aria-label={`Project: ${name}`}>
          <FolderKanban size={14} aria-hidden="true" />
          <span>{name}</span>
          <ChevronsUpDown size={12} aria-hidden="true" />
        </Switch>
      }
      items={[
        { id: 'all', label: 'All projects', selected: id === null, onSelect: () => choose(null) },
        ...all.map((project) => ({
          id: project.id,
          label: project.name,
          selected: project.id === id,
          onSelect: () => choose(project.id),
        })),
      ]}
    />
  );
}

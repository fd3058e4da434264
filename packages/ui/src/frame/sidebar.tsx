import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import { PanelLeft, X } from 'lucide-react';
import { Suspense, type ReactNode } from 'react';
import { LazyDrawer } from '../popups/load-popups.tsx';
import { Tooltip } from '../popups/tooltip.tsx';
import { RouteLink, type LinkComponent } from '../theme/link-component.tsx';
import { motion, token } from '../theme/tokens.ts';
import { Avatar } from './avatar.tsx';

export type SidebarItem = {
  id: string;
  label: string;
  to: string;
  /** 16 px. */
  icon: ReactNode;
  /** A count or a mark at the end. */
  badge?: ReactNode;
  /** A pointer or the focus came near: fetch what it needs. */
  onIntent?: () => void;
};

export type SidebarGroup = { id: string; label?: string; items: readonly SidebarItem[] };

export type SidebarProps = {
  brand: { name: string; logoUrl?: string | null; to?: string };
  groups: readonly SidebarGroup[];
  /** The id of the place where one is. */
  current?: string | undefined;
  /** 56 px, icons only. */
  collapsed?: boolean;
  onCollapsedChange?: ((collapsed: boolean) => void) | undefined;
  /** Under 900 px it is a drawer: whether that is open. */
  open?: boolean;
  onClose?: (() => void) | undefined;
  /** Account and client switch; a function learns whether there is room for words. */
  foot?: ReactNode | ((collapsed: boolean) => ReactNode);
  /** Default: the one of `ThemeRoot`. */
  linkComponent?: LinkComponent;
};

const Aside = styled('aside')({
  display: 'flex',
  flexDirection: 'column',
  flex: 'none',
  minHeight: 0,
  overflow: 'hidden',
  transition: `width ${motion.place}`,
  '@media (prefers-reduced-motion: reduce)': { transition: 'none' },
  '@media (max-width: 899.98px)': { display: 'none' },
});
const Pane = styled('div')({ display: 'flex', flexDirection: 'column', minHeight: 0, flex: 1 });
const Head = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  flex: 'none',
  height: 48,
  paddingInline: 16,
});
const BrandName = styled('span')({
  flex: 1,
  minWidth: 0,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  fontWeight: 600,
  fontSize: '0.875rem',
  letterSpacing: '-0.006em',
});
const Nav = styled('nav')({ flex: 1, overflowY: 'auto', overflowX: 'hidden', padding: '8px 12px' });
const Group = styled('div')({ '& + &': { marginBlockStart: 14 }, '& > ul': { display: 'grid', gap: 1 } });
const GroupLabel = styled('h2')({
  padding: '0 8px 4px',
  fontSize: '0.75rem',
  lineHeight: '20px',
  fontWeight: 500,
  color: token.text3,
});

const placeStyle = {
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  minHeight: 30,
  paddingInline: 8,
  borderRadius: token.radius,
  fontSize: '0.8125rem',
  fontWeight: 500,
  color: token.text2,
  textDecoration: 'none',
  whiteSpace: 'nowrap',
  transition: `background-color ${motion.quick}, color ${motion.quick}`,
  '& > svg': { flex: 'none', color: token.text3 },
  '& > span': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& > span:first-of-type': { flex: 1 },
  '&:hover': { backgroundColor: token.surface2, color: token.text1 },
  '&:focus-visible': { outlineOffset: -2 },
  '&[aria-current="page"]': { backgroundColor: token.surface3, color: token.text1 },
  '&[aria-current="page"] > svg': { color: token.accentText },
  ':root[data-density="comfortable"] &': { minHeight: 36 },
} as const;

const Foot = styled('div')({
  flex: 'none',
  padding: '8px 12px 12px',
  borderBlockStart: `1px solid ${token.line}`,
});

const Places = styled('div')({ display: 'contents', '& a': placeStyle });

type PaneProps = SidebarProps & { narrow: boolean; toggle: ReactNode };

function SidebarPane({
  brand,
  groups,
  current,
  foot,
  narrow,
  toggle,
  onClose,
  linkComponent: Link = RouteLink,
}: PaneProps) {
  return (
    <Pane>
      <Head>
        {!narrow && (
          <>
            <Avatar name={brand.name} src={brand.logoUrl} shape="square" />
            <BrandName>{brand.name}</BrandName>
          </>
        )}
        {toggle}
      </Head>
      <Nav aria-label="Portal">
        <Places>
          {groups.map((group) => (
            <Group key={group.id}>
              {group.label && !narrow && <GroupLabel id={`nav-${group.id}`}>{group.label}</GroupLabel>}
              <ul
                {...(group.label
                  ? narrow
                    ? { 'aria-label': group.label }
                    : { 'aria-labelledby': `nav-${group.id}` }
                  : {})}
              >
                {group.items.map((item) => {
                  const link = (
                    <Link
                      to={item.to}
                      aria-current={item.id === current ? 'page' : undefined}
                      aria-label={narrow ? item.label : undefined}
                      onClick={() => onClose?.()}
                      {...(item.onIntent ? { onPointerEnter: item.onIntent, onFocus: item.onIntent } : {})}
                    >
                      {item.icon}
                      {!narrow && <span>{item.label}</span>}
                      {!narrow && item.badge}
                    </Link>
                  );
                  return (
                    <li key={item.id}>
                      {narrow ? (
                        <Tooltip title={item.label} side="end" labels>
                          {link}
                        </Tooltip>
                      ) : (
                        link
                      )}
                    </li>
                  );
                })}
              </ul>
            </Group>
          ))}
        </Places>
      </Nav>
      {foot && <Foot>{typeof foot === 'function' ? foot(narrow) : foot}</Foot>}
    </Pane>
  );
}

/** The navigation: 232 px, or 56 with icons only, or a drawer under 900 px. It shows what it is given. */
export function Sidebar(props: SidebarProps) {
  const { collapsed = false, onCollapsedChange, open = false, onClose } = props;
  const word = collapsed ? 'Widen the sidebar' : 'Narrow the sidebar';
  return (
    <>
      <Aside style={{ width: collapsed ? 56 : 232 }} aria-label="Sidebar">
        <SidebarPane
          {...props}
          narrow={collapsed}
          onClose={undefined}
          toggle={
            onCollapsedChange && (
              <Tooltip title={word} labels side="end">
                <IconButton
                  size="small"
                  aria-expanded={!collapsed}
                  onClick={() => onCollapsedChange(!collapsed)}
                  sx={{ marginInline: collapsed ? '-1px' : '0 -4px' }}
                >
                  <PanelLeft size={16} />
                </IconButton>
              </Tooltip>
            )
          }
        />
      </Aside>
      {open && (
        <Suspense fallback={null}>
          <LazyDrawer
            open
            onClose={() => onClose?.()}
            transitionDuration={160}
            slotProps={{
              paper: {
                'aria-label': 'Navigation',
                sx: { width: 'min(280px, 84vw)', backgroundColor: token.surface0 },
              },
            }}
          >
            <SidebarPane
              {...props}
              narrow={false}
              toggle={
                <IconButton size="small" aria-label="Close the navigation" onClick={() => onClose?.()}>
                  <X size={16} />
                </IconButton>
              }
            />
          </LazyDrawer>
        </Suspense>
      )}
    </>
  );
}

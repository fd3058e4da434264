import { AppFrame, Avatar, Bone, styled, token, TopBar, VisuallyHidden } from '@foyer/ui';
import type { ReactNode } from 'react';
import { usePreferences } from '../preferences.ts';

const Aside = styled('aside')({
  flex: 'none',
  overflow: 'hidden',
  '@media (max-width: 899.98px)': { display: 'none' },
});
const Head = styled('div')({ display: 'flex', alignItems: 'center', gap: 8, height: 48, paddingInline: 16 });
const Item = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  height: 31,
  paddingInline: 20,
  ':root[data-density="comfortable"] &': { height: 37 },
});
const Name = styled('span')({ fontWeight: 600, fontSize: '0.875rem', color: token.text1 });

/** The frame while the session loads: same places, same sizes, no words but the brand's. */
export function PortalSkeleton({ children }: { children?: ReactNode }) {
  const { brand, sidebarCollapsed } = usePreferences();
  return (
    <AppFrame
      topBar={<TopBar />}
      sidebar={
        <Aside aria-hidden="true" style={{ width: sidebarCollapsed ? 56 : 232 }}>
          <Head>
            {brand && !sidebarCollapsed && (
              <>
                <Avatar name={brand.name} src={brand.logo} shape="square" />
                <Name>{brand.name}</Name>
              </>
            )}
          </Head>
          <div style={{ paddingBlock: 8 }}>
            {widths.map((width) => (
              <Item key={width}>
                <Bone sx={{ width: 16, height: 16, flex: 'none' }} />
                {!sidebarCollapsed && <Bone sx={{ width }} />}
              </Item>
            ))}
          </div>
        </Aside>
      }
    >
      {children ?? <VisuallyHidden role="status">Loading the portal</VisuallyHidden>}
    </AppFrame>
  );
}

const widths = [78, 42, 54, 66, 58, 70, 50, 86];

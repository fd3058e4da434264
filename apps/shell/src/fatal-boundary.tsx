import { Component, type ReactNode } from 'react';
import { overrideWords, resetOverrides } from './remotes/overrides.ts';
import { report } from './telemetry/telemetry.ts';

type Props = Readonly<{ remotes: () => readonly string[]; children: ReactNode }>;

/**
 * The boundary of the whole shell. What it shows needs nothing that could have broken: no theme, no router, no session; its few styles are set by
 * script, which the content policy allows.
 */
export class FatalBoundary extends Component<Props, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(error: unknown) {
    report(error);
  }

  override render() {
    return this.state.broken ? <FatalPage remotes={this.props.remotes()} /> : this.props.children;
  }
}

function FatalPage({ remotes }: { remotes: readonly string[] }) {
  const overrides = overrideWords();
  const without = new URL(window.location.href);
  without.searchParams.set('disable-remotes', remotes.join(','));
  return (
    <main style={whole}>
      <div role="alert" style={card}>
        <h1 style={heading}>The portal stopped</h1>
        <p style={words}>
          Something in this page broke so badly that nothing of it can be shown. What was saved is safe.
        </p>
        {overrides && <p style={words}>On this device, {overrides}.</p>}
        <p style={actions}>
          <button type="button" style={first} onClick={() => window.location.reload()}>
            Reload the page
          </button>
          {overrides && (
            <button
              type="button"
              style={other}
              onClick={() => {
                resetOverrides();
                window.location.reload();
              }}
            >
              Reset overrides
            </button>
          )}
          {remotes.length > 0 && (
            <a style={other} href={without.pathname + without.search}>
              Open without its areas
            </a>
          )}
        </p>
      </div>
    </main>
  );
}

// The colours are those of start.css, which is there before any script.
const whole = { display: 'grid', placeItems: 'center', minHeight: '100dvh', padding: 16 } as const;
const card = {
  boxSizing: 'border-box',
  width: 'min(440px, 100%)',
  padding: 24,
  borderRadius: 10,
  background: 'var(--start-page)',
  border: '1px solid var(--start-line)',
  font: '14px/1.5 system-ui, sans-serif',
  color: 'CanvasText',
} as const;
const heading = { margin: 0, fontSize: 20, lineHeight: 1.3 } as const;
const words = { margin: '8px 0 0' } as const;
const actions = { display: 'flex', flexWrap: 'wrap', gap: 8, margin: '20px 0 0' } as const;
const other = {
  padding: '7px 12px',
  border: '1px solid color-mix(in srgb, currentColor 40%, transparent)',
  borderRadius: 6,
  background: 'none',
  color: 'inherit',
  font: 'inherit',
  textDecoration: 'none',
  cursor: 'pointer',
} as const;
const first = { ...other, background: 'CanvasText', color: 'Canvas' } as const;

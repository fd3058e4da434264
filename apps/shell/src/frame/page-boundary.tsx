import { Failed, PageFrame } from '@foyer/ui';
import { Component, type ReactNode } from 'react';
import { report } from '../telemetry/telemetry.ts';

/** A page of the shell's own that breaks: the frame around it stays. Remotes have a boundary of their own. */
export class PageBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(error: unknown) {
    report(error);
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <PageFrame title="Something went wrong">
        <Failed title="This page couldn’t be shown" onRetry={() => this.setState({ broken: false })} />
      </PageFrame>
    );
  }
}

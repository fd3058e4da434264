import { createRoot } from 'react-dom/client';
import { Panel } from './panel.tsx';
import { PANEL_STYLE } from './panel-style.ts';
import type { PanelActions, PanelState } from './panel-state.ts';

const PHONE = '(max-width: 640px)';

/** Puts the panel into the page's corner, in a shadow root of its own; the returned function shows another state in it. */
export function showPanel(actions: PanelActions): (state: PanelState) => void {
  const host = document.createElement('foyer-mocks');
  const shadow = host.attachShadow({ mode: 'open' });
  const place = document.createElement('div');
  shadow.append(place);
  document.body.append(host);
  const root = createRoot(place);
  keepRoom(place);
  return (state) =>
    root.render(
      <>
        <style>{PANEL_STYLE}</style>
        <Panel state={state} actions={actions} />
      </>,
    );
}

/** On a phone the panel lies over the page's end: as much of it stays free, so that no content is covered. */
function keepRoom(place: HTMLElement): void {
  const phone = matchMedia(PHONE);
  const measure = () => {
    const height = Math.ceil(place.querySelector('aside')?.getBoundingClientRect().height ?? 0);
    document.body.style.paddingBlockEnd = phone.matches ? `${height}px` : '';
  };
  const sizes = new ResizeObserver(measure);
  new MutationObserver(() => {
    const aside = place.querySelector('aside');
    if (aside) sizes.observe(aside);
  }).observe(place, { childList: true });
  phone.addEventListener('change', measure);
}

import type { Preview } from '@storybook/react-vite';
import { preloadPopups, ThemeRoot, Typography, type Density } from '../src/index.ts';
import { CatalogueLink } from './catalogue-link.tsx';

type Look = { scheme: 'light' | 'dark'; direction: 'ltr' | 'rtl'; density: Density };

const choice = (
  title: string,
  icon: 'contrast' | 'transfer' | 'menu',
  items: { value: string; title: string }[],
) => ({
  description: title,
  toolbar: { title, icon, items, dynamicTitle: true },
});

const preview: Preview = {
  initialGlobals: { scheme: 'light', direction: 'ltr', density: 'compact' },
  globalTypes: {
    scheme: choice('Theme', 'contrast', [
      { value: 'light', title: 'Light' },
      { value: 'dark', title: 'Dark' },
    ]),
    direction: choice('Direction', 'transfer', [
      { value: 'ltr', title: 'Left to right' },
      { value: 'rtl', title: 'Right to left' },
    ]),
    density: choice('Density', 'menu', [
      { value: 'compact', title: 'Compact' },
      { value: 'comfortable', title: 'Comfortable' },
    ]),
  },
  // A menu that a story opens is there at once, as after the first pointer that came near.
  loaders: [preloadPopups],
  decorators: [
    (Story, { globals, parameters, title, name }) => {
      const { scheme, direction, density } = globals as Look;
      return (
        <ThemeRoot
          accent={parameters['accent'] as string | undefined}
          mode={scheme}
          direction={direction}
          // Figures and dates as read there; the words of a story stay English.
          locale={direction === 'rtl' ? 'ar' : 'en'}
          density={density}
          timeZone="Europe/Vienna"
          linkComponent={CatalogueLink}
        >
          {parameters['frame'] === 'none' ? (
            <Story />
          ) : (
            <main style={{ padding: 24, maxWidth: 1040 }}>
              <Typography component="h1" variant="caption" sx={{ display: 'block', marginBlockEnd: 4 }}>
                {title.replaceAll('/', ' · ')} · {name}
              </Typography>
              <Story />
            </main>
          )}
        </ThemeRoot>
      );
    },
  ],
  parameters: { layout: 'fullscreen', backgrounds: { disable: true }, controls: { disable: true } },
};

export default preview;

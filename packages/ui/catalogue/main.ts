import type { StorybookConfig } from '@storybook/react-vite';

/** The catalogue of this package: a story beside each family of components. Storybook looks for `main` and `preview` here. */
const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['../src/**/*.stories.tsx'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  previewHead: (head) => `${head}<link rel="icon" href="data:," />`,
  // Types are checked with the rest of the repository, and the controls of a story are its own.
  typescript: { check: false, reactDocgen: false },
};

export default config;

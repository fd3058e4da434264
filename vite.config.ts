import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'packages',
          include: ['packages/{access,contract}/src/**/*.test.ts'],
          environment: 'node',
        },
      },
    ],
  },
});

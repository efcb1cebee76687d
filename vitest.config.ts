import { configDefaults, defineConfig } from 'vitest/config'

/** Tests that change something of the process, or leave it changed: each runs in a process of its own. */
const alone = [
  'test/journeys/**/*.test.ts',
  'test/unit/gateway/handle-request.objects.test.ts',
  'test/unit/oauth/authorization-server/load-oidc-provider.test.ts',
]

const shared = {
  globalSetup: ['test/support/build-once.ts'],
  testTimeout: 20_000,
  hookTimeout: 30_000,
  pool: 'forks' as const,
}

export default defineConfig({
  test: {
    // Journeys wait for processes and clocks, so a worker more than the default keeps two cores busy.
    maxWorkers: 3,
    projects: [
      {
        // Most of a small test's time is loading modules, so these share the modules of their worker.
        test: {
          ...shared,
          name: 'parts',
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, 'test/fixtures/**', ...alone],
        },
      },
      { test: { ...shared, name: 'journeys', include: alone } },
    ],
  },
})

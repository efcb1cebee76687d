import * as runner from 'node:test'
import type { CollectedSuite, HookMoment } from './collect-tests.ts'

/** Hands a collected group to Node's test runner, which runs it when this process has nothing else to do. */
export function registerSuite(suite: CollectedSuite, skipAbove = false): void {
  const skip = skipAbove || suite.mode === 'skip'
  void runner.describe(suite.name, () => {
    // Hooks of a group whose tests are all skipped have nothing to prepare.
    if (!skip) for (const { moment, body } of suite.hooks) hooks[moment](async () => void (await body()))
    for (const entry of suite.entries) {
      if (entry.kind === 'suite') registerSuite(entry, skip)
      else {
        const options = { skip: skip || entry.mode === 'skip', timeout: entry.timeout }
        void runner.it(entry.name, options, async () => void (await entry.body()))
      }
    }
  })
}

const hooks: Readonly<Record<HookMoment, (body: () => Promise<void>) => void>> = {
  before: runner.before,
  after: runner.after,
  beforeEach: runner.beforeEach,
  afterEach: runner.afterEach,
}

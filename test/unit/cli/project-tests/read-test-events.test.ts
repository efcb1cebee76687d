import { expect, test } from 'vitest'
import { readTestEvents } from '../../../../src/cli/project-tests/read-test-events.ts'

test('a test is told with the groups around it, once it has ended', () => {
  const event = (type: string, nesting: number, name: string, more: object = {}): string =>
    `${JSON.stringify({ type: `test:${type}`, nesting, name, durationMs: 1, ...more })}\n`
  const text = [
    event('start', 0, 'a.test.ts'),
    event('start', 1, 'g'),
    event('start', 2, 'one'),
    event('pass', 2, 'one'),
    event('pass', 1, 'g', { isSuite: true }),
    event('start', 1, 'two'),
    event('fail', 1, 'two', { error: { message: 'no' } }),
    event('pass', 1, 'three', { skipped: true }),
    event('fail', 0, 'a.test.ts', { isSuite: true }),
  ].join('')
  expect(readTestEvents(text)).toEqual([
    { file: 'a.test.ts', name: ['g', 'one'], outcome: 'passed', durationMs: 1 },
    { file: 'a.test.ts', name: ['two'], outcome: 'failed', durationMs: 1, error: { message: 'no' } },
    { file: 'a.test.ts', name: ['three'], outcome: 'skipped', durationMs: 1 },
  ])
})

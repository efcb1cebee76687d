import { expect, test } from 'vitest'
import * as api from '../../../../src/testing/project-tests/collect-tests.ts'

const nothing = (): void => undefined

test('what a file defines is collected in its groups, with its hooks and marks', async () => {
  const suite = await api.collectTests('tests/a.test.ts', async () => {
    api.before(nothing)
    api.describe('shop', () => {
      api.beforeEach(nothing)
      api.it('sells', nothing, 5)
      api.it.only('buys', nothing)
      api.describe.ignore('later', () => api.test.skip('lends'))
    })
    api.it.ignore('closes', nothing)
  })
  const outline = (entry: api.CollectedSuite | api.CollectedTest): unknown =>
    entry.kind === 'test'
      ? `${entry.mode} ${entry.name} ${entry.timeout}`
      : [`${entry.mode} ${entry.name}`, entry.hooks.map(({ moment }) => moment), entry.entries.map(outline)]
  expect(outline(suite)).toEqual([
    'run tests/a.test.ts',
    ['before'],
    [
      [
        'run shop',
        ['beforeEach'],
        ['run sells 5', 'only buys 30000', ['skip later', [], ['skip lends 30000']]],
      ],
      'skip closes 30000',
    ],
  ])
})

test('a group that waits is refused, and so is a test outside a run', async () => {
  const late = api.collectTests('a', async () => api.describe('late', (async () => undefined) as () => void))
  await expect(late).rejects.toThrow('must not be async')
  expect(() => api.it('alone', nothing)).toThrow('sallyport test')
})

test('a test without a function is refused', async () => {
  const wrong = api.collectTests('a', async () => api.it('x', 'y' as unknown as () => void))
  await expect(wrong).rejects.toThrow('it(name, function)')
})

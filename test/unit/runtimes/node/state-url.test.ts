import { expect, test } from 'vitest'
import { parseStateUrl } from '../../../../src/runtimes/node/state-url.ts'

test.each([
  [undefined, { kind: 'file' }],
  ['  ', { kind: 'file' }],
  ['file:', { kind: 'file' }],
  ['memory:', { kind: 'memory' }],
  ['redis://h:6379', { kind: 'redis', url: 'redis://h:6379' }],
  ['rediss://u:p@h/2?prefix=one:', { kind: 'redis', url: 'rediss://u:p@h/2', prefix: 'one:' }],
  ['postgres://u:p@h/db', { kind: 'postgres', url: 'postgres://u:p@h/db' }],
  [
    'postgresql://h/db?sslmode=verify-full&schema=one',
    { kind: 'postgres', url: 'postgresql://h/db?sslmode=verify-full', schema: 'one' },
  ],
])('%j is read', (text, choice) => {
  expect(parseStateUrl(text)).toEqual(choice)
})

test.each([
  ['hidden', 'is not a URL: use redis'],
  ['mysql://u:hidden@h/db', 'names mysql:, which is no store: use redis'],
  ['file:///var/hidden', 'name a folder with SALLYPORT_STATE_DIR'],
  ['memory:hidden', 'says more than memory: does'],
  ['redis://:hidden@h?db=1', 'has a parameter "db"'],
  ['redis://:hidden@h/books', 'Redis numbers its databases'],
  ['redis://:hidden@h?prefix=', 'has a prefix that cannot be'],
  ['redis:', 'names no host'],
  ['postgres:///hidden', 'names no host'],
  ['postgres://u:hidden@h/db?schema=Drop"', 'has a schema that cannot be'],
])('%j is refused in one sentence that does not repeat it', (text, message) => {
  expect(() => parseStateUrl(text)).toThrow(message)
  expect(() => parseStateUrl(text)).toThrow(/^SALLYPORT_STATE_URL (?!.*hidden).*\.$/)
})

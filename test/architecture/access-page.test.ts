import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { errorTable } from '../../src/foundation/errors.ts'
import { accessOptions, accessSettings } from '../../src/mcp/access/settings.ts'
import { upstreamOauthClientCredentials } from '../../src/policies/inbound/upstream-oauth-client-credentials/upstream-oauth-client-credentials.ts'
import { upstreamTokenExchangeOptions } from '../../src/policies/inbound/upstream-token-exchange/options.ts'
import { upstreamTokenExchange } from '../../src/policies/inbound/upstream-token-exchange/upstream-token-exchange.ts'
import { readSources } from './source-tree.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/access.md'), 'utf8')

test('the page has the policies for upstream tokens, with every option, and none that is not there', () => {
  const [, table = ''] = /^\| option .*\n\|[ -|]*\n((?:\|.*\n)+)/m.exec(page) ?? []
  const documented = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)
  expect(documented).toEqual(Object.keys(upstreamTokenExchangeOptions.shape))
  for (const { exports, policyTypes } of [upstreamOauthClientCredentials, upstreamTokenExchange])
    for (const name of [...exports, ...policyTypes]) expect(page).toContain(`\`${name}\``)
})

test('the page speaks of every option and setting of access', () => {
  for (const name of [...Object.keys(accessOptions), ...Object.keys(accessSettings)])
    expect(page).toMatch(new RegExp(`[\`"]${name}\\b`))
})

test('the page has the errors with their statuses, and every diagnostic', () => {
  const errors = Object.entries(errorTable).filter(([code]) => code.startsWith('SALLYPORT_UPSTREAM_TOKEN_'))
  for (const [code, { status }] of errors) expect(page).toMatch(new RegExp(`\`${code}\` +\\| ${status} `))
  const sources = readSources('src').filter(({ path }) => /mcp\/access\/|server-access/.test(path))
  const codes = new Set(sources.flatMap(({ text }) => text.match(/SALLYPORT_MCP_\w+/g) ?? []))
  expect(codes.size).toBe(5)
  for (const code of codes) expect(page).toContain(`\`${code}\``)
})

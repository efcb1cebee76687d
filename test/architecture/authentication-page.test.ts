import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { errorTable } from '../../src/foundation/errors.ts'
import { jwtOptions, keySetOptions, tokenOptions } from '../../src/policies/bearer/options.ts'
import { standardCatalog } from '../../src/standard-catalog.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/authentication.md'), 'utf8')

/** Options by name, as a JSON schema of the policy's options sees them. */
function optionsOf(schema: z.ZodType): string[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return Object.keys(properties)
}

/** Names in the first column of the tables of a part of the page. */
function documented(part: string): string[] {
  return [...part.matchAll(/^\| `(\w+)` +\|/gm)].map(([, name]) => name ?? '')
}

function partUnder(heading: string): string {
  const start = page.indexOf(heading)
  expect([heading, start]).not.toEqual([heading, -1])
  const after = page.slice(start + heading.length)
  const end = after.search(/^##/m)
  return end === -1 ? after : after.slice(0, end)
}

const common = Object.keys(jwtOptions)
const authenticating = standardCatalog.policies.filter(({ exports: [name] }) =>
  page.includes(`Export: \`${name}\``),
)

test('the page has every policy for tokens, and of each every option of its own, and none that is not there', () => {
  const forTokens = standardCatalog.policies.filter(({ options }) =>
    optionsOf(options).includes('oAuthResourceMetadataEnabled'),
  )
  expect(authenticating).toEqual(expect.arrayContaining(forTokens))
  for (const { exports, options, policyTypes } of authenticating) {
    const part = partUnder(`Export: \`${exports[0]}\``)
    for (const name of [...exports.slice(1), ...policyTypes]) expect(part).toContain(`\`${name}\``)
    const all = optionsOf(options)
    const own = documented(part)
    expect(all).toEqual(expect.arrayContaining(own))
    for (const name of all) expect([...own, ...common]).toContain(name)
  }
})

test('the page has the options that all have, and those inside of them', () => {
  expect(documented(partUnder('## Options that all have'))).toEqual(common)
  expect(documented(partUnder('## Options of `keySet`'))).toEqual(optionsOf(keySetOptions))
  expect(documented(partUnder('## Tokens bound to a key: DPoP'))).toEqual(
    optionsOf(tokenOptions.dpop.unwrap()),
  )
  expect(documented(partUnder('## Tokens bound to a certificate'))).toEqual(
    optionsOf(tokenOptions.mtls.unwrap()),
  )
})

test('the page has every error of authentication with its status', () => {
  const errors = Object.entries(errorTable).filter(([code]) => code.startsWith('SALLYPORT_AUTH_'))
  const rows = partUnder('## Errors')
  for (const [code, { status }] of errors) expect(rows).toMatch(new RegExp(`\`${code}\` +\\| ${status} `))
})

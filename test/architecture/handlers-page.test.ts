import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { errorTable } from '../../src/foundation/errors.ts'
import { templateRoots } from '../../src/gateway/handler-template.ts'
import { standardCatalog } from '../../src/standard-catalog.ts'

const docs = join(import.meta.dirname, '../../docs')
const handlers = readFileSync(join(docs, 'handlers.md'), 'utf8')
const upstreams = readFileSync(join(docs, 'upstream-authentication.md'), 'utf8')

test('the page about handlers names every handler, and every name that a template can read', () => {
  for (const { exports } of standardCatalog.handlers) expect(handlers).toContain(`\`${exports[0]}\``)
  for (const name of templateRoots) expect(handlers).toMatch(new RegExp(`\\$\\{${name}\\b`))
})

test('the page about upstreams names every policy that signs in there, and links its reference', () => {
  const types = standardCatalog.policies.map(({ policyTypes }) => policyTypes[0] ?? '')
  const signing = types.filter((type) => /^upstream-|^set-upstream-/.test(type))
  expect(signing.length).toBeGreaterThan(6)
  for (const type of signing) expect(upstreams).toContain(`[${type}](reference/policies/${type}.md)`)
})

test('the errors have the statuses that the pages say', () => {
  const rows = [...upstreams.matchAll(/^\| `(SALLYPORT_\w+)` +\| (\d{3}) /gm)]
  expect(rows.length).toBe(5)
  for (const [, code = '', status] of rows)
    expect(errorTable[code as keyof typeof errorTable].status).toBe(Number(status))
})

test('every link of the two pages leads somewhere', () => {
  const links = [...(handlers + upstreams).matchAll(/\]\((?!https?:)([^)#]*)(?:#([\w-]+))?\)/g)]
  // Reference pages are generated from the catalog; the test of their own holds them.
  const own = links.filter(([, file = '']) => file !== '' && !file.startsWith('reference/'))
  expect(own.length).toBeGreaterThan(8)
  for (const [, file = '', anchor] of own) {
    expect(existsSync(join(docs, file)), file).toBe(true)
    if (anchor === undefined) continue
    const titles = [...readFileSync(join(docs, file), 'utf8').matchAll(/^#+ (.+)$/gm)]
    const anchors = titles.map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    )
    expect(anchors, file).toContain(anchor)
  }
})

import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findParts, findStrays, readPages } from '../../scripts/reference/find-pages.ts'
import type { PartWithPage } from '../../scripts/reference/find-pages.ts'
import type { ExampleExchange } from '../../src/gateway/reference-page.ts'
import type { LoopbackUpstream } from '../support/loopback-upstream.ts'
import {
  exampleProject,
  exampleToolProject,
  type ExampleFiles,
} from '../support/reference/example-project.ts'
import { makeAsToolCall, makeOverHttp, resolveVariables } from '../support/reference/make-exchange.ts'
import { missingPages } from '../support/reference/missing-pages.ts'
import { startExampleUpstream, startOutsideServers } from '../support/reference/outside-servers.ts'
import { exampleOrigin, startExample, type RunningExample } from '../support/reference/start-example.ts'

const root = join(import.meta.dirname, '../..')
const pages = await readPages(root)

let shared: LoopbackUpstream
beforeAll(async () => {
  shared = await startExampleUpstream()
})
afterAll(() => shared.close())

/** Serves an example in surroundings of its own and makes the exchanges in their order. */
async function run(
  { name, page }: PartWithPage,
  files: ExampleFiles,
  make: (example: RunningExample, exchange: ExampleExchange) => Promise<void>,
): Promise<void> {
  const outside = await startOutsideServers(name)
  const own = page.upstream === undefined ? undefined : await startExampleUpstream(page.upstream)
  const environment = {
    UPSTREAM_URL: (own ?? shared).url,
    SALLYPORT_PUBLIC_URL: exampleOrigin,
    ...page.environment,
    ...outside.environment,
  }
  const { origins = {}, state = {} } = outside
  const example = await startExample(files, { environment, origins, state })
  try {
    for (const exchange of page.exchanges) await make(example, resolveVariables(exchange, environment))
  } finally {
    await example.close()
    await own?.close()
    await outside.close()
  }
}

const byName = pages.map((part) => [part.name, part] as const)

describe.each(byName)('the page of %s', (_name, part) => {
  const { page } = part

  test('shows what happens over HTTP', async () => {
    await run(part, exampleProject(page), (example, exchange) => makeOverHttp(example, page, exchange))
  })

  const asTool = page.exchanges.filter(({ tool }) => tool === undefined || 'says' in tool)
  if (asTool.length > 0)
    test('shows what happens in tool calls', async () => {
      await run(part, exampleToolProject(page), makeAsToolCall)
    })

  test('shows a request that passes and, unless the part refuses none, one that does not', () => {
    const statuses = page.exchanges.map(({ answer }) => answer.status)
    if (page.passesNothing === undefined) expect(statuses.some((status) => status < 400)).toBe(true)
    if (page.refusesNothing !== true)
      expect(
        statuses.some((status) => status >= 400),
        'an exchange with a refusal, or `refusesNothing: true`',
      ).toBe(true)
  })

  test('says why, where a tool call cannot show it', () => {
    for (const { tool } of page.exchanges)
      if (tool !== undefined && 'unlike' in tool) expect(tool.unlike).toMatch(/\w.*\.$/)
  })
})

test('an exchange that goes another way than its page says is found', async () => {
  const part = pages.find(({ name }) => name === 'set-headers-inbound')
  if (part === undefined) throw new Error('There is no page to plant a mistake in.')
  const planted = [
    { status: 403 },
    { status: 200, headers: { 'content-type': 'text/html' } },
    { status: 200, body: { headers: { 'x-shop': 'records' } } },
  ]
  for (const answer of planted) {
    const page = { ...part.page, exchanges: [{ shows: 'A mistake.', answer }] }
    const overHttp = run({ ...part, page }, exampleProject(page), (example, exchange) =>
      makeOverHttp(example, page, exchange),
    )
    await expect(overHttp).rejects.toThrow(/expected/)
    if (answer.headers === undefined)
      await expect(run({ ...part, page }, exampleToolProject(page), makeAsToolCall)).rejects.toThrow(
        /expected/,
      )
  }
})

test('every policy and handler has a page', () => {
  const written = new Set(pages.map(({ name }) => name))
  const missing = findParts(root).flatMap(({ name }) => (written.has(name) ? [] : [name]))
  expect(missing).toEqual([...missingPages])
})

test('every policy and handler of the catalog has a folder of its name, and every folder stands in the catalog', () => {
  const parts = findParts(root)
  expect(findStrays(parts)).toEqual([])
  // Functions of a project are no entry of a list.
  const unlisted = parts.filter(({ definition }) => definition === undefined)
  expect(unlisted.map(({ name }) => name)).toEqual(['custom-function'])
})

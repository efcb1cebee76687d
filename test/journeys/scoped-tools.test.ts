import { extractWWWAuthenticateParams } from '@modelcontextprotocol/client'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explainCall, type CallExplanation } from '../../src/gateway/explain-call.ts'
import type { ServedProject } from '../../src/runtimes/node/serve-project.ts'
import type { LogRecord } from '../../src/telemetry/log.ts'
import { echo, startUpstream, type LoopbackUpstream } from '../support/loopback-upstream.ts'
import { connectV2 } from '../support/mcp-clients.ts'
import { modernHeaders, modernMessage } from '../support/mcp-world.ts'
import { createScopedShop, shopScopes, toolIds } from '../support/scoped-shop.ts'
import { SigningAuthority } from '../support/signing-authority.ts'
import { serveTemp, type TempProject } from '../support/temp-project.ts'

const count = 200
const ids = toolIds(count)
const records: LogRecord[] = []
let authority: SigningAuthority
let upstream: LoopbackUpstream
let project: TempProject
let served: ServedProject

beforeAll(async () => {
  authority = await SigningAuthority.start()
  upstream = await startUpstream(echo)
  project = await createScopedShop(authority, upstream.url, count)
  served = await serveTemp(project.folder, { records })
})
afterAll(async () => {
  await served.close(0)
  await Promise.all([authority.stop(), upstream.close(), project.remove()])
})

interface Caller {
  readonly scopes: readonly string[]
  readonly department: string | undefined
}

const claimsOf = ({ scopes, department }: Caller): Record<string, unknown> => ({
  ...authority.claims(),
  aud: `${served.origin}/mcp`,
  scp: scopes,
  department,
})
const tokenOf = (caller: Caller): Promise<string> => authority.token({ claims: claimsOf(caller) })

function explain(name: string, caller: Caller, args: Record<string, unknown> = {}): CallExplanation {
  const user = { sub: 'ada@example.com', data: claimsOf(caller) }
  const explained = explainCall(served.current().gateway.routes, {
    server: undefined,
    name,
    caller: user,
    args,
  })
  if (!explained.ok) throw new Error(explained.error.message)
  return explained.value
}

/** What the demands of the shop come to, worked out by hand: the gateway's own rules must agree with it. */
function mayCall(name: string, { scopes, department }: Caller, amount: number): boolean {
  const has = (...names: string[]): boolean => names.some((one) => scopes.includes(one))
  const aRead = has('a:read', 'a:write', 'a:admin')
  const bWrite = has('b:write', 'b:admin')
  const demands = [
    true,
    aRead,
    has('a:write', 'a:admin', 'c:x'),
    has('b:read') || bWrite,
    has('a:admin') || (bWrite && has('c:x')),
    bWrite,
    department === 'sales',
    aRead && amount <= 100,
  ]
  return demands[Number(name.slice('tool'.length)) % demands.length] === true
}

type Era = 'legacy' | 'modern'

/** Calls a tool as a client of an era does, without one, to see the whole answer. */
async function call(
  era: Era,
  name: string,
  token: string | undefined,
  args: Record<string, unknown> = {},
): Promise<{ response: Response; json: Record<string, never> }> {
  const params = { name, arguments: args }
  const message =
    era === 'modern'
      ? modernMessage('tools/call', params)
      : { jsonrpc: '2.0', id: 7, method: 'tools/call', params }
  const response = await fetch(`${served.origin}/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(era === 'modern' ? modernHeaders('tools/call', params) : {}),
    },
    body: JSON.stringify(message),
  })
  return { response, json: (await response.json()) as Record<string, never> }
}

const passed = ({ response, json }: { response: Response; json: Record<string, unknown> }): boolean =>
  response.status === 200 && (json['result'] as { isError?: boolean } | undefined)?.isError !== true

const callers = fc.record({
  scopes: fc.subarray(shopScopes),
  department: fc.constantFrom('sales', 'kitchen', undefined),
})

describe('200 tools', () => {
  it('are listed and called by scope, in both eras, as explain says', async () => {
    const property = fc.asyncProperty(
      callers,
      fc.subarray([...ids], { minLength: 4, maxLength: 8 }),
      fc.constantFrom(50, 500),
      async (caller, names, amount) => {
        const token = await tokenOf(caller)
        const expected = ids.filter((id) => explain(id, caller).listed)
        // Where arguments decide, the tool is listed to everyone who may call it with some.
        expect(expected).toEqual(ids.filter((id) => mayCall(id, caller, 0)))
        for (const era of ['legacy', 'modern'] as const) {
          const client = await connectV2(`${served.origin}/mcp`, era, token)
          const { tools } = await client.listTools()
          await client.close()
          expect(tools.map(({ name }) => name)).toEqual(expected)
          for (const name of names) {
            const { allowed } = explain(name, caller, { amount })
            expect([name, allowed]).toEqual([name, mayCall(name, caller, amount)])
            expect([name, passed(await call(era, name, token, { amount }))]).toEqual([name, allowed])
          }
        }
      },
    )
    await fc.assert(property, { numRuns: 8, seed: 4 })
  })

  it('are all listed to a caller of every scope and department', async () => {
    const client = await connectV2(
      `${served.origin}/mcp`,
      'modern',
      await tokenOf({ scopes: ['a:admin', 'b:write', 'c:x'], department: 'sales' }),
    )
    expect((await client.listTools()).tools).toHaveLength(count)
    await client.close()
  })

  it('are not cached for others', async () => {
    const params = {}
    const response = await fetch(`${served.origin}/mcp`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await tokenOf({ scopes: [], department: undefined })}`,
        ...modernHeaders('tools/list', params),
      },
      body: JSON.stringify(modernMessage('tools/list', params)),
    })
    expect(((await response.json()) as { result: { cacheScope: string } }).result.cacheScope).toBe('private')
  })
})

describe('step-up', () => {
  it.each(['legacy', 'modern'] as const)(
    'is asked for with 403 and every scope the call needs (%s)',
    async (era) => {
      const token = await tokenOf({ scopes: ['c:x'], department: undefined })
      const { response, json } = await call(era, 'tool4', token)
      expect(response.status).toBe(403)
      expect(extractWWWAuthenticateParams(response)).toMatchObject({
        error: 'insufficient_scope',
        // A legacy client replaces what it has by what it is told; a modern one adds to it. Of two ways the nearer one.
        scope: era === 'legacy' ? 'a:admin c:x' : 'a:admin',
        resourceMetadataUrl: new URL(`${served.origin}/.well-known/oauth-protected-resource/mcp`),
      })
      expect(json).toMatchObject({ jsonrpc: '2.0', id: 7, error: { code: -32600 } })
    },
  )

  it('goes to the tool, listed or not, and then the call passes', async () => {
    const before = { scopes: ['a:read'], department: undefined }
    expect(explain('tool2', before).listed).toBe(false)
    const refused = await call('modern', 'tool2', await tokenOf(before))
    const { scope } = extractWWWAuthenticateParams(refused.response)
    const after = await tokenOf({ ...before, scopes: [...before.scopes, ...(scope ?? '').split(' ')] })
    expect(passed(await call('modern', 'tool2', after))).toBe(true)
  })

  it('is not asked for where a condition refuses: the model is told, and may try again', async () => {
    const token = await tokenOf({ scopes: ['a:read'], department: undefined })
    const { response, json } = await call('modern', 'tool7', token, { amount: 101 })
    expect(response.status).toBe(200)
    expect(json).toMatchObject({
      result: { isError: true, content: [{ type: 'text', text: 'Only up to 100.' }] },
    })
    expect(passed(await call('modern', 'tool7', token, { amount: 100 }))).toBe(true)
    expect(passed(await call('modern', 'tool7', token))).toBe(false)
  })

  it('leaves its reason in the request record', async () => {
    records.length = 0
    await call('modern', 'tool1', await tokenOf({ scopes: [], department: undefined }))
    expect(records.find(({ message }) => message === 'request')?.fields).toMatchObject({
      tool: 'tool1',
      status: 403,
      refusal: 'scope: expected a:read, found none of a:read',
    })
  })
})

describe('what clients are told to ask for', () => {
  it('is every scope the tools need, beside those of the policy, in the first challenge and the metadata', async () => {
    const { response } = await call('modern', 'tool1', undefined)
    expect(response.status).toBe(401)
    const { scope } = extractWWWAuthenticateParams(response)
    const metadata = (await (
      await fetch(`${served.origin}/.well-known/oauth-protected-resource/mcp`)
    ).json()) as { scopes_supported: string[] }
    expect(scope?.split(' ')).toEqual(['mcp:access', 'a:read', 'a:write', 'b:read', 'a:admin', 'b:admin'])
    expect(metadata.scopes_supported).toEqual(scope?.split(' '))
  })

  it('leaves out schemes of other issuers, which is said once', () => {
    const warnings = served
      .current()
      .diagnostics.filter(({ code }) => code === 'SALLYPORT_MCP_SECURITY_IGNORED')
    expect(warnings).toHaveLength(1)
    expect(warnings[0]?.message).toContain('"elsewhere"')
  })
})

import { describe, expect, it } from 'vitest'
import { explainCall, type CallQuestion } from '../../../src/gateway/explain-call.ts'
import type { AccessExplanation, RuleOutcome } from '../../../src/gateway/handler-access.ts'
import type { Handler } from '../../../src/gateway/handler.ts'
import type { LinkedRoute } from '../../../src/gateway/linked-route.ts'
import type { InboundPolicy } from '../../../src/gateway/policy.ts'
import { routeAt } from '../../support/policy-setup.ts'

const unused = () => {
  throw new Error('nothing is served here')
}

function linked(
  path: string,
  inbound: readonly InboundPolicy[] = [],
  handler: Handler = unused,
): LinkedRoute {
  const cors = undefined
  return { definition: routeAt(path), inbound, outbound: [], handler, cors, forwardsAuthorization: false }
}

/** A server whose one tool is allowed to everyone who is known. */
function server(path: string, inbound: readonly InboundPolicy[] = []): LinkedRoute {
  const explain = (name: string, caller: CallQuestion['caller']): AccessExplanation | undefined =>
    name === 'order'
      ? {
          kind: 'tool',
          name,
          allowed: caller !== undefined,
          listed: true,
          rules: [],
          route: { method: 'POST', path: '/orders', inbound: [] },
        }
      : undefined
  const access = { label: `label of ${path}`, initialScopes: [], laterScopes: [], names: ['order'], explain }
  return linked(
    path,
    inbound,
    Object.assign(() => unused(), { access }),
  )
}

function policy(name: string, outcome?: RuleOutcome, isSignIn = false): InboundPolicy {
  const protectedResource = {
    issuers: [],
    audience: undefined,
    scopes: [],
    metadataEnabled: false,
    problem: () => undefined,
  }
  return {
    name,
    handle: unused,
    ...(outcome === undefined ? {} : { explain: () => outcome }),
    ...(isSignIn ? { protectedResource } : {}),
  }
}

const ada = { sub: 'ada', data: {} }
const question = (changes: Partial<CallQuestion> = {}): CallQuestion => ({
  server: undefined,
  name: 'order',
  caller: ada,
  args: {},
  ...changes,
})

describe('a call', () => {
  it('passes the policies of the server, its own rules, and the policies of its route', () => {
    const routes = [server('/mcp', [policy('first')]), linked('/orders', [policy('second')])]
    const explained = explainCall(routes, question())
    expect(explained).toMatchObject({
      ok: true,
      value: {
        allowed: true,
        server: '/mcp',
        firstGate: [{ rule: 'policy', name: 'first', holds: true }],
        secondGate: [{ rule: 'policy', name: 'second', holds: true }],
      },
    })
  })

  it.each([0, 1])('is refused by a policy at either gate (%s)', (gate) => {
    const refusing = policy('no', { holds: false, because: ['No.'] })
    const routes = [
      server('/mcp', gate === 0 ? [refusing] : []),
      linked('/orders', gate === 1 ? [refusing] : []),
    ]
    expect(explainCall(routes, question())).toMatchObject({ value: { allowed: false } })
  })

  it("is nobody's where no policy that signs callers in knows the caller", () => {
    const unknown = policy('unknown', { holds: true, knowsCaller: false, because: [] }, true)
    const known = policy('known', { holds: true, knowsCaller: true, because: [] }, true)
    expect(explainCall([server('/mcp', [unknown])], question())).toMatchObject({ value: { allowed: false } })
    expect(explainCall([server('/mcp', [unknown, known])], question())).toMatchObject({
      value: { allowed: true },
    })
  })
})

describe('a question without an answer', () => {
  const routes = [server('/mcp'), server('/other')]

  it.each([
    [{}, 'Several servers have "order".', 'Choose with --server: /mcp, /other.'],
    [{ name: 'ordr' }, 'There is no tool, prompt or resource "ordr".', 'Did you mean "order"?'],
    [{ server: '/none' }, 'This project has no MCP server "/none".', 'It has: /mcp, /other.'],
  ])('%j says what there is', (changes, message, hint) => {
    expect(explainCall(routes, question(changes))).toEqual({ ok: false, error: { message, hint } })
  })

  it('is one about a project without servers', () => {
    expect(explainCall([linked('/orders')], question())).toMatchObject({ ok: false })
  })

  it('is helped by a path or a label', () => {
    expect(explainCall(routes, question({ server: '/other' }))).toMatchObject({ value: { server: '/other' } })
    expect(explainCall(routes, question({ server: 'label of /mcp' }))).toMatchObject({
      value: { server: '/mcp' },
    })
  })
})

import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Diagnostic } from '../../../src/foundation/diagnostic.ts'
import type { Catalog } from '../../../src/gateway/catalog.ts'
import { checkProject } from '../../../src/gateway/create-gateway.ts'
import { defineHandler } from '../../../src/gateway/handler.ts'
import { linkProject } from '../../../src/gateway/link-project.ts'
import { defineInboundPolicy, defineOutboundPolicy } from '../../../src/gateway/policy.ts'
import { customFunction } from '../../../src/handlers/custom-function/custom-function.ts'
import {
  fixtureProject,
  fixtureServices,
  functionRoute,
  type FixtureInput,
} from '../../support/gateway-fixture.ts'
import { createWorld } from '../../support/policy-setup.ts'

const options = z.object({ size: z.number().default(1), inner: z.object({ mode: z.string() }).optional() })

const limit = defineInboundPolicy({
  stage: 'inbound',
  exports: ['LimitInboundPolicy', 'OldLimitPolicy'],
  policyTypes: ['limit-inbound'],
  options,
  create: ({ size }, { name, report }) => {
    if (size > 100) {
      report({
        severity: 'warning',
        code: 'SALLYPORT_CONFIG_INVALID_VALUE',
        path: ['size'],
        message: 'That is much.',
        hint: 'Take less.',
      })
    }
    return { name, handle: () => undefined }
  },
})
const stamp = defineOutboundPolicy({
  stage: 'outbound',
  exports: ['StampOutboundPolicy'],
  policyTypes: ['stamp-outbound'],
  options: z.object({}),
  create: (_, { name }) => ({ name, handle: (reply) => reply }),
})
const tea = defineHandler({
  exports: ['teaHandler'],
  options,
  create: (_, { route, report }) => {
    if (route.operation['summary'] === undefined) {
      report({
        severity: 'error',
        code: 'SALLYPORT_CONFIG_INVALID_VALUE',
        path: [],
        message: 'No summary.',
        place: route.place,
      })
    }
    return () => ({ status: 418, headers: {}, body: undefined })
  },
})
const catalog: Catalog = { policies: [limit, stamp], handlers: [tea], customFunction }

const modules = { './modules/m': { handle: () => 1, check: () => undefined, number: 1 } }

/** What linking says, with each place looked up in the one-line files of the fixture. */
function diagnosticsOf(input: FixtureInput): (Diagnostic & { at: string })[] {
  const project = fixtureProject({ modules, ...input })
  const services = fixtureServices()
  const found = checkProject({
    project,
    catalog,
    services,
    modules: { exportsOf: (specifier) => (modules as Record<string, Record<string, unknown>>)[specifier] },
  })
  const texts: Record<string, string> = {
    'config/routes.oas.json': JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'fixture', version: '1' },
      paths: input.paths,
    }),
    'config/policies.json': JSON.stringify({ policies: input.policies ?? [], corsPolicies: [] }),
  }
  return found.map((diagnostic) => ({
    ...diagnostic,
    at: texts[diagnostic.file ?? '']?.slice((diagnostic.column ?? 0) - 1).slice(0, 10) ?? '',
  }))
}

const builtIn = (exportName: string, given: unknown = {}): unknown => ({
  module: '$import(@zuplo/runtime)',
  export: exportName,
  options: given,
})
const policy = (handler: unknown, name = 'p'): unknown => ({ name, policyType: 'x', handler })
const custom = (exportName: string): unknown => ({ module: '$import(./modules/m)', export: exportName })
const route = (handler: unknown, policies?: unknown): Record<string, unknown> => ({
  '/x': {
    get: {
      summary: 's',
      'x-zuplo-route': { corsPolicy: 'none', handler, ...(policies === undefined ? {} : { policies }) },
    },
  },
})
const served = { '/x': { get: functionRoute('handle') } }

describe('a name that leads nowhere is an error where it stands', () => {
  it.each<[string, FixtureInput, Partial<Diagnostic> & { at: string }]>([
    [
      'an unknown policy export',
      { paths: served, policies: [policy(builtIn('LimitInboundPolcy'))] },
      {
        file: 'config/policies.json',
        code: 'SALLYPORT_CONFIG_UNKNOWN_EXPORT',
        message: 'The gateway has no policy "LimitInboundPolcy".',
        hint: 'Did you mean "LimitInboundPolicy"?',
        at: '"LimitInbo',
      },
    ],
    [
      'an unknown policy export that resembles none',
      { paths: served, policies: [policy(builtIn('Zzz'))] },
      {
        hint: 'It has: LimitInboundPolicy, OldLimitPolicy, StampOutboundPolicy.',
        at: '"Zzz","opt',
      },
    ],
    [
      'a policy that is known and not served',
      { paths: served, policies: [policy(builtIn('LDAPAuthInboundPolicy'))] },
      {
        code: 'SALLYPORT_CONFIG_UNKNOWN_EXPORT',
        message: '"LDAPAuthInboundPolicy" is not served by this gateway.',
        hint: 'Put an OpenID provider in front of the directory, and use OpenIdJwtInboundPolicy.',
        at: '"LDAPAuthI',
      },
    ],
    [
      'an unknown handler',
      { paths: route(builtIn('teeHandler')) },
      {
        file: 'config/routes.oas.json',
        code: 'SALLYPORT_CONFIG_UNKNOWN_EXPORT',
        message: 'The gateway has no handler "teeHandler".',
        hint: 'Did you mean "teaHandler"?',
        at: '"teeHandle',
      },
    ],
    [
      'a module without the export',
      { paths: route(custom('handel')) },
      {
        code: 'SALLYPORT_CONFIG_UNKNOWN_EXPORT',
        message: './modules/m has no export "handel".',
        hint: 'Did you mean "handle"?',
        at: '"handel"}}',
      },
    ],
    [
      'an export that is no function',
      { paths: served, policies: [policy(custom('number'))] },
      {
        file: 'config/policies.json',
        message: '"number" of ./modules/m is not a function.',
        at: '"number"}}',
      },
    ],
    [
      'a policy on the wrong side',
      {
        paths: route(custom('handle'), { outbound: ['p'] }),
        policies: [policy(builtIn('LimitInboundPolicy'))],
      },
      {
        file: 'config/policies.json',
        code: 'SALLYPORT_CONFIG_WRONG_STAGE',
        message: '"p" is an inbound policy, but a route lists it on the other side.',
        hint: 'Move its name to policies.inbound of the route.',
        at: '"p","polic',
      },
    ],
    [
      'an option that resembles a known one',
      { paths: served, policies: [policy(builtIn('LimitInboundPolicy', { seize: 1 }))] },
      {
        severity: 'error',
        code: 'SALLYPORT_CONFIG_UNKNOWN_KEY',
        hint: 'Did you mean "size"?',
        at: '"seize":1}',
      },
    ],
    [
      'an option of the wrong kind, deep inside',
      { paths: route(builtIn('teaHandler', { inner: { mode: 7 } })) },
      { file: 'config/routes.oas.json', code: 'SALLYPORT_CONFIG_INVALID_VALUE', at: '7}}}}}}}}' },
    ],
  ])('%s', (_, input, expected) => {
    const found = diagnosticsOf(input)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({ severity: 'error', line: 1, ...expected })
  })
})

describe('what a part reports while it is created', () => {
  it('stands at its option', () => {
    expect(
      diagnosticsOf({ paths: served, policies: [policy(builtIn('LimitInboundPolicy', { size: 500 }))] }),
    ).toMatchObject([{ severity: 'warning', message: 'That is much.', hint: 'Take less.', at: '500}}}],"c' }])
  })

  it('stands at a place of its own where it names one', () => {
    const paths = {
      '/x': { get: { 'x-zuplo-route': { corsPolicy: 'none', handler: builtIn('teaHandler') } } },
    }
    expect(diagnosticsOf({ paths })).toMatchObject([
      { severity: 'error', message: 'No summary.', at: '{"x-zuplo-' },
    ])
  })
})

describe('linking', () => {
  /** Links a fixture, whose diagnostics must be none. */
  function link(input: FixtureInput): ReturnType<typeof linkProject> {
    const world = createWorld()
    return linkProject({
      project: fixtureProject({ modules, ...input }),
      catalog,
      modules: { exportsOf: () => modules['./modules/m'] },
      setup: world.setup,
    })
  }

  it('finds handlers whichever case their first letter has, and policies by any of their names', () => {
    const linked = link({
      paths: route(builtIn('TeaHandler'), { inbound: ['p'] }),
      policies: [policy(builtIn('OldLimitPolicy'))],
    })
    expect(linked.diagnostics).toEqual([])
    expect(linked.routes[0]?.inbound.map(({ name }) => name)).toEqual(['p'])
  })

  it('makes a custom policy for the sides it is used on, and for both when no route uses it', () => {
    const linked = link({
      paths: route(custom('handle'), { inbound: ['in', 'twice'], outbound: ['out', 'twice'] }),
      policies: ['in', 'out', 'twice', 'unused'].map((name) => policy(custom('check'), name)),
    })
    expect([...linked.inbound.keys()]).toEqual(['in', 'twice', 'unused'])
    expect([...linked.outbound.keys()]).toEqual(['out', 'twice', 'unused'])
  })

  it('reads the opt-in to pass the credential on, by name and as true only', () => {
    const withMcp = (mcp: unknown): boolean | undefined =>
      link({ paths: { '/x': { get: functionRoute('handle', { mcp }) } } }).routes[0]?.forwardsAuthorization
    expect(withMcp({ forwardAuthorization: true })).toBe(true)
    expect(withMcp({})).toBe(false)
    expect(withMcp(undefined)).toBe(false)
  })
})

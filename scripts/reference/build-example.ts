import type { ExamplePolicy, ReferencePage } from '../../src/gateway/reference-page.ts'
import { standardCatalog } from '../../src/standard-catalog.ts'

type Entry = Readonly<Record<string, unknown>>

/** The example of a page as the files of a project hold it. */
export interface Example {
  /** Entries of `config/policies.json`. */
  readonly policies: readonly Entry[]
  readonly path: string
  readonly method: string
  readonly operation: Entry
}

/** Variable that holds the URL of the upstream of every example. */
export const upstreamVariable = 'UPSTREAM_URL'

/** Name of the operation of every example that has no name of its own. */
const operationId = 'example'

const forward: ExamplePolicy['handler'] = {
  export: 'urlForwardHandler',
  module: '$import(@zuplo/runtime)',
  options: { baseUrl: `\${env.${upstreamVariable}}` },
}

/** Builds the example of a page. */
export function buildExample(page: ReferencePage): Example {
  const { inbound = [], outbound = [], operation = {} } = page
  const policies = {
    ...(inbound.length === 0 ? {} : { inbound: inbound.map(({ name }) => name) }),
    ...(outbound.length === 0 ? {} : { outbound: outbound.map(({ name }) => name) }),
  }
  return {
    policies: [...inbound, ...outbound].map(({ name, handler }) => ({
      name,
      policyType: policyTypeOf(handler),
      handler,
    })),
    path: page.path ?? '/books',
    method: page.method ?? 'get',
    operation: {
      operationId,
      ...operation,
      'x-zuplo-route': {
        corsPolicy: 'none',
        handler: page.handler ?? forward,
        ...(inbound.length + outbound.length === 0 ? {} : { policies }),
        ...(operation['x-zuplo-route'] as Entry | undefined),
      },
    },
  }
}

/** Code of a project has no type in the catalog; a label says what it is. */
function policyTypeOf(handler: ExamplePolicy['handler']): string {
  const definition = standardCatalog.policies.find(({ exports }) => exports.includes(handler.export))
  return definition?.policyTypes[0] ?? 'custom-code'
}

import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explainCommand } from '../../../../src/cli/commands/explain.ts'
import { ProjectError } from '../../../../src/foundation/diagnostic.ts'
import { createTempProject, mcpRoute, oktaPolicy, type TempProject } from '../../../support/temp-project.ts'
import { captureTerminal, type TerminalOutput } from '../../../support/terminal.ts'

let project: TempProject
beforeAll(async () => {
  const issuer = 'https://example.okta.com/oauth2/aus1'
  project = await createTempProject({
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 't', version: '1' },
      paths: {
        '/mcp': { post: mcpRoute('okta', ['order']) },
        '/orders': {
          get: {
            operationId: 'order',
            parameters: [{ name: 'amount', in: 'query', schema: { type: 'integer' } }],
            'x-zuplo-route': {
              corsPolicy: 'none',
              handler: {
                module: '$import(@zuplo/runtime)',
                export: 'urlForwardHandler',
                options: { baseUrl: 'http://127.0.0.1:1' },
              },
              policies: { inbound: ['stamp'] },
              mcp: { scopes: 'orders:write', condition: 'arguments.amount <= 10' },
            },
          },
        },
      },
    },
    'config/policies.json': {
      policies: [
        oktaPolicy('okta', issuer, 'http://127.0.0.1:9000/mcp'),
        {
          name: 'stamp',
          policyType: 'set-headers-inbound',
          handler: {
            module: '$import(@zuplo/runtime)',
            export: 'SetHeadersInboundPolicy',
            options: { headers: [{ name: 'x-stamp', value: '1' }] },
          },
        },
      ],
    },
    'claims.json': { sub: 'ada', iss: issuer, scp: ['orders:write'] },
    'args.json': '// what is ordered\n{ "amount": 11 }',
    'list.json': '[]',
  })
})
afterAll(() => project.remove())

const at = (file: string): string => join(project.folder, file)
const explain = (...args: string[]): Promise<TerminalOutput> =>
  captureTerminal(() => explainCommand().parseAsync([...args, '--project', project.folder], { from: 'user' }))

describe('sallyport explain', () => {
  it('says who may not, and why', async () => {
    const { stdout } = await explain('order', at('args.json'), '--as', at('claims.json'))
    expect(stdout).toContain('refused: tool order of /mcp')
    expect(stdout).toContain('orders:write: granted')
    expect(stdout).toContain('arguments.amount = 11')
    expect(stdout).toMatch(/second gate, GET \/orders\n {2}yes {2}policy stamp/)
  })

  it('is one JSON document with --json, for a caller who did not sign in', async () => {
    const answer: unknown = JSON.parse((await explain('order', '--json')).stdout)
    expect(answer).toMatchObject({
      allowed: false,
      listed: false,
      server: '/mcp',
      firstGate: [{ holds: false }],
    })
  })

  it.each([
    [['ordr'], /There is no tool, prompt or resource "ordr"\. Did you mean "order"\?/],
    [['order', 'nothing.json'], /"nothing\.json" cannot be read/],
  ])('rejects %j in one sentence', async (args, message) => {
    await expect(explain(...args)).rejects.toThrow(message)
  })

  it('rejects a file that holds no object', async () => {
    await expect(explain('order', at('list.json'))).rejects.toThrow(/must hold a JSON object/)
  })

  it('rejects with what is wrong in the project', async () => {
    const broken = await createTempProject({ 'config/routes.oas.json': '{' })
    const asked = explainCommand().parseAsync(['order', '--project', broken.folder], { from: 'user' })
    await expect(asked).rejects.toThrow(ProjectError)
    await broken.remove()
  })
})

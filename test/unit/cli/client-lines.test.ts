import { describe, expect, it } from 'vitest'
import { clientLines, publicClientOf } from '../../../src/cli/client-lines.ts'
import type { Identity, IdentityClient } from '../../../src/identity/identity.ts'

const lines = clientLines('shop', 'http://127.0.0.1:9000/mcp', 'native-id', ['mcp:access'])
const textOf = (client: string): string => lines.find((line) => line.client === client)?.text ?? ''

describe('clientLines', () => {
  it('has a line for each client, with where its browser comes back to', () => {
    expect(lines.map(({ client, clientId, callback }) => [client, clientId, callback])).toEqual([
      ['Claude Code', 'native-id', 'http://localhost:3118/callback'],
      ['VS Code', 'native-id', 'http://127.0.0.1:33418/'],
      ['Cursor', 'native-id', 'cursor://anysphere.cursor-mcp/oauth/callback'],
      ['MCP Inspector', 'native-id', 'http://localhost:6274/oauth/callback'],
    ])
  })

  it('names the same callback port in the command of Claude Code as it comes back to', () => {
    expect(textOf('Claude Code')).toBe(
      'claude mcp add --transport http --client-id native-id --callback-port 3118 shop http://127.0.0.1:9000/mcp',
    )
  })

  it.each(['VS Code', 'Cursor'])('gives %s an entry that is JSON', (client) => {
    const [, json = ''] = /^\S+: (.*)$/.exec(textOf(client)) ?? []
    const entry: unknown = JSON.parse(json)
    expect(JSON.stringify(entry)).toContain('http://127.0.0.1:9000/mcp')
    expect(JSON.stringify(entry)).toContain('native-id')
  })
})

describe('publicClientOf', () => {
  const client = (id: string, type: IdentityClient['type'], grant: string): IdentityClient =>
    ({ id, type, grantTypes: [grant] }) as unknown as IdentityClient
  const idOf = (...clients: IdentityClient[]): string | undefined =>
    publicClientOf({ clients } as unknown as Identity)?.id

  it('is the native client, else the first that signs people in', () => {
    const web = client('web', 'web', 'authorization_code')
    expect(idOf(web, client('native', 'native', 'authorization_code'))).toBe('native')
    expect(idOf(client('native', 'native', 'device_code'), web)).toBe('web')
  })

  it('is nobody where no client signs people in', () => {
    expect(idOf(client('service', 'service', 'client_credentials'))).toBeUndefined()
  })
})

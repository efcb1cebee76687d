import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js'

/** What the official clients of both generations have in common, as loosely as a journey reads it. */
export interface OfficialClient {
  listTools(params?: Record<string, unknown>): Promise<{ tools: { name: string }[]; nextCursor?: string }>
  callTool(params: { name: string; arguments?: Record<string, unknown> }): Promise<Record<string, unknown>>
  listPrompts(): Promise<{ prompts: Record<string, unknown>[] }>
  getPrompt(params: { name: string; arguments?: Record<string, string> }): Promise<Record<string, unknown>>
  listResources(): Promise<{ resources: Record<string, unknown>[] }>
  listResourceTemplates(): Promise<{ resourceTemplates: Record<string, unknown>[] }>
  readResource(params: { uri: string }): Promise<{ contents: Record<string, unknown>[] }>
  complete(params: Record<string, unknown>): Promise<{ completion: { values: string[] } }>
  getServerCapabilities(): Record<string, unknown> | undefined
  getServerVersion(): Record<string, unknown> | undefined
  getInstructions(): string | undefined
  close(): Promise<void>
}

/** A client of the first generation, which speaks the legacy era alone. */
export async function connectV1(url: string): Promise<OfficialClient> {
  const client = new ClientV1({ name: 'journey', version: '1' })
  await client.connect(new TransportV1(new URL(url)))
  return client as unknown as OfficialClient
}

/** A client of the second generation, in the era that is asked for. */
export async function connectV2(
  url: string,
  era: 'legacy' | 'modern',
  token?: string,
): Promise<OfficialClient> {
  const mode = era === 'legacy' ? era : { pin: '2026-07-28' }
  const client = new Client({ name: 'journey', version: '1' }, { versionNegotiation: { mode } })
  const requestInit = token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }))
  return client as unknown as OfficialClient
}

/** Every official client, by its name and the era it speaks. */
export const officialClients: readonly (readonly [string, (url: string) => Promise<OfficialClient>])[] = [
  ['v1, legacy', connectV1],
  ['v2, legacy', (url: string): Promise<OfficialClient> => connectV2(url, 'legacy')],
  ['v2, modern', (url: string): Promise<OfficialClient> => connectV2(url, 'modern')],
]

/**
 * The two ways MCP is spoken: `legacy` revisions open with an `initialize` handshake, `modern` ones say everything about
 * themselves on every request (MCP 2026-07-28, basic/versioning, terminology).
 */
export type EraName = 'legacy' | 'modern'

/** Revisions without a handshake, newest first. */
export const modernRevisions: readonly string[] = ['2026-07-28']

/** Revisions with a handshake, newest first; a client that asks for none of them is offered the first. */
export const legacyRevisions: readonly [string, ...string[]] = [
  '2025-11-25',
  '2025-06-18',
  '2025-03-26',
  '2024-11-05',
]

/** The only revision of Streamable HTTP in which a body may hold several messages. */
export const batchRevision = '2025-03-26'

/** Keys of `_meta` that the modern revisions reserve (MCP 2026-07-28, basic/index, general fields). */
export const metaKeys = {
  protocolVersion: 'io.modelcontextprotocol/protocolVersion',
  clientCapabilities: 'io.modelcontextprotocol/clientCapabilities',
  clientInfo: 'io.modelcontextprotocol/clientInfo',
  logLevel: 'io.modelcontextprotocol/logLevel',
  subscriptionId: 'io.modelcontextprotocol/subscriptionId',
  serverInfo: 'io.modelcontextprotocol/serverInfo',
} as const

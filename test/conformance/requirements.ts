/** A duty of a specification; tests cite it by id. */
export interface Requirement {
  readonly id: string
  /** How strongly the specification asks; where a duty has several parts, how strongly it asks for the first. */
  readonly level: 'MUST' | 'SHOULD'
  /** Where the specification says it. */
  readonly url: string
  /** What must hold, in our words. */
  readonly sentence: string
}

const modern = 'https://modelcontextprotocol.io/specification/2026-07-28'
const legacy = 'https://modelcontextprotocol.io/specification/2025-11-25'
const transport = `${modern}/basic/transports/streamable-http`

/** Duties of an MCP server over Streamable HTTP. */
export const requirements = [
  {
    id: 'A1',
    level: 'MUST',
    url: `${transport}#sending-messages`,
    sentence: 'One endpoint accepts POST.',
  },
  {
    id: 'A2',
    level: 'MUST',
    url: `${transport}#security-&-endpoint`,
    sentence: 'A web origin that is present and not allowed is refused with 403.',
  },
  {
    id: 'A3',
    level: 'SHOULD',
    url: `${transport}#security-&-endpoint`,
    sentence:
      "A server on a person's machine can be reached from that machine alone, under its own names; connections can be authenticated.",
  },
  {
    id: 'A4',
    level: 'MUST',
    url: `${transport}#sending-messages`,
    sentence: 'A request is answered with one JSON object or an event stream.',
  },
  {
    id: 'A5',
    level: 'MUST',
    url: `${transport}#sending-messages`,
    sentence:
      'An accepted notification is answered with 202 and no body, one that cannot be accepted with an error status.',
  },
  {
    id: 'A6',
    level: 'MUST',
    url: `${transport}#sending-messages`,
    sentence: 'A body is one message; only 2025-03-26 knows batches.',
  },
  {
    id: 'A7',
    level: 'MUST',
    url: `${modern}/basic#error-responses`,
    sentence: 'An error carries the id of its request whenever that could be read, and an integer code.',
  },
  {
    id: 'A8',
    level: 'MUST',
    url: `${modern}/basic#_meta`,
    sentence:
      'A modern request without protocolVersion or clientCapabilities in _meta is refused with 400 and -32602; clientInfo is not needed.',
  },
  {
    id: 'A9',
    level: 'MUST',
    url: `${transport}#server-validation`,
    sentence:
      'Missing or differing MCP-Protocol-Version, Mcp-Method or Mcp-Name headers are refused with 400 and -32020, after decoding.',
  },
  {
    id: 'A10',
    level: 'MUST',
    url: `${modern}/basic/versioning#protocol-version-negotiation`,
    sentence: 'An unsupported version is refused with 400, -32022, the supported and the requested versions.',
  },
  {
    id: 'A11',
    level: 'MUST',
    url: `${transport}#protocol-version-header`,
    sentence: 'An unknown method of a modern request is refused with 404 and -32601.',
  },
  {
    id: 'A12',
    level: 'MUST',
    url: `${modern}/server/discover`,
    sentence: 'server/discover is served.',
  },
  {
    id: 'A13',
    level: 'MUST',
    url: `${modern}/basic#result-responses`,
    sentence: 'Every modern result carries resultType and, in _meta, serverInfo.',
  },
  {
    id: 'A14',
    level: 'MUST',
    url: `${modern}/server/utilities/caching#cacheable-results`,
    sentence:
      'server/discover, lists and resources/read say how long and by whom they may be cached; "public" only when no caller differs.',
  },
  {
    id: 'A15',
    level: 'MUST',
    url: `${modern}/basic#statelessness`,
    sentence: 'No request depends on an earlier one, nor on the connection or process that served it.',
  },
  {
    id: 'A16',
    level: 'MUST',
    url: `${modern}/server/tools#capabilities`,
    sentence: 'tools/list is the same for every connection, in a fixed order.',
  },
  {
    id: 'A17',
    level: 'MUST',
    url: `${modern}/server/tools#capabilities`,
    sentence: 'The tools capability is declared, and an unknown cursor is refused with -32602.',
  },
  {
    id: 'A18',
    level: 'SHOULD',
    url: `${modern}/server/tools#tool-names`,
    sentence: 'Tool names are unique, at most 64 characters, of letters, digits, "_" and "-".',
  },
  {
    id: 'A19',
    level: 'MUST',
    url: `${modern}/server/tools#tool`,
    sentence:
      'An inputSchema is a valid JSON Schema 2020-12 whose root is an object, also without parameters.',
  },
  {
    id: 'A20',
    level: 'MUST',
    url: `${modern}/basic#ref-resolution`,
    sentence: 'References are resolved inside the document only, and the size of schemas is bounded.',
  },
  {
    id: 'A21',
    level: 'MUST',
    url: `${modern}/server/tools#output-schema`,
    sentence:
      'Where an outputSchema is published, structuredContent conforms to it and the text says the same.',
  },
  {
    id: 'A22',
    level: 'MUST',
    url: `${modern}/server/tools#error-handling`,
    sentence:
      'An unknown tool or malformed call is an error response; bad argument values and failed calls are results with isError.',
  },
  {
    id: 'A23',
    level: 'MUST',
    url: `${modern}/server/tools#security-considerations`,
    sentence:
      'Arguments are validated and the policies of the route of a tool run before anything is done for a call.',
  },
  {
    id: 'A24',
    level: 'MUST',
    url: `${transport}#server-behavior-for-custom-headers`,
    sentence: 'x-mcp-header is published only where its headers are verified.',
  },
  {
    id: 'A25',
    level: 'MUST',
    url: `${transport}#receiving-messages`,
    sentence:
      'An event stream carries only notifications of its request, comments while it is quiet, and the final response, which ends it; proxies are told not to hold it back.',
  },
  {
    id: 'A26',
    level: 'MUST',
    url: `${transport}#cancellation`,
    sentence:
      'When the client goes away, the request to the route of the tool is aborted; in the legacy era it is not.',
  },
  {
    id: 'A27',
    level: 'MUST',
    url: `${modern}/server/utilities/logging#per-request-log-level`,
    sentence:
      'No log message is sent for a request that does not name the least level it wants, and none below that level.',
  },
  {
    id: 'A28',
    level: 'MUST',
    url: `${modern}/basic/patterns/subscriptions#acknowledgment`,
    sentence:
      'A subscription is acknowledged first, tagged with its id, gets only what it asked for, and ends with a result.',
  },
  {
    id: 'A29',
    level: 'MUST',
    url: `${modern}/basic/patterns/mrtr#server-requirements-basic-workflow`,
    sentence:
      'A client is asked only for what it declared, else refused with 400 and -32021; a requestState that was changed, is old, or belongs to another caller or request is refused.',
  },
  {
    id: 'A30',
    level: 'SHOULD',
    url: `${transport}#earlier-streamable-http-revisions`,
    sentence:
      'What the modern revision dropped is refused (GET and DELETE with 405) or ignored (session ids, Last-Event-ID).',
  },
  {
    id: 'A31',
    level: 'MUST',
    url: `${legacy}/basic/lifecycle#version-negotiation`,
    sentence:
      'initialize answers the revision asked for when it is served, else the newest; an unknown version header is refused with 400, a missing one is fine.',
  },
  {
    id: 'A32',
    level: 'MUST',
    url: `${legacy}/basic/transports#session-management`,
    sentence: 'Without sessions: no session id, 405 for GET and DELETE, tools without initialize.',
  },
  {
    id: 'A33',
    level: 'MUST',
    url: `${legacy}/basic/utilities/ping`,
    sentence: 'ping is answered in the legacy era and unknown in the modern one.',
  },
  {
    id: 'A34',
    level: 'MUST',
    url: `${modern}/basic#_meta`,
    sentence:
      'Unknown keys of _meta are tolerated and reach the module; a valid trace context goes on with the request.',
  },
] as const satisfies readonly Requirement[]

/** The id of a {@link Requirement}. */
export type RequirementId = (typeof requirements)[number]['id']

/** A duty of a protected resource that speaks MCP; tests cite it in their title as `[R9]`. */
export interface ResourceServerRequirement {
  readonly id: string
  /** Where the specification says it. */
  readonly url: string
  /** What must hold, in our words. */
  readonly sentence: string
}

const mcp = 'https://modelcontextprotocol.io/specification/2025-11-25/basic'
const rfc = 'https://www.rfc-editor.org/rfc'

/** What a protected resource that speaks MCP has to do; every duty has a test. */
export const resourceServerRequirements: readonly ResourceServerRequirement[] = [
  {
    id: 'R1',
    url: `${mcp}/authorization#protocol-requirements`,
    sentence: 'A server needs no authorization; one that has it over HTTP follows the specification.',
  },
  {
    id: 'R2',
    url: `${mcp}/authorization#authorization-server-location`,
    sentence: 'Protected resource metadata names at least one authorization server.',
  },
  {
    id: 'R3',
    url: `${mcp}/authorization#protected-resource-metadata-discovery-requirements`,
    sentence: 'Clients find the metadata through the challenge of a 401 and at the well-known URLs.',
  },
  {
    id: 'R4',
    url: `${rfc}/rfc9728#section-3.3`,
    sentence: 'The resource of the metadata is the URL of the endpoint as its users type it.',
  },
  {
    id: 'R5',
    url: `${mcp}/authorization#error-handling`,
    sentence: 'A missing or refused token is answered with 401, credentials that cannot be read with 400.',
  },
  {
    id: 'R6',
    url: `${mcp}/authorization#protected-resource-metadata-discovery-requirements`,
    sentence: 'The challenge of a 401 names the scopes to ask for.',
  },
  {
    id: 'R7',
    url: `${mcp}/authorization#runtime-insufficient-scope-errors`,
    sentence:
      'A challenge for insufficient scope names every scope that the request needs, and the metadata.',
  },
  {
    id: 'R8',
    url: 'https://modelcontextprotocol.io/specification/2026-07-28/basic/authorization#scope-challenge-handling',
    sentence: 'A scope counts also for those that stand below it in a hierarchy.',
  },
  {
    id: 'R9',
    url: `${mcp}/authorization#token-handling`,
    sentence:
      'A token passes only with a good signature, issuer and lifetime, and when it was issued for this resource.',
  },
  {
    id: 'R10',
    url: `${mcp}/authorization#token-requirements`,
    sentence: 'A token is read from the header of every request, never from the URL.',
  },
  {
    id: 'R11',
    url: `${mcp}/authorization#access-token-privilege-restriction`,
    sentence: 'The token of the caller is known as a secret, so that it is never passed on to an upstream.',
  },
  {
    id: 'R12',
    url: 'https://modelcontextprotocol.io/specification/2026-07-28/basic/authorization#refresh-tokens',
    sentence: 'Neither metadata nor challenge names offline_access.',
  },
  {
    id: 'R13',
    url: `${mcp}/security_best_practices#scope-minimization`,
    sentence: 'The metadata names only the scopes that are useful at the resource.',
  },
  {
    id: 'R14',
    url: `${mcp}/authorization#communication-security`,
    sentence: 'No token reaches a log or an answer, and keys are read over https beyond this machine.',
  },
  {
    id: 'R15',
    url: `${rfc}/rfc9110#section-11.2`,
    sentence: 'There is one Bearer challenge, with each parameter once and quoted.',
  },
  {
    id: 'R16',
    url: `${rfc}/rfc9728#section-3.1`,
    sentence: 'The metadata can be read by anyone, from any web origin.',
  },
  {
    id: 'R17',
    url: `${rfc}/rfc6750#section-3.1`,
    sentence: 'A request without credentials hears of no error.',
  },
  {
    id: 'R18',
    url: 'https://modelcontextprotocol.io/specification/2026-07-28/server/discover',
    sentence: 'Only extensions that are there are advertised.',
  },
  {
    id: 'R19',
    url: `${mcp}/security_best_practices#session-hijacking`,
    sentence: 'No state is bound to anything but the verified caller: a session id means nothing.',
  },
]

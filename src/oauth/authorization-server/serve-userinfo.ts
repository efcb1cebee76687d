import type { IncomingMessage, ServerResponse } from 'node:http'
import { profileClaims } from './accounts.ts'
import { sendJson } from './send-answer.ts'
import type { ServedServer } from './served-server.ts'
import type { VerifyAccessToken } from './verify-access-token.ts'

/** Serves /v1/userinfo: what the scopes of an access token with `openid` open about its person. */
export type ServeUserinfo = (req: IncomingMessage, res: ServerResponse) => Promise<void>

/** Longest Authorization header that is looked at. */
const longestHeader = 8192

/** The endpoint of one server; it verifies its own tokens, whose audience is the MCP endpoint (the library refuses those). */
export function createUserinfoEndpoint(served: ServedServer, verify: VerifyAccessToken): ServeUserinfo {
  return async (req, res) => {
    const header = req.headers.authorization ?? ''
    const token = header.length > longestHeader ? undefined : /^Bearer ([\w.-]+)$/i.exec(header)?.[1]
    const claims = token === undefined ? undefined : await verify(token)
    const account = typeof claims?.['uid'] === 'string' ? served.accounts.byUid(claims['uid']) : undefined
    if (claims === undefined || account === undefined)
      return refuse(res, 401, 'invalid_token', 'The access token is invalid')
    const scopes = new Set(Array.isArray(claims['scp']) ? claims['scp'].map(String) : [])
    if (!scopes.has('openid'))
      return refuse(
        res,
        403,
        'insufficient_scope',
        'The access token must provide access to the openid scope',
      )
    sendJson(res, 200, profileClaims(account, scopes), { ...openToAll, 'cache-control': 'no-store' })
  }
}

const openToAll = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'WWW-Authenticate' }

/** RFC 6750 section 3: the refusal stands in the header. */
function refuse(res: ServerResponse, status: number, error: string, description: string): void {
  const challenge = `Bearer error="${error}", error_description="${description}"`
  sendJson(
    res,
    status,
    { error, error_description: description },
    { ...openToAll, 'www-authenticate': challenge },
  )
}

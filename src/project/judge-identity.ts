import type { ShapeProblem } from '../foundation/json/shape.ts'
import { isLoopbackHost } from '../foundation/http/public-origin.ts'
import type { Identity } from '../identity/identity.ts'
import type { Project } from './project.ts'

/**
 * Compares the identity file with the rest of its project: an audience that is no MCP endpoint of the gateway, or a policy
 * that trusts an embedded server and expects another audience than the one it writes into its tokens.
 */
export function judgeIdentity(identity: Identity, project: Project, publicUrl: string): ShapeProblem[] {
  const paths = project.routes
    .filter(({ handler }) => handler.module === 'gateway' && handler.export === 'mcpServerHandler')
    .map(({ path }) => path)
  return identity.authorizationServers.flatMap((server, index) => {
    const at = ['authorizationServers', index, 'audience']
    const endpoint = judgeEndpoint(server.audience, paths, publicUrl)
    const expected = expectedAudiences(project, `${publicUrl}/oauth2/${server.id}`)
    const other = expected.find((audience) => !sameUrl(audience, server.audience))
    return [
      ...(endpoint === undefined ? [] : [warning('SALLYPORT_IDENTITY_AUDIENCE_NOT_ENDPOINT', at, endpoint)]),
      ...(other === undefined
        ? []
        : [
            warning(
              'SALLYPORT_IDENTITY_AUDIENCE_MISMATCH',
              at,
              `Tokens of "${server.id}" are for "${server.audience}", but the policy that trusts it expects "${other}".`,
              'Write the same audience here and in the policy, best through one variable.',
            ),
          ]),
    ]
  })
}

function judgeEndpoint(audience: string, paths: readonly string[], publicUrl: string): string | undefined {
  if (paths.length === 0 || paths.some((path) => path.includes('{') || path.includes(':'))) return undefined
  const endpoints = paths.map((path) => publicUrl + path)
  if (endpoints.some((endpoint) => sameUrl(endpoint, audience))) return undefined
  return `The audience "${audience}" is no MCP endpoint of this gateway: ${endpoints.join(', ')}.`
}

/** Audiences of the policies that trust an issuer. */
function expectedAudiences(project: Project, issuer: string): readonly string[] {
  return project.policies.flatMap(({ handler }) => {
    const { issuer: trusted, audience } = handler.options
    return typeof trusted === 'string' && typeof audience === 'string' && sameUrl(trusted, issuer)
      ? [audience]
      : []
  })
}

function warning(code: string, path: ShapeProblem['path'], message: string, hint?: string): ShapeProblem {
  return { severity: 'warning', code, path, message, ...(hint === undefined ? {} : { hint }) }
}

/** True for one URL in two spellings: a slash at its end, another name of the loopback interface. */
function sameUrl(one: string, other: string): boolean {
  return normalizeUrl(one) === normalizeUrl(other)
}

function normalizeUrl(text: string): string {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) return text
  const url = new URL(text)
  const host = isLoopbackHost(url.hostname) ? `loopback:${url.port}` : url.host
  return `${url.protocol}//${host}${url.pathname.replace(/\/$/, '')}${url.search}`
}

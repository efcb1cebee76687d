import { ProjectError } from '../../foundation/diagnostic.ts'
import { createPublicOrigin, isHostName, type PublicOrigin } from '../../foundation/http/public-origin.ts'
import type { Project } from '../../project/project.ts'

/** What the public origin is found from. */
export interface PublicUrlInput {
  /** `--public-url`, else SALLYPORT_PUBLIC_URL. */
  readonly configured: string | undefined
  readonly boundAddress: string
  readonly port: number
  /** `SALLYPORT_ALLOWED_HOSTS`: names with commas between. */
  readonly allowedHosts?: string | undefined
  /** Compiles the project as far as it can be without knowing its public URL; asked only when nothing else tells. */
  readonly peekProject: () => Project | undefined
}

/** The one public origin: configured, else loopback, else the audience of a policy whose path is its route's. */
export function resolvePublicOrigin(input: PublicUrlInput): PublicOrigin {
  const configured = input.configured === undefined ? undefined : parseOrigin(input.configured)
  const { boundAddress, port } = input
  const allowedHosts = parseHosts(input.allowedHosts)
  const known = createPublicOrigin({ configured, boundAddress, port, allowedHosts })
  if (known !== undefined) return known
  const derived = createPublicOrigin({
    configured: originOfAudience(input.peekProject()),
    boundAddress,
    port,
    allowedHosts,
  })
  if (derived !== undefined) return derived
  throw refuse(
    `Bound to ${boundAddress}, the gateway does not know the address people call it by.`,
    'Say it with --public-url https://gateway.example.com or SALLYPORT_PUBLIC_URL.',
  )
}

function parseHosts(text: string | undefined): readonly string[] {
  const hosts = (text ?? '').split(',').map((host) => host.trim())
  const named = hosts.filter((host) => host !== '')
  const wrong = named.find((host) => !isHostName(host))
  if (wrong !== undefined) {
    throw refuse(
      `SALLYPORT_ALLOWED_HOSTS names "${wrong}", which is no host.`,
      'Write names with commas between, such as host.docker.internal, gateway.local:9000.',
    )
  }
  return named
}

function parseOrigin(text: string): string {
  if (!URL.canParse(text))
    throw refuse(
      `The public URL "${text}" is not a URL.`,
      'Write it with its scheme: https://gateway.example.com',
    )
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw refuse(`The public URL "${text}" is neither http nor https.`, 'Write https://gateway.example.com')
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw refuse(
      `The public URL "${text}" is more than an origin.`,
      `Write ${url.origin}; paths belong to the routes.`,
    )
  }
  return url.origin
}

function originOfAudience(project: Project | undefined): string | undefined {
  for (const route of project?.routes ?? []) {
    for (const policy of project?.policies ?? []) {
      const named = policy.handler.options['audience']
      const audience: unknown = Array.isArray(named) ? named[0] : named
      if (!route.inbound.includes(policy.name) || typeof audience !== 'string' || !URL.canParse(audience))
        continue
      const url = new URL(audience)
      if (url.pathname.replace(/\/$/, '') === route.path && url.protocol.startsWith('http')) return url.origin
    }
  }
  return undefined
}

function refuse(message: string, hint: string): ProjectError {
  return new ProjectError([{ severity: 'error', code: 'SALLYPORT_CONFIG_PUBLIC_URL', message, hint }])
}

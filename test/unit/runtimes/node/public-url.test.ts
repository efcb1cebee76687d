import { describe, expect, it } from 'vitest'
import { ProjectError } from '../../../../src/foundation/diagnostic.ts'
import type { Project } from '../../../../src/project/project.ts'
import { resolvePublicOrigin, type PublicUrlInput } from '../../../../src/runtimes/node/public-url.ts'
import { fixtureProject } from '../../../support/gateway-fixture.ts'

const open: PublicUrlInput = {
  configured: undefined,
  boundAddress: '0.0.0.0',
  port: 9000,
  peekProject: () => undefined,
}

/** A project with one guarded route at /mcp. */
function guarded(audience: unknown): Project {
  const handler = { module: '$import(@zuplo/runtime)', export: 'X', options: { audience } }
  return fixtureProject({
    paths: {
      '/mcp': {
        post: {
          'x-zuplo-route': {
            corsPolicy: 'none',
            handler: {
              module: '$import(@zuplo/runtime)',
              export: 'urlForwardHandler',
              options: { baseUrl: 'http://x' },
            },
            policies: { inbound: ['guard'] },
          },
        },
      },
    },
    policies: [{ name: 'guard', policyType: 'okta-jwt-auth-inbound', handler }],
  })
}

const diagnosticOf = (input: PublicUrlInput): unknown => {
  try {
    resolvePublicOrigin(input)
  } catch (error) {
    return error instanceof ProjectError ? error.diagnostics[0] : error
  }
  return undefined
}

describe('SALLYPORT_ALLOWED_HOSTS', () => {
  const local: PublicUrlInput = { ...open, boundAddress: '127.0.0.1' }

  it('adds names to those of a gateway on loopback, and nothing else', () => {
    const origin = resolvePublicOrigin({ ...local, allowedHosts: 'host.docker.internal, gateway.local:80' })
    expect(origin.of('host.docker.internal:9000')).toBe('http://host.docker.internal:9000')
    expect(origin.of('Gateway.local')).toBe('http://gateway.local')
    for (const host of [
      'host.docker.internal',
      'x.host.docker.internal:9000',
      'gateway.local:9000',
      'evil.example',
    ])
      expect(origin.of(host)).toBeUndefined()
  })

  it('adds names beside a configured one, which stays the only spelling', () => {
    const configured = 'https://gateway.example.com'
    const origin = resolvePublicOrigin({ ...local, configured, allowedHosts: 'gateway.local' })
    expect(origin.of('gateway.local:9000')).toBe(configured)
    expect(origin.of('evil.example')).toBeUndefined()
    expect(origin.spellings).toEqual([configured])
  })

  it.each(['*', '*.example.com', 'http://gateway.local', 'a/b', 'a:b'])('takes no %s', (allowedHosts) => {
    expect(diagnosticOf({ ...local, allowedHosts })).toMatchObject({ code: 'SALLYPORT_CONFIG_PUBLIC_URL' })
  })
})

describe('resolvePublicOrigin', () => {
  it('takes what was configured before anything else', () => {
    const origin = resolvePublicOrigin({ ...open, configured: 'https://Gateway.example.com:443/' })
    expect(origin.canonical).toBe('https://gateway.example.com')
    expect(
      resolvePublicOrigin({ ...open, boundAddress: '127.0.0.1', configured: 'https://g.example' }).canonical,
    ).toBe('https://g.example')
  })

  it('is loopback while bound to it, without a look at the project', () => {
    const peekProject = (): never => {
      throw new Error('not asked')
    }
    expect(resolvePublicOrigin({ ...open, boundAddress: '127.0.0.1', peekProject }).canonical).toBe(
      'http://127.0.0.1:9000',
    )
  })

  it('follows the audience of a policy whose path is that of its route', () => {
    expect(
      resolvePublicOrigin({ ...open, peekProject: () => guarded('https://gw.example.com/mcp/') }).canonical,
    ).toBe('https://gw.example.com')
  })

  it.each(['https://gw.example.com/other', 'api://mcp', 'not a url', 7])(
    'does not guess from the audience %j, but asks',
    (audience) => {
      expect(diagnosticOf({ ...open, peekProject: () => guarded(audience) })).toMatchObject({
        code: 'SALLYPORT_CONFIG_PUBLIC_URL',
        message: 'Bound to 0.0.0.0, the gateway does not know the address people call it by.',
        hint: 'Say it with --public-url https://gateway.example.com or SALLYPORT_PUBLIC_URL.',
      })
    },
  )

  it.each([
    ['gateway', 'The public URL "gateway" is not a URL.'],
    ['ftp://gateway', 'The public URL "ftp://gateway" is neither http nor https.'],
    ['https://gateway/mcp', 'The public URL "https://gateway/mcp" is more than an origin.'],
    ['https://gateway/?a=b', 'The public URL "https://gateway/?a=b" is more than an origin.'],
    ['https://user@gateway', 'The public URL "https://user@gateway" is more than an origin.'],
  ])('refuses the configured %s', (configured, message) => {
    expect(diagnosticOf({ ...open, configured })).toMatchObject({ severity: 'error', message })
  })
})

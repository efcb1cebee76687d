import { SignJWT } from 'jose'
import type * as z from 'zod'
import { parseSeconds } from '../../foundation/duration.ts'
import { checkShape } from '../../foundation/json/shape.ts'
import { jsonReply } from '../../gateway/exchange.ts'
import type { Plugin, PluginHost } from '../../gateway/plugin.ts'
import type { Services } from '../../gateway/services.ts'
import { signerClaims, type TokenSigner, type TokenTerms } from '../../gateway/token-signer.ts'
import { jwtServiceOptions, type JwtServicePluginOptions } from './options.ts'
import { readSigningKey, type SigningKey } from './signing-key.ts'

/** What `JwtServicePlugin.signJwt` takes; members beside these are claims of the token. */
export interface SignJwtOptions {
  subject: string
  audience?: string | string[]
  /** Seconds, or a text such as `5m`. Default: `tokenExpiration` of the plugin. */
  expiresIn?: number | string
  [claim: string]: unknown
}

/** The class as modules import it: each project has its own, since `signJwt` signs for the gateway it belongs to. */
export interface JwtServicePluginClass {
  new (options?: JwtServicePluginOptions): Plugin
  /** A token of the gateway; rejects until the plugin was added and the gateway serves. */
  signJwt(options: SignJwtOptions): Promise<string>
}

/** Makes the class for one project. */
export function createJwtServicePlugin(): JwtServicePluginClass {
  let signer: TokenSigner | undefined
  return class JwtServicePlugin implements Plugin {
    readonly name = 'JwtServicePlugin'
    private readonly options: z.output<typeof jwtServiceOptions>

    constructor(options: JwtServicePluginOptions = {}) {
      this.options = readOptions(options)
    }

    static async signJwt(options: SignJwtOptions): Promise<string> {
      if (signer === undefined)
        throw new Error(
          'signJwt works once the gateway serves, with runtime.addPlugin(new JwtServicePlugin()) in runtimeInit.',
        )
      return signer.sign(termsOf(options))
    }

    async install(host: PluginHost): Promise<void> {
      const { basePath, tokenExpiration } = this.options
      const issuer = host.services.publicOrigin.canonical + basePath
      const key = await readSigningKey(host.services.storage)
      signer = createSigner(issuer, key, tokenExpiration, host.services)
      host.provideTokenSigner(signer)
      publish(host, basePath, issuer, key)
    }
  }
}

/** For code outside of a gateway: it says that tokens are signed inside of one. */
export const JwtServicePlugin: JwtServicePluginClass = createJwtServicePlugin()

function readOptions(options: JwtServicePluginOptions): z.output<typeof jwtServiceOptions> {
  const { value, problems } = checkShape(jwtServiceOptions, options)
  const wrong = problems.filter(({ severity }) => severity === 'error')
  if (value !== undefined && wrong.length === 0) return value
  throw new TypeError(
    `JwtServicePlugin: ${wrong.map(({ message, hint }) => [message, hint].join(' ').trim()).join(' ')}`,
  )
}

function termsOf({ subject, audience, expiresIn, ...claims }: SignJwtOptions): TokenTerms {
  if (typeof subject !== 'string' || subject === '') throw new TypeError('signJwt needs a subject.')
  const expiresInSeconds = expiresIn === undefined ? undefined : parseSeconds(expiresIn)
  if (expiresIn !== undefined && !(expiresInSeconds !== undefined && expiresInSeconds > 0))
    throw new RangeError('expiresIn of signJwt is a number of seconds, or a text such as "5m".')
  return { subject, audience, expiresInSeconds, claims }
}

function createSigner(
  issuer: string,
  { kid, privateKey }: SigningKey,
  tokenExpiration: number,
  services: Pick<Services, 'now' | 'randomId'>,
): TokenSigner {
  return {
    sign: async ({ subject = issuer, audience, expiresInSeconds = tokenExpiration, claims = {} }) => {
      const own = Object.keys(claims).find((name) => signerClaims.includes(name))
      if (own !== undefined) throw new TypeError(`The claim "${own}" is written by the gateway itself.`)
      const issued = Math.floor(services.now() / 1000)
      const token = new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid })
        .setIssuer(issuer)
        .setSubject(subject)
        .setIssuedAt(issued)
        .setExpirationTime(issued + Math.ceil(expiresInSeconds))
        .setJti(services.randomId())
      if (audience !== undefined) token.setAudience(typeof audience === 'string' ? audience : [...audience])
      return token.sign(privateKey)
    },
  }
}

/** Whoever verifies reads the keys: at the place that discovery names, or beside it. */
function publish(host: PluginHost, basePath: string, issuer: string, { publicJwk }: SigningKey): void {
  const headers = { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' }
  const discovery = {
    issuer,
    jwks_uri: `${issuer}/jwks.json`,
    id_token_signing_alg_values_supported: ['EdDSA'],
    response_types_supported: [],
    subject_types_supported: ['public'],
  }
  const documents: Readonly<Record<string, unknown>> = {
    '/.well-known/openid-configuration': discovery,
    '/jwks.json': { keys: [publicJwk] },
    '/.well-known/jwks.json': { keys: [publicJwk] },
  }
  for (const [path, document] of Object.entries(documents)) {
    for (const method of ['GET', 'HEAD']) {
      host.addSystemRoute({
        method,
        matches: (asked) => asked === basePath + path,
        serve: () => jsonReply(200, document, { ...headers }),
      })
    }
  }
}

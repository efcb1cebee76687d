import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import { afterEach, expect, it, test } from 'vitest'
import type { SystemRoute } from '../../../../src/gateway/plugin.ts'
import type { TokenSigner } from '../../../../src/gateway/token-signer.ts'
import {
  createJwtServicePlugin,
  JwtServicePlugin as outside,
  type JwtServicePluginClass,
} from '../../../../src/plugins/jwt-service/jwt-service.ts'
import { createWorld, exchangeWith, type World } from '../../../support/policy-setup.ts'

const now = Date.parse('2030-01-01T00:00:00Z')
const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

interface Installed {
  readonly Plugin: JwtServicePluginClass
  readonly signer: TokenSigner
  get(path: string): Promise<unknown>
}

async function install(options?: { basePath?: string; tokenExpiration?: string }): Promise<Installed> {
  const world = createWorld({ now: () => now })
  worlds.push(world)
  const added: SystemRoute[] = []
  const signers: TokenSigner[] = []
  const Plugin = createJwtServicePlugin()
  await new Plugin(options).install({
    services: world.services,
    environment: {},
    routes: () => [],
    addSystemRoute: (route) => added.push(route),
    addReadinessCheck: () => undefined,
    addTracer: () => undefined,
    addLogSink: () => undefined,
    onClose: () => undefined,
    provideTokenSigner: (signer) => signers.push(signer),
  })
  const get = async (path: string): Promise<unknown> => {
    const route = added.find(({ method, matches }) => method === 'GET' && matches(path))
    return JSON.parse(String((await route?.serve(exchangeWith({ path })))?.body ?? 'null'))
  }
  return { Plugin, get, signer: signers[0]! }
}

async function verify(token: string, { get }: Installed, basePath = '/__zuplo/issuer') {
  const keys = createLocalJWKSet((await get(`${basePath}/jwks.json`)) as JSONWebKeySet)
  return jwtVerify(token, keys, { currentDate: new Date(now), algorithms: ['EdDSA'] })
}

it('signs what is asked with EdDSA, for as long as the plugin says', async () => {
  const installed = await install({ tokenExpiration: '5m' })
  const token = await installed.Plugin.signJwt({ subject: 'ada', audience: 'books', role: 'admin' })
  const { payload, protectedHeader } = await verify(token, installed)
  expect(protectedHeader).toMatchObject({ alg: 'EdDSA', typ: 'JWT' })
  expect(payload).toEqual({
    iss: 'http://127.0.0.1:9000/__zuplo/issuer',
    sub: 'ada',
    aud: 'books',
    role: 'admin',
    iat: now / 1000,
    exp: now / 1000 + 300,
    jti: payload.jti,
  })
  const short = await installed.Plugin.signJwt({ subject: 'ada', expiresIn: '1m' })
  expect((await verify(short, installed)).payload.exp).toBe(now / 1000 + 60)
})

it('publishes discovery below its path, and the keys at the place that names and beside it', async () => {
  const { get } = await install({ basePath: '/issuer' })
  expect(await get('/issuer/.well-known/openid-configuration')).toMatchObject({
    issuer: 'http://127.0.0.1:9000/issuer',
    jwks_uri: 'http://127.0.0.1:9000/issuer/jwks.json',
  })
  expect(await get('/issuer/.well-known/jwks.json')).toEqual(await get('/issuer/jwks.json'))
  expect(await get('/__zuplo/issuer/jwks.json')).toBeNull()
})

it('signs for policies, in the name of the gateway where they name nobody', async () => {
  const installed = await install()
  const { payload } = await verify(await installed.signer.sign({}), installed)
  expect(payload.sub).toBe(payload.iss)
})

test.each([
  [{ subject: '' }, 'needs a subject'],
  [{ subject: 'ada', expiresIn: 'soon' }, 'number of seconds'],
  [{ subject: 'ada', iss: 'https://elsewhere' }, '"iss" is written by the gateway'],
])('signs no %j', async (options, why) => {
  const { Plugin } = await install()
  await expect(Plugin.signJwt(options)).rejects.toThrow(why)
})

it('signs nothing before it is installed, nor for another project', async () => {
  await install()
  await expect(createJwtServicePlugin().signJwt({ subject: 'ada' })).rejects.toThrow('runtime.addPlugin')
  await expect(outside.signJwt({ subject: 'ada' })).rejects.toThrow('once the gateway serves')
})

it('refuses options that are none', () => {
  const Plugin = createJwtServicePlugin()
  expect(() => new Plugin({ basePath: 'issuer' })).toThrow('JwtServicePlugin:')
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compileIdentity } from '../../src/identity/compile-identity.ts'
import { deviceCodeGrant } from '../../src/identity/grant-types.ts'
import type { Identity } from '../../src/identity/identity.ts'
import {
  authorizeUrl,
  createPkce,
  nativeCallback,
  postForm,
  startAuthorizationServerWorld,
  type AuthorizationServerWorld,
} from '../support/authorization-server-world.ts'
import { createBrowser, type Browser } from '../support/browser.ts'
import { answerDevice, startDevice } from '../support/device-flow.ts'
import {
  askModel,
  type ModelAnswer,
  type ModelClient,
  type ModelPolicy,
  type ModelRequest,
  type ModelRule,
  type ModelServer,
  type ModelUser,
} from '../support/okta-policy-model.ts'

const code = 'authorization_code'
const credentials = 'client_credentials'
const device = deviceCodeGrant

const clients: readonly ModelClient[] = [
  { id: 'open', grants: [code], groups: ['Everyone'], users: [] },
  { id: 'both', grants: [code, credentials], groups: ['staff'], users: [] },
  { id: 'named', grants: [code], groups: [], users: ['sam@example.com'] },
  { id: 'screen', grants: [device], groups: ['staff'], users: ['sam@example.com'] },
  { id: 'robot', grants: [credentials], groups: ['Everyone'], users: [] },
]
const users: readonly ModelUser[] = [
  { login: 'alex@example.com', groups: ['staff'] },
  { login: 'sam@example.com', groups: [] },
  { login: 'pat@example.com', groups: ['guests', 'staff'] },
]
const scopeSets: readonly (readonly string[])[] = [
  [],
  ['read'],
  ['write'],
  ['write', 'read'],
  ['read', 'admin'],
  ['openid', 'read'],
  ['read', 'unheard:of'],
]

const forAll = { groups: [], users: [] }
const readers: ModelRule = { ...forAll, grants: [code, credentials, device], scopes: ['read'], minutes: 11 }
const writers: ModelRule = {
  ...forAll,
  grants: [code, credentials],
  groups: ['staff'],
  scopes: ['read', 'write'],
  minutes: 22,
}
const guests: ModelRule = {
  grants: [code, device],
  groups: ['guests'],
  users: ['sam@example.com'],
  scopes: '*',
  minutes: 33,
}
const robots: ModelRule = { ...forAll, grants: [credentials], scopes: ['write'], minutes: 44 }

const orders: Record<string, ModelServer> = {
  'narrow rules first': serverWith(['read'], [{ clients: 'ALL_CLIENTS', rules: [readers, writers, guests] }]),
  'wide rules first': serverWith(
    ['read', 'write'],
    [{ clients: 'ALL_CLIENTS', rules: [guests, writers, readers] }],
  ),
  'a policy for some clients first': serverWith(
    [],
    [
      { clients: ['both', 'robot'], rules: [robots] },
      { clients: ['named', 'both', 'open', 'screen'], rules: [writers, guests] },
    ],
  ),
}

function serverWith(defaults: readonly string[], policies: readonly ModelPolicy[]): ModelServer {
  return { scopes: ['read', 'write', 'admin'], defaults, policies }
}

const questions: readonly ModelRequest[] = clients.flatMap((client) =>
  [undefined, ...users].flatMap((user) =>
    (user === undefined ? [credentials] : [code, device]).flatMap((grant) =>
      scopeSets.map((scopes) => ({ client, grant, user, scopes })),
    ),
  ),
)

test('the matrix is large, and every kind of answer is in it', () => {
  const answers = Object.values(orders).flatMap((server) =>
    questions.map((question) => askModel(server, question)),
  )
  expect(answers.length).toBeGreaterThanOrEqual(200)
  const kinds = new Set(answers.map((answer) => ('error' in answer ? answer.description : answer.minutes)))
  for (const minutes of [11, 22, 33, 44]) expect(kinds).toContain(minutes)
  expect([...kinds].filter((kind) => typeof kind === 'string')).toHaveLength(9)
})

describe.each(Object.entries(orders))('%s', (_name, server) => {
  let world: AuthorizationServerWorld
  const browsers = new Map<string, Browser>()
  beforeAll(async () => {
    world = await startAuthorizationServerWorld({ identity: (origin) => toIdentity(server, origin) })
  })
  afterAll(() => world.close())

  test.each([undefined, ...users].map((user) => ({ user, who: user?.login ?? 'a program' })))(
    '$who',
    async ({ user }) => {
      for (const question of questions.filter((candidate) => candidate.user === user)) {
        const answer = await ask(question)
        expect({ ...naming(question), answer }).toEqual({
          ...naming(question),
          answer: askModel(server, question),
        })
      }
    },
  )

  function ask(question: ModelRequest): Promise<ModelAnswer> {
    const { user, grant } = question
    if (user === undefined) return askAsProgram(question)
    return grant === device ? askAsDevice(question, user) : askAsPerson(question, user)
  }

  async function askAsDevice({ client, scopes }: ModelRequest, user: ModelUser): Promise<ModelAnswer> {
    const form = { ...secretOf(client), scope: scopes.join(' ') }
    const started = await startDevice(world.issuer, form)
    if (started.answer.status !== 200) return readAnswer(started.answer.body)
    await answerDevice(world.issuer, started.userCode, { login: user.login, password: 'open sesame' })
    return readAnswer((await started.poll()).body)
  }

  async function askAsProgram({ client, scopes }: ModelRequest): Promise<ModelAnswer> {
    const form = { grant_type: credentials, ...secretOf(client), ...scopeOf(scopes) }
    const { status, body } = await postForm(world.issuer, form)
    if (status !== 200) expect(status).toBe(body['error'] === 'access_denied' ? 401 : 400)
    return readAnswer(body)
  }

  async function askAsPerson({ client, scopes }: ModelRequest, user: ModelUser): Promise<ModelAnswer> {
    const browser = browsers.get(user.login) ?? createBrowser()
    browsers.set(user.login, browser)
    const { verifier, challenge } = createPkce()
    const changes = { client_id: client.id, scope: undefined, ...scopeOf(scopes) }
    const page = await browser.follow(authorizeUrl(world.issuer, challenge, changes))
    const landed = page.away === undefined ? await browser.signIn(page, user.login, 'open sesame') : page
    const result = landed.away?.searchParams ?? new URLSearchParams()
    if (result.has('error')) return readAnswer(Object.fromEntries(result))
    const { body } = await postForm(world.issuer, {
      grant_type: code,
      ...secretOf(client),
      code: result.get('code') ?? '',
      redirect_uri: nativeCallback,
      code_verifier: verifier,
    })
    return readAnswer(body)
  }
})

function naming({ client, grant, user, scopes }: ModelRequest): object {
  return { client: client.id, grant, user: user?.login, scopes }
}

function secretOf({ id }: ModelClient): { client_id: string; client_secret: string } {
  return { client_id: id, client_secret: `${id}-secret-0123456789` }
}

function scopeOf(scopes: readonly string[]): { scope?: string } {
  return scopes.length === 0 ? {} : { scope: scopes.join(' ') }
}

function readAnswer(body: Readonly<Record<string, unknown>>): ModelAnswer {
  if (typeof body['error'] === 'string')
    return { error: body['error'], description: String(body['error_description']) }
  return { minutes: Number(body['expires_in']) / 60, scopes: String(body['scope']) }
}

function toIdentity(model: ModelServer, origin: string): Identity {
  const { identity, problems } = compileIdentity({
    authorizationServers: [
      {
        id: 'mcp',
        name: 'Matrix',
        audience: `${origin}/mcp`,
        scopes: model.scopes.map((name) => ({ name, default: model.defaults.includes(name) })),
        policies: model.policies.map((policy, index) => ({
          name: `policy ${index}`,
          clients: policy.clients,
          rules: policy.rules.map((rule) => ({
            name: `rule ${rule.minutes}`,
            grantTypes: rule.grants,
            people: { groups: rule.groups, users: rule.users },
            scopes: rule.scopes,
            accessTokenLifetimeMinutes: rule.minutes,
            refreshTokenLifetimeMinutes: 600,
            refreshTokenWindowMinutes: 300,
          })),
        })),
      },
      { id: 'bare', name: 'Bare', audience: 'api://bare', scopes: [] },
    ],
    clients: clients.map((client) => ({
      id: client.id,
      name: client.id,
      type: client.grants.includes(code) ? 'web' : 'service',
      secret: secretOf(client).client_secret,
      tokenEndpointAuthMethod: 'client_secret_post',
      grantTypes: client.grants,
      redirectUris: client.grants.includes(code) ? [nativeCallback] : [],
      assignedTo: { groups: client.groups, users: client.users },
    })),
    groups: [{ name: 'staff' }, { name: 'guests' }],
    users: users.map((user) => ({ login: user.login, groups: user.groups, password: 'open sesame' })),
  })
  if (identity === undefined) throw new Error(JSON.stringify(problems))
  return identity
}

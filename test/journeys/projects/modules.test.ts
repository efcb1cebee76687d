import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  openFormatProjects,
  type FormatProjects,
  type StartedProject,
} from '../../support/format-projects.ts'
import { connectV2 } from '../../support/mcp-clients.ts'
import { shows } from '../../support/shows.ts'

let projects: FormatProjects
let styles: StartedProject
let notes: StartedProject
let hooked: StartedProject
let own: StartedProject
let layered: StartedProject
let monorepo: StartedProject
let canary: StartedProject
let signed: StartedProject

beforeAll(async () => {
  projects = await openFormatProjects()
  styles = await projects.start('export-styles', { GREETING: 'hello', ROLE: 'taster' })
  notes = await projects.start('module-styles')
  hooked = await projects.start('hooked')
  own = await projects.start('own-names', { MARK: 'ours' })
  layered = await projects.start('layered-policies', { STAFF: 'ada', STAFF_PASSWORD: 'correct horse' })
  monorepo = await projects.start('monorepo/apps/gateway')
  signed = await projects.start('signed-calls', {
    LEDGER_URL: projects.upstream,
    LEDGER_AUDIENCE: 'https://ledger.example.com',
  })
  canary = await projects.start('canary', { SHOP_URL: projects.upstream, EMPLOYEE_CODE: 'open sesame' })
})
afterAll(() => projects.close())

const json = async (answer: Promise<Response>): Promise<unknown> => (await answer).json()

describe('handlers', () => {
  test.each([
    ['/default-function/ada', { style: 'default function', path: '/default-function/{name}', name: 'ada' }],
    ['/default-arrow', { style: 'default arrow' }],
    ['/arrow', { style: 'named arrow', method: 'GET' }],
    ['/plain', ['named', 'function']],
    ['/renamed', { style: 'renamed' }],
    ['/again', { style: 'default arrow' }],
    ['/mjs?q=1', { style: 'mjs', query: '1' }],
    ['/price?drink=espresso', 4.4],
    ['/none', null],
    ['/text', 'plain words'],
    ['/variable', { greeting: 'hello', unset: null }],
  ])('%s answers, however its function is exported and whatever it returns', async (path, expected) => {
    const answer = await styles.fetch(path)
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect([answer.status, await answer.json()]).toEqual([200, expected])
  })

  test('responses of modules are sent as they are', async () => {
    const created = await styles.fetch('/created')
    expect([created.status, created.headers.get('location'), await created.text()]).toEqual([201, '/1', ''])
    const stream = await styles.fetch('/stream')
    expect([stream.headers.get('content-type'), await stream.text()]).toEqual(['text/plain', 'one two'])
    const teapot = await styles.fetch('/teapot')
    expect([teapot.status, teapot.headers.get('x-tea')]).toEqual([418, 'yes'])
    expect(await teapot.json()).toMatchObject({ detail: 'Ask for tea.', pots: 3, instance: '/teapot' })
    expect((await styles.fetch('/nothing')).status).toBeLessThan(300)
  })

  shows('T10', 'either spelling of a status is the status', async () => {
    expect((await styles.fetch('/created')).status).toBe(201)
    expect((await styles.fetch('/accepted')).status).toBe(202)
  })

  test('an error that nobody catches says nothing of its cause, and is logged with it', async () => {
    const answer = await styles.fetch('/fail')
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain('secret')
    expect(JSON.stringify(styles.records)).toContain('the secret is 42')
    expect(JSON.stringify(styles.records)).toContain('modules/answers.ts')
  })
})

describe('policies', () => {
  test('may answer a new request, the same, nothing or a response', async () => {
    const signed = await styles.fetch('/signed', { method: 'POST', body: 'kept' })
    expect(await signed.json()).toEqual({
      user: { sub: 'ada', data: { roles: ['taster', 'drinker'] } },
      header: 'barista by sign-in',
      options: 'kept',
    })
    expect(signed.headers.get('x-seen')).toBe('silent,sign-in')
    expect(await json(styles.fetch('/assigned', { method: 'POST' }))).toMatchObject({
      user: { sub: 'assigned' },
    })
    const stopped = await styles.fetch('/assigned?stop=yes', { method: 'POST' })
    // An answer of an inbound policy skips the outbound ones.
    expect([stopped.status, stopped.headers.get('x-seen')]).toEqual([418, null])
  })

  test('are found by module and export, whatever their policyType says', async () => {
    expect(await json(notes.fetch('/notes/latest'))).toMatchObject({ detail: 'Only the owner reads notes.' })
    expect(await json(notes.fetch('/notes/latest', { headers: { 'x-user': 'ada' } }))).toBe('buy milk')
  })

  shows('T7', 'run after every status of the handler', async () => {
    const answer = await notes.fetch('/notes/missing')
    expect([answer.status, answer.headers.get('x-stamp')]).toEqual([404, '404'])
  })

  shows('T13', 'cannot lose the CORS headers by an answer of their own', async () => {
    const answer = await notes.fetch('/motto/replaced', { headers: { origin: 'https://app.example.com' } })
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.example.com')
    expect(await answer.text()).toBe('"write it down"')
  })

  test('run in the order of composites and of those written in place', async () => {
    const composed = await layered.fetch('/composed')
    expect(await composed.json()).toMatchObject({ steps: ['1', '2', '3'] })
    expect(composed.headers.get('x-steps')).toBe('1 2 3 o1 o2')
    expect(await json(layered.fetch('/in-place'))).toMatchObject({ steps: ['1', 'here'] })
  })

  test('may run others by name', async () => {
    const staff = { authorization: `Basic ${btoa('ada:correct horse')}` }
    expect(await json(layered.fetch('/either', { headers: staff }))).toMatchObject({ user: 'ada' })
    const refused = await layered.fetch('/either')
    expect([refused.status, await refused.json()]).toMatchObject([
      401,
      { detail: 'Neither staff nor a partner.' },
    ])
  })
})

describe('hooks and plugins', () => {
  test('run in their order around a request', async () => {
    const answer = await hooked.fetch('/look')
    expect(await answer.json()).toEqual({ startedBy: 'request hook', path: '/look' })
    expect(answer.headers.get('x-hooks')).toBe('first, second, own')
    expect(answer.headers.get('x-greeting')).toBe('Good day')
  })

  test('see what was sent, and may lead elsewhere before routing', async () => {
    const answer = await hooked.fetch('/old/look')
    expect(await answer.json()).toMatchObject({ path: '/look' })
    const requestId = answer.headers.get('zp-rid')
    expect(await json(hooked.fetch('/sent'))).toContainEqual({ requestId, status: 200 })
    expect((await hooked.fetch('/closed')).status).toBe(503)
    expect((await hooked.fetch('/look', { headers: { 'user-agent': 'a bot' } })).status).toBe(403)
  })

  test('answer errors and paths that no route has', async () => {
    expect(await json(hooked.fetch('/broken'))).toMatchObject({ status: 502, detail: 'The shelf fell down.' })
    expect(await json(hooked.fetch('/broken?kind=configuration'))).toMatchObject({
      detail: 'The shelf is not set up.',
    })
    expect(await (await hooked.fetch('/nowhere')).text()).toBe('Nothing here.')
    const wrong = await hooked.fetch('/look', { method: 'PUT' })
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET'])
  })
})

describe('plugins of metrics and logs', () => {
  shows('T12', 'have both of their spellings, and each says what to add in its place', () => {
    const said = canary.records.flatMap(({ message, fields }) =>
      message.endsWith(' sends nothing here') ? [[fields['plugin'], fields['hint']]] : [],
    )
    expect(said).toEqual([
      ['DatadogMetricsPlugin', expect.stringContaining('OTelMetricsPlugin')],
      ['DataDogMetricsPlugin', expect.stringContaining('OTelMetricsPlugin')],
      ['VMwareLogInsightLoggingPlugin', expect.stringContaining('OpenTelemetryPlugin')],
      ['VMWareLogInsightLoggingPlugin', expect.stringContaining('OpenTelemetryPlugin')],
    ])
  })
})

describe('members that samples use and the reference leaves out', () => {
  shows(
    'T11',
    'are there: variables, a URL to write, an event, an answer, an error with a status',
    async () => {
      const item = (headers: Record<string, string> = {}) => json(canary.fetch('/items/7', { headers }))
      expect(await item({ 'x-employee': 'open sesame' })).toMatchObject({ url: '/canary/items/7' })
      expect(await item()).toMatchObject({ url: '/stable/items/7' })
      expect(canary.records.map(({ message }) => message)).toContain('sent 200 from stable')
      const taken = await canary.fetch('/taken')
      expect([taken.status, await taken.json()]).toEqual([409, { failed: 'The seat is taken.' }])
    },
  )

  test('and code learns where it runs and who calls, whatever the caller says', async () => {
    const headers = { 'true-client-ip': '8.8.8.8', 'x-incoming-country': 'XX' }
    expect(await json(canary.fetch('/where', { headers }))).toEqual({
      ip: '127.0.0.1',
      country: null,
      stage: 'production',
    })
  })

  test('problems have the form that the project gives them', async () => {
    const missing = await canary.fetch('/nowhere')
    expect(missing.headers.get('content-type')).toBe('application/json')
    expect(await missing.json()).toEqual({
      error: { code: 404, title: 'Not Found', id: missing.headers.get('zp-rid') },
    })
    expect((await canary.fetch('/taken', { method: 'POST' })).headers.get('allow')).toBe('GET')
  })
})

describe('a project that signs its calls', () => {
  shows('T18', 'signs them with EdDSA, which its key set tells to whoever verifies', async () => {
    expect((await signed.fetch('/entries')).status).toBe(200)
    const token = String(projects.asked.at(-1)?.headers['x-signed'])
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'EdDSA' })
    const issuer = `${signed.origin}/__zuplo/issuer`
    const discovery = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()
    const { issuer: named, jwks_uri: keys } = discovery as { issuer: string; jwks_uri: string }
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(keys)), {
      issuer: named,
      audience: 'https://ledger.example.com',
    })
    expect(named).toBe(issuer)
    expect(payload).toMatchObject({ sub: 'anonymous', path: '/entries' })
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60)
  })
})

describe('imports', () => {
  shows('T20', 'types imported as values are dropped', () => {
    for (const { served } of [styles, notes, hooked]) expect(served.current().diagnostics).toEqual([])
  })

  test('follow the paths of tsconfig.json to packages beside the project', async () => {
    expect(await json(monorepo.fetch('/prices?pieces=2'))).toEqual([{ name: 'cup', price: '9.01 EUR' }])
  })

  test("and everything has a name of the gateway's own", async () => {
    const answer = await own.fetch('/greet', { method: 'POST', body: '{"name":"Ada"}' })
    expect(await answer.json()).toEqual({ greeting: 'Hello Ada', inside: null })
    expect([answer.headers.get('x-mark'), answer.headers.get('x-from')]).toEqual(['ours', 'own-names'])
    const client = await connectV2(`${own.origin}/mcp`, 'modern')
    expect(await client.callTool({ name: 'greet', arguments: { name: 'Ada' } })).toMatchObject({
      content: [{ text: '{"greeting":"Hello Ada","inside":"/mcp"}' }],
    })
    expect(await client.callTool({ name: 'greet', arguments: { name: 'nobody' } })).toMatchObject({
      isError: true,
    })
    await client.close()
  })
})

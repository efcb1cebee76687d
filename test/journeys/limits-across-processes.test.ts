import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createKeyText } from '../../src/storage/key-ring.ts'
import { startCommandLine, type RunningCommand } from '../support/command-line.ts'
import type { TestServer } from '../support/server-process.ts'
import { postgresIsHere, startPostgres } from '../support/start-postgres.ts'
import { redisIsHere, startRedis } from '../support/start-redis.ts'
import { createTempProject, type TempProject } from '../support/temp-project.ts'

const SALLYPORT_STATE_KEYS = createKeyText('main')
const allowed = 60

let project: TempProject
const running: RunningCommand[] = []
afterEach(async () => {
  for (const { child } of running) child.kill('SIGTERM')
  await Promise.all(running.splice(0).map(({ ended }) => ended))
})
afterAll(() => project.remove())
beforeAll(async () => {
  const policy = (policyType: string, exported: string, options: object): object => ({
    name: policyType,
    policyType,
    handler: { export: exported, module: '$import(@zuplo/runtime)', options },
  })
  const route = (operationId: string, inbound: string): object => ({
    get: {
      operationId,
      'x-zuplo-route': {
        corsPolicy: 'none',
        handler: { export: 'answer', module: '$import(./modules/answer)' },
        policies: { inbound: [inbound] },
      },
    },
  })
  project = await createTempProject({
    'config/routes.oas.json': {
      openapi: '3.1.0',
      info: { title: 't', version: '1' },
      paths: {
        '/limited': route('limited', 'rate-limit-inbound'),
        '/quota': route('quota', 'quota-inbound'),
      },
    },
    'config/policies.json': {
      policies: [
        policy('rate-limit-inbound', 'RateLimitInboundPolicy', {
          rateLimitBy: 'all',
          requestsAllowed: allowed,
          throwOnFailure: true,
        }),
        policy('quota-inbound', 'QuotaInboundPolicy', {
          period: 'monthly',
          quotaBy: 'user',
          allowances: { requests: allowed },
          throwOnFailure: true,
        }),
      ],
    },
    'modules/answer.ts': `export function answer(request) {
  if (request.headers.has('x-fail')) throw new Error('on purpose')
  return { ok: true }
}
`,
  })
})

/** Starts gateways of the project, each a process, and answers their origins. */
async function startGateways(url: string, count: number): Promise<readonly string[]> {
  const environment = { SALLYPORT_STATE_URL: url, SALLYPORT_STATE_KEYS }
  const started = Array.from({ length: count }, () =>
    startCommandLine(['dev', project.folder, '--port', '0'], environment),
  )
  running.push(...started)
  const origin = /http:\/\/127\.0\.0\.1:\d+/
  await Promise.all(started.map((gateway) => gateway.saw(origin)))
  return started.map((gateway) => origin.exec(gateway.stdout())?.[0] ?? '')
}

/** The statuses of requests that all gateways get at once; every third fails where that is wanted. */
async function flood(
  origins: readonly string[],
  path: string,
  each: number,
  fails: boolean,
): Promise<number[]> {
  const requests = origins.flatMap((origin) =>
    Array.from({ length: each }, async (_, index) => {
      const headers: Record<string, string> = fails && index % 3 === 0 ? { 'x-fail': '1' } : {}
      const response = await fetch(origin + path, { headers })
      await response.arrayBuffer()
      return response.status
    }),
  )
  return Promise.all(requests)
}

const count = (statuses: readonly number[], status: number): number =>
  statuses.filter((one) => one === status).length

describe.each([
  { name: 'Redis', start: startRedis, isHere: redisIsHere },
  { name: 'PostgreSQL', start: startPostgres, isHere: postgresIsHere },
])('four gateways on one $name server', ({ start, isHere }) => {
  let server: TestServer
  beforeAll(async () => {
    if (isHere) server = await start()
  })
  afterAll(async () => {
    if (isHere) await server.remove()
  })

  test.runIf(isHere)(
    'together let pass what a rate limit and a quota allow, and not one more',
    async () => {
      const origins = await startGateways(server.url, 4)
      const limited = await flood(origins, '/limited', 40, false)
      expect([count(limited, 200), count(limited, 429)]).toEqual([allowed, 160 - allowed])

      const raced = await flood(origins, '/quota', 45, true)
      expect(count(raced, 200) + count(raced, 429) + count(raced, 500)).toBe(180)
      expect(count(raced, 200)).toBeLessThanOrEqual(allowed)
      // What failed was given back, so what is left of the allowance is there for whoever comes next, and no more.
      const rest = await flood(origins, '/quota', 15, false)
      expect(count(raced, 200) + count(rest, 200)).toBe(allowed)
    },
    60_000,
  )
})

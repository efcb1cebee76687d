import { describe, expect, it } from 'vitest'
import type { Reply } from '../../../src/gateway/exchange.ts'
import { healthRoutes, type ReadinessCheck } from '../../../src/gateway/system-routes.ts'
import { exchangeWith } from '../../support/policy-setup.ts'

async function serve(
  path: string,
  method: string,
  checks: readonly ReadinessCheck[] = [],
): Promise<Reply | undefined> {
  return healthRoutes(checks)
    .find((route) => route.method === method && route.matches(path))
    ?.serve(exchangeWith({ path, method }))
}

describe('healthRoutes', () => {
  it.each(['/health', '/__zuplo/ping'])(
    'says at %s that the process lives, whatever is missing',
    async (path) => {
      expect(await serve(path, 'GET', [() => 'broken'])).toEqual({
        status: 200,
        headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
        body: '{"status":"ok"}',
      })
    },
  )

  it('is ready when no check has a problem', async () => {
    expect(await serve('/ready', 'GET', [() => undefined])).toMatchObject({
      status: 200,
      body: '{"status":"ready","problems":[]}',
    })
  })

  it('names each problem once, and asks again at each request', async () => {
    let problem: string | undefined = 'no keys'
    const checks = [() => problem, () => problem, () => 'draining']
    expect(await serve('/ready', 'GET', checks)).toMatchObject({
      status: 503,
      body: '{"status":"not ready","problems":["no keys","draining"]}',
    })
    problem = undefined
    expect((await serve('/ready', 'GET', checks))?.body).toBe(
      '{"status":"not ready","problems":["draining"]}',
    )
  })

  it('answers HEAD too, and nothing else', async () => {
    expect((await serve('/ready', 'HEAD'))?.status).toBe(200)
    expect(await serve('/health', 'POST')).toBeUndefined()
    expect(await serve('/healthy', 'GET')).toBeUndefined()
  })
})

import { afterEach, describe, expect, it } from 'vitest'
import type { GatewayRequest } from '../../../src/gateway/facade/gateway-request.ts'
import type { ModuleContext } from '../../../src/gateway/facade/module-context.ts'
import type { ProblemResponseFormat, RuntimeExtensions } from '../../../src/gateway/runtime-extensions.ts'
import { HttpProblems } from '../../../src/runtime-api/http-problems.ts'
import {
  ask,
  createGatewayFixture,
  functionRoute,
  type GatewayFixture,
} from '../../support/gateway-fixture.ts'

let fixture: GatewayFixture
afterEach(() => fixture.close())

/** A gateway with one route that tells what it saw, and one that fails. */
async function serve(runtimeInit: (runtime: RuntimeExtensions) => void): Promise<void> {
  const handle = (request: GatewayRequest): unknown => ({
    path: new URL(request.url).pathname,
    mark: request.headers.get('x-mark'),
  })
  const fail = (): never => {
    throw new Error('boom')
  }
  const refuse = (request: GatewayRequest, context: ModuleContext): Promise<Response> =>
    HttpProblems.forbidden(request, context, { detail: 'Not you.' }, { 'x-more': 'yes' })
  fixture = await createGatewayFixture({
    paths: {
      '/x': { get: functionRoute('handle') },
      '/fail': { get: functionRoute('fail') },
      '/refuse': { get: functionRoute('refuse') },
    },
    modules: { './modules/m': { handle, fail, refuse }, './modules/zuplo.runtime': { runtimeInit } },
  })
}

const marked = (request: Request, path: string): Request =>
  new Request(new URL(path, request.url), { headers: { 'x-mark': 'hook' } })

describe('hooks before routing', () => {
  it('may send the request elsewhere', async () => {
    await serve((runtime) => runtime.addPreRoutingHook((request) => marked(request, '/x')))
    expect(await (await ask(fixture, '/old-name')).json()).toEqual({ path: '/x', mark: 'hook' })
  })

  it('may answer, which ends the journey', async () => {
    const seen: string[] = []
    await serve((runtime) => {
      runtime.addPreRoutingHook(() => new Response('closed', { status: 503 }))
      runtime.addPreRoutingHook((request) => {
        seen.push('second')
        return request
      })
    })
    expect((await ask(fixture, '/x')).status).toBe(503)
    expect(seen).toEqual([])
  })

  it('that fail are answered with 500', async () => {
    await serve((runtime) =>
      runtime.addPreRoutingHook(() => {
        throw new Error('boom')
      }),
    )
    expect((await ask(fixture, '/x')).status).toBe(500)
  })
})

describe('request hooks', () => {
  it('run for matched routes, with the context, and may replace the request', async () => {
    const routes: string[] = []
    await serve((runtime) =>
      runtime.addRequestHook((request, context) => {
        routes.push(context.route.path)
        return marked(request, '/x')
      }),
    )
    expect(await (await ask(fixture, '/x')).json()).toMatchObject({ mark: 'hook' })
    await ask(fixture, '/missing')
    expect(routes).toEqual(['/x'])
  })

  it('may answer', async () => {
    await serve((runtime) => runtime.addRequestHook(() => new Response('early', { status: 202 })))
    expect(await (await ask(fixture, '/x')).text()).toBe('early')
  })
})

describe('hooks on the answer', () => {
  it('chain, and see answers of failures too', async () => {
    await serve((runtime) => {
      runtime.addResponseSendingHook((response) => new Response('first', { status: response.status }))
      runtime.addResponseSendingHook(
        async (response) => new Response(`${await response.text()}, second`, { status: response.status }),
      )
    })
    const response = await ask(fixture, '/fail')
    expect([response.status, await response.text()]).toEqual([500, 'first, second'])
  })

  it('that only look cannot fail the answer', async () => {
    const seen: number[] = []
    await serve((runtime) => {
      runtime.addResponseSendingFinalHook(() => {
        throw new Error('looked too hard')
      })
      runtime.addResponseSendingFinalHook((response) => void seen.push(response.status))
    })
    expect((await ask(fixture, '/x')).status).toBe(200)
    expect(seen).toEqual([200])
    expect(fixture.records).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'a final hook failed' }),
    )
  })
})

describe('the answers of a project to what goes wrong', () => {
  it('its not-found handler learns which methods the path has', async () => {
    await serve((runtime) => {
      runtime.notFoundHandler = (request, context, { routesMatchedByPathOnly: routes }) =>
        Response.json(
          {
            url: new URL(request.url).pathname,
            path: context.route.path,
            routes: routes.map(({ path, methods }) => ({ path, methods })),
          },
          { status: 404 },
        )
    })
    expect(await (await ask(fixture, '/x', { method: 'DELETE' })).json()).toEqual({
      url: '/x',
      path: '/x',
      routes: [{ path: '/x', methods: ['GET'] }],
    })
  })

  it('its error handler gets what was thrown', async () => {
    await serve((runtime) =>
      runtime.addErrorHandler(
        (error, _, context) =>
          new Response(`${error instanceof Error ? error.message : ''} on ${context.route.path}`, {
            status: 599,
          }),
      ),
    )
    const response = await ask(fixture, '/fail')
    expect([response.status, await response.text()]).toEqual([599, 'boom on /fail'])
  })

  it('an error handler that fails itself leaves the gateway to answer', async () => {
    await serve((runtime) =>
      runtime.addErrorHandler(() => {
        throw new Error('worse')
      }),
    )
    expect((await ask(fixture, '/fail')).status).toBe(500)
  })
})

describe("the project's own form of problems", () => {
  const teapot: ProblemResponseFormat = ({ problem, statusText, additionalHeaders }) => {
    const { code, title, detail } = problem
    const headers = new Headers(additionalHeaders)
    headers.set('content-type', 'text/plain')
    return new Response([title, statusText, code ?? '', detail ?? ''].join('|'), {
      status: problem.status,
      headers,
    })
  }

  it('is that of what no route matches, what fails, and what HttpProblems answers', async () => {
    await serve((runtime) => void (runtime.problemResponseFormat = teapot))
    const missing = await ask(fixture, '/missing')
    expect([missing.status, await missing.text()]).toEqual([
      404,
      'Not Found|Not Found|SALLYPORT_ROUTE_NOT_FOUND|No route matches this path.',
    ])
    const failed = await ask(fixture, '/fail')
    expect([failed.status, failed.headers.get('content-type')]).toEqual([500, 'text/plain'])
    const refused = await ask(fixture, '/refuse')
    expect([refused.status, refused.headers.get('x-more'), await refused.text()]).toEqual([
      403,
      'yes',
      'Forbidden|Forbidden||Not you.',
    ])
  })

  it('loses no header that clients need, and the gateway answers where it fails', async () => {
    await serve((runtime) => {
      runtime.problemResponseFormat = ({ problem }) => {
        if (problem.status === 404) throw new Error('no form')
        return new Response('plain', { status: problem.status })
      }
    })
    const method = await ask(fixture, '/x', { method: 'DELETE' })
    expect([await method.text(), method.headers.get('allow')]).toEqual(['plain', 'GET'])
    expect(await (await ask(fixture, '/missing')).json()).toMatchObject({ code: 'SALLYPORT_ROUTE_NOT_FOUND' })
    expect(fixture.records.some(({ message }) => message === 'problemResponseFormat failed')).toBe(true)
  })
})

import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { awsKey, isSignedForAws } from '../../../support/aws-signature.ts'
import { startUpstream, type LoopbackUpstream } from '../../../support/loopback-upstream.ts'
import { startExample, type RunningExample } from '../../../support/reference/start-example.ts'

const region = 'eu-central-1'
let lambda: LoopbackUpstream
let gateway: RunningExample
afterEach(async () => {
  await gateway.close()
  await lambda.close()
})

interface Invocation {
  readonly url: string | undefined
  readonly event: Record<string, unknown>
}

/** Lambda, which lets in what is signed, and a gateway whose only route is a function. */
async function serve(
  answer: (response: ServerResponse, request: IncomingMessage) => unknown,
  options: Record<string, unknown> = {},
  runtimeInit = '',
): Promise<Invocation[]> {
  const invocations: Invocation[] = []
  lambda = await startUpstream((request, response, body) => {
    if (!isSignedForAws(request, body, { service: 'lambda', region })) return response.writeHead(403).end()
    invocations.push({ url: request.url, event: JSON.parse(body) as Record<string, unknown> })
    return answer(response, request)
  })
  const handler = {
    export: 'awsLambdaHandler',
    module: '$import(@zuplo/runtime)',
    options: { ...awsKey, region, functionName: 'orders:live', endpoint: lambda.url, ...options },
  }
  const route = { operationId: 'order', 'x-zuplo-route': { corsPolicy: 'none', handler } }
  const routes = {
    openapi: '3.1.0',
    info: { title: 'Orders', version: '1' },
    paths: { '/orders/{id}': { get: route, post: { ...route, operationId: 'change' } } },
  }
  const files = {
    'config/routes.oas.json': JSON.stringify(routes),
    'config/policies.json': '{"policies":[]}',
  }
  gateway = await startExample(
    runtimeInit === '' ? files : { ...files, 'modules/zuplo.runtime.ts': runtimeInit },
    { environment: {} },
  )
  return invocations
}

const ask = (init?: RequestInit): Promise<Response> =>
  gateway.fetch(new Request('http://127.0.0.1:9000/orders/7?a=1', init))

describe('awsLambdaHandler', () => {
  it('invokes the function and answers what it returned', async () => {
    const invocations = await serve((response) =>
      response
        .setHeader('x-amzn-trace-id', 'Root=1')
        .end('{"statusCode":202,"headers":{"x-a":"b"},"body":"{}"}'),
    )
    const answer = await ask({ method: 'POST', body: '{"n":1}', headers: { 'x-amz-date': 'mine' } })
    expect([answer.status, await answer.text(), answer.headers.get('x-a')]).toEqual([202, '{}', 'b'])
    expect(answer.headers.get('x-amzn-trace-id')).toBeNull()
    expect(invocations).toMatchObject([
      {
        url: '/2015-03-31/functions/orders%3Alive/invocations',
        event: { version: '2.0', rawPath: '/orders/7', rawQueryString: 'a=1', body: '{"n":1}' },
      },
    ])
  })

  it('tells the trace where it is wanted', async () => {
    await serve((response) => response.setHeader('x-amzn-trace-id', 'Root=1').end('"hello"'), {
      returnAmazonTraceIdHeader: true,
    })
    const answer = await ask()
    expect([answer.headers.get('x-amzn-trace-id'), await answer.json()]).toEqual(['Root=1', 'hello'])
  })

  it.each([
    [
      'a function that throws',
      502,
      'FAILED',
      (response: ServerResponse) =>
        response.setHeader('x-amz-function-error', 'Unhandled').end('{"errorMessage":"secret"}'),
    ],
    [
      'a function that there is not',
      502,
      'FAILED',
      (response: ServerResponse) => response.writeHead(404).end('{"Message":"secret"}'),
    ],
    [
      'a function that is throttled',
      503,
      'BUSY',
      (response: ServerResponse) => response.writeHead(429).end('{"Reason":"secret"}'),
    ],
  ])('answers for %s with %i, and keeps what it said', async (_what, status, code, answer) => {
    await serve(answer)
    const response = await ask()
    const text = await response.text()
    expect([response.status, text]).toEqual([status, expect.stringContaining(`FUNCTION_${code}`)])
    expect(text).not.toContain('secret')
    expect(response.headers.has('retry-after')).toBe(status === 503)
  })

  it('lets modules change the event, one after the other', async () => {
    const invocations = await serve(
      (response) => response.end('{}'),
      {},
      `import { AwsLambdaHandlerExtensions } from '@zuplo/runtime'
export function runtimeInit() {
  AwsLambdaHandlerExtensions.addSendingAwsLambdaEventHook(async (request, context, event) => {
    event.first = [request.params.id, context.route.path]
    return event
  })
  AwsLambdaHandlerExtensions.addSendingAwsLambdaEventHook((_request, _context, event) => ({ second: event.first }))
  AwsLambdaHandlerExtensions.addSendingAwsLambdaEventHook(() => undefined)
}
`,
    )
    expect((await ask()).status).toBe(200)
    expect(invocations.map(({ event }) => event)).toEqual([{ second: ['7', '/orders/{id}'] }])
  })
})

import { createAwsSigner } from '../../aws/sign-request.ts'
import { GatewayError } from '../../foundation/errors.ts'
import type { Exchange } from '../../gateway/exchange.ts'
import { createRequestFacade } from '../../gateway/facade/gateway-request.ts'
import { moduleContextOf } from '../../gateway/facade/module-context.ts'
import { defineHandler, type HandlerSetup } from '../../gateway/handler.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import type { UpstreamReply } from '../../gateway/services.ts'
import { createEventBuilder, type LambdaEvent } from './build-event.ts'
import { awsLambdaOptions, type AwsLambdaOptions } from './options.ts'
import { readLambdaAnswer } from './read-answer.ts'

/** Lambda answers synchronous calls with at most 6 MB; escaping in JSON may add to it. */
const answerLimit = 16 * 1024 * 1024

/** Invokes a function of AWS Lambda with the event that API Gateway would make of the request. */
export const awsLambda = defineHandler({
  exports: ['awsLambdaHandler', 'AwsLambdaHandler'],
  options: awsLambdaOptions,
  create(options, setup) {
    const { isProxy, invoke } = createInvocation(options, setup)
    const buildEvent = createEventBuilder(options)
    return async (exchange, context) => {
      const body = exchange.body.isEmpty ? new Uint8Array(0) : await exchange.body.bytes()
      const routePath = context.route.path
      const event = buildEvent({ exchange, routePath, body, now: context.services.now() })
      const answer = await invoke(await runHooks(setup, event, exchange, context), exchange)
      const reply = await readLambdaAnswer(await answer.text(answerLimit), {
        isProxy,
        bodyLimit: setup.bodyLimit,
      })
      const trace = answer.headers['x-amzn-trace-id']
      if (options.returnAmazonTraceIdHeader && trace !== undefined) reply.headers['x-amzn-trace-id'] = trace
      return reply
    }
  },
})

function createInvocation(
  options: AwsLambdaOptions,
  { services }: HandlerSetup,
): {
  readonly isProxy: boolean
  readonly invoke: (event: LambdaEvent, exchange: Exchange) => Promise<UpstreamReply>
} {
  const { region, functionName, endpoint = `https://lambda.${region}.amazonaws.com` } = options
  const url = `${endpoint.replace(/\/$/, '')}/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`
  const sign = createAwsSigner(options, { region, service: 'lambda' }, () => services.now())
  const invoke = async (event: LambdaEvent, exchange: Exchange): Promise<UpstreamReply> => {
    const body = new TextEncoder().encode(JSON.stringify(event))
    const plain = { 'content-type': 'application/json', 'x-amz-invocation-type': 'RequestResponse' }
    const headers = await sign({ method: 'POST', url, headers: plain, body })
    const { signal } = exchange
    const timeoutMs = services.upstreamTimeoutMs
    const answer = await services.upstream.send({ method: 'POST', url, headers, body, signal, timeoutMs })
    if (answer.status === 200 && answer.headers['x-amz-function-error'] === undefined) return answer
    throw await failureOf(answer)
  }
  return { isProxy: options.useLambdaProxyIntegration, invoke }
}

/** What Lambda or the function said goes to the log; a caller must not see it. */
async function failureOf(answer: UpstreamReply): Promise<GatewayError> {
  const said = (await answer.text(answerLimit)).slice(0, 1000)
  const cause = new Error(`Lambda answered ${answer.status}: ${said}`)
  return answer.status === 429 || answer.status === 503
    ? new GatewayError('SALLYPORT_UPSTREAM_FUNCTION_BUSY', { cause, headers: { 'retry-after': '1' } })
    : new GatewayError('SALLYPORT_UPSTREAM_FUNCTION_FAILED', { cause })
}

async function runHooks(
  { lambdaEventHooks, bodyLimit }: HandlerSetup,
  first: LambdaEvent,
  exchange: Exchange,
  context: GatewayContext,
): Promise<LambdaEvent> {
  let event = first
  for (const hook of lambdaEventHooks)
    event = (await hook(createRequestFacade(exchange), moduleContextOf(context, bodyLimit), event)) ?? event
  return event
}

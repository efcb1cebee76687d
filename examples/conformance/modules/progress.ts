import { GatewayContext, GatewayRequest } from 'sallyport'

/** Long enough for a client to see one message after the other, milliseconds. */
const pauseMs = 50

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, pauseMs))
}

/** Tells the client what is going on while it waits. */
export async function withLogging(_request: GatewayRequest, context: GatewayContext): Promise<Response> {
  context.mcp?.log('info', 'Tool execution started')
  await pause()
  context.mcp?.log('info', 'Tool processing data')
  await pause()
  context.mcp?.log('info', 'Tool execution completed')
  return new Response('Three messages were logged.')
}

/** Tells the client how far the work is. */
export async function withProgress(_request: GatewayRequest, context: GatewayContext): Promise<Response> {
  context.mcp?.progress(0, 100)
  await pause()
  context.mcp?.progress(50, 100)
  await pause()
  context.mcp?.progress(100, 100)
  return new Response('The work is done.')
}

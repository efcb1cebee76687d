import { GatewayContext, GatewayRequest, HttpProblems } from 'sallyport'
import { redPixel, redPixelBase64, silence } from './media.ts'

/** Text is the text of the result. */
export async function simpleText(): Promise<Response> {
  return new Response('This is a simple text response for testing.')
}

/** An image is image content, by its media type. */
export async function image(): Promise<Response> {
  return new Response(redPixel(), { headers: { 'content-type': 'image/png' } })
}

/** So is audio. */
export async function audio(): Promise<Response> {
  return new Response(silence(), { headers: { 'content-type': 'audio/wav' } })
}

/** What no HTTP answer can be is set as the result itself; callers by HTTP still get the answer. */
export async function embeddedResource(_request: GatewayRequest, context: GatewayContext): Promise<Response> {
  const text = 'This is an embedded resource content.'
  const resource = { uri: 'test://embedded-resource', mimeType: 'text/plain', text }
  context.mcp?.setRawResult({ content: [{ type: 'resource', resource }] })
  return new Response(text)
}

/** The same for several pieces of content at once. */
export async function mixed(_request: GatewayRequest, context: GatewayContext): Promise<Response> {
  const text = 'Multiple content types test:'
  const data = JSON.stringify({ test: 'data', value: 123 })
  const resource = { uri: 'test://mixed-content-resource', mimeType: 'application/json', text: data }
  context.mcp?.setRawResult({
    content: [
      { type: 'text', text },
      { type: 'image', data: redPixelBase64, mimeType: 'image/png' },
      { type: 'resource', resource },
    ],
  })
  return new Response(text)
}

/** The arguments of a tool with a body arrive as that body. */
export async function echo(request: GatewayRequest): Promise<unknown> {
  return request.json()
}

/** An argument in the query arrives in the query, whatever headers mirror it. */
export async function region(request: GatewayRequest): Promise<Response> {
  return new Response(`The region is ${request.query.region ?? 'not named'}.`)
}

/** Whatever is not a 2xx becomes a tool error that the model can read. */
export async function fail(request: GatewayRequest, context: GatewayContext): Promise<Response> {
  return HttpProblems.internalServerError(request, context, {
    detail: 'This tool intentionally returns an error for testing.',
  })
}

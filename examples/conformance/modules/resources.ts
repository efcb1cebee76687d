import { GatewayRequest } from 'sallyport'
import { redPixel } from './media.ts'

/** A text is the text of the resource. */
export async function text(): Promise<Response> {
  return new Response('This is the content of the static text resource.')
}

/** Bytes travel as Base64. */
export async function binary(): Promise<Response> {
  return new Response(redPixel(), { headers: { 'content-type': 'image/png' } })
}

/** The text of a resource that could change. */
export async function watched(): Promise<Response> {
  return new Response('This is the content of the watched resource.')
}

/** The variable of the template is a path parameter here; the object becomes JSON. */
export async function dataOf(request: GatewayRequest): Promise<unknown> {
  const { id } = request.params
  return { id, templateTest: true, data: `Data for ID: ${id}` }
}

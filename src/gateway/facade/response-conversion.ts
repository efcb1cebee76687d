import type { Reply, ReplyBody, ReplyHeaders } from '../exchange.ts'
import { streamOf } from './gateway-request.ts'

/** A web Response as the gateway's plain record; the body is passed on as it comes. */
export function replyOfResponse(response: Response): Reply {
  const headers: ReplyHeaders = {}
  response.headers.forEach((value, name) => {
    if (name !== 'set-cookie') headers[name] = value
  })
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) headers['set-cookie'] = cookies
  return {
    status: response.status,
    headers,
    body: response.body === null ? undefined : chunksOf(response.body),
  }
}

/** The plain record as a web Response, for code that expects one. */
export function responseOfReply(reply: Reply): Response {
  const headers = new Headers()
  for (const [name, value] of Object.entries(reply.headers)) {
    if (typeof value === 'string') headers.set(name, value)
    else for (const line of value) headers.append(name, line)
  }
  const bodiless = reply.status === 204 || reply.status === 205 || reply.status === 304
  return new Response(bodiless ? null : bodyInit(reply.body), { status: reply.status, headers })
}

function bodyInit(body: ReplyBody): BodyInit | null {
  if (body === undefined) return null
  if (typeof body === 'string') return body
  return body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : streamOf(body)
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncIterable<Uint8Array> {
  const reader = stream.getReader()
  let ended = false
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) {
        ended = true
        return
      }
      yield value
    }
  } finally {
    if (!ended) await reader.cancel()
    reader.releaseLock()
  }
}

import type { Reply } from '../../gateway/exchange.ts'
import type { CallScope } from './call-scope.ts'
import type { EventStream } from './event-stream.ts'
import { rpcReply } from './json-rpc.ts'
import type { Answer } from './serve-message.ts'

/**
 * The reply to a request that takes its time: one JSON document when the answer comes first, an event stream when the
 * request has something to say before (MCP 2026-07-28, basic/transports/streamable-http, receiving messages) or was
 * quiet for `streamAfterMs`, so that comments can keep the connection alive. The answer never rejects.
 */
export async function replyWhenKnown(
  answer: Promise<Answer>,
  scope: CallScope | undefined,
  streamAfterMs: number,
): Promise<Reply> {
  if (scope === undefined || !scope.canStream) return documentReply(await answer)
  return new Promise((resolve) => {
    const timer = setTimeout(() => scope.openStream(), streamAfterMs)
    const turn = (stream: EventStream): void => {
      clearTimeout(timer)
      resolve(eventReply(stream))
    }
    if (scope.openedStream !== undefined) turn(scope.openedStream)
    else scope.onStream = turn
    void answer.then((known) => {
      clearTimeout(timer)
      if (scope.openedStream === undefined) resolve(documentReply(known))
      else scope.endStream(known.text)
    })
  })
}

function documentReply({ status, text, headers }: Answer): Reply {
  return rpcReply(status, text, headers)
}

function eventReply(stream: EventStream): Reply {
  return {
    status: 200,
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      // MCP 2026-07-28, basic/transports/streamable-http: proxies such as nginx must not hold events back.
      'x-accel-buffering': 'no',
    },
    body: stream,
  }
}

import type { Reply } from '../../gateway/exchange.ts'
import type { CallScope } from './call-scope.ts'
import type { EventStream } from './event-stream.ts'
import { rpcReply } from './json-rpc.ts'
import type { QuietWatch } from './quiet-watch.ts'
import type { Answer } from './serve-message.ts'

/**
 * The reply to a request that takes its time: one JSON document when the answer comes first, an event stream when the
 * request has something to say before (MCP 2026-07-28, basic/transports/streamable-http, receiving messages) or was
 * quiet for too long, so that comments can keep the connection alive. The answer never rejects.
 */
export function replyWhenKnown(answer: Promise<Answer>, scope: CallScope, watch: QuietWatch): Promise<Reply> {
  if (!scope.canStream) return answer.then(documentReply)
  return new Promise((resolve) => {
    const turn = (stream: EventStream): void => {
      watch.remove(scope)
      resolve(eventReply(stream))
    }
    watch.add(scope)
    if (scope.openedStream === undefined) scope.onStream = turn
    else turn(scope.openedStream)
    void answer.then((known) => {
      watch.remove(scope)
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

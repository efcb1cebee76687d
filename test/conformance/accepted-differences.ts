import type { Wire } from './wire.ts'

/** A way in which every answer of the official server differs from ours, on purpose. */
export interface GeneralDifference {
  readonly what: string
  readonly why: string
  /** The answer of the official server as ours would be; the same answer when the difference does not touch it. */
  readonly translate: (answer: Wire) => Wire
}

type Message = Record<string, unknown>

/** Changes the messages of an answer, and nothing else. */
function inMessages(change: (message: Message) => Message): (answer: Wire) => Wire {
  return (answer) => ({ ...answer, messages: answer.messages.map((message) => change(message as Message)) })
}

function inError(change: (error: Message) => Message): (answer: Wire) => Wire {
  return inMessages((message) => {
    const error = message['error'] as Message | undefined
    return error === undefined ? message : { ...message, error: change(error) }
  })
}

function inResult(change: (result: Message) => Message): (answer: Wire) => Wire {
  return inMessages((message) => {
    const result = message['result'] as Message | undefined
    return result === undefined ? message : { ...message, result: change(result) }
  })
}

function without(value: Message, key: string): Message {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
}

/** Applied to every answer of the official server before it is compared. */
export const generalDifferences: readonly GeneralDifference[] = [
  {
    what: 'an answer without notifications is one JSON document, also for legacy clients',
    why: 'The revisions leave the choice to the server, scripts read JSON with curl and jq, and a stream costs more.',
    translate: (answer) =>
      answer.type === 'text/event-stream' && answer.messages.length === 1
        ? { ...answer, type: 'application/json' }
        : answer,
  },
  {
    what: 'an id that could not be read is left out',
    why: 'The schema of MCP makes the id of an error optional and does not allow null.',
    translate: inMessages((message) => (message['id'] === null ? without(message, 'id') : message)),
  },
  {
    what: 'a refused request is an invalid request',
    why: 'JSON-RPC has -32600 for it; -32000 says nothing.',
    translate: inError((error) => (error['code'] === -32000 ? { ...error, code: -32600 } : error)),
  },
  {
    what: 'what is wrong with headers and _meta is said in the message alone',
    why: 'The revision defines no data for these errors, and a copy of what was sent helps nobody.',
    translate: inError((error) => {
      const data = error['data'] as Message | undefined
      return data !== undefined && ('mismatch' in data || 'envelope' in data) ? without(error, 'data') : error
    }),
  },
  {
    what: 'changes of lists are announced only where a gateway is loaded again while it runs',
    why: 'Otherwise nothing can change, and a client would listen for nothing.',
    translate: inResult((result) => {
      const { capabilities } = result as { capabilities?: Record<string, Message> }
      if (capabilities === undefined) return result
      const silent = Object.entries(capabilities).map(([name, of]) => [name, without(of, 'listChanged')])
      return { ...result, capabilities: Object.fromEntries(silent) as Message }
    }),
  },
  {
    what: 'lists may be kept for a minute, by anyone where no policy stands before the endpoint',
    why: 'The official server does not know whether its answers depend on the caller; a gateway does.',
    translate: inResult((result) =>
      'ttlMs' in result && !('contents' in result)
        ? { ...result, ttlMs: 60_000, cacheScope: 'public' }
        : result,
    ),
  },
  {
    what: 'a question comes with a state that the client sends back',
    why: 'It binds the answer to caller and request, and carries earlier answers along; the official server leaves it to its host.',
    translate: inResult((result) =>
      result['resultType'] === 'input_required' ? { ...result, requestState: 'a state' } : result,
    ),
  },
]

/** A case in which the two servers decide differently; both decisions are pinned. */
export interface CaseDifference {
  readonly official: string
  readonly gateway: string
  readonly why: string
}

const callersMistake: CaseDifference = {
  official: '200 application/json: -32603 of 7',
  gateway: '200 application/json: -32602 of 7',
  why: 'The mistake is in the params of the caller, not in the server.',
}
const unknownCursor: CaseDifference = {
  official: '200 application/json: result of 7',
  gateway: '200 application/json: -32602 of 7',
  why: 'A cursor that this server never gave out SHOULD be refused; the first page again would loop a client.',
}
const curlReadable: Omit<CaseDifference, 'official'> = {
  gateway: '200 application/json: result of 7',
  why: "The body is read as JSON whatever it is called, since curl lines of the format's guides set neither header.",
}
const notPost: CaseDifference = {
  official: '405 application/json: -32600',
  gateway: '405 application/problem+json',
  why: 'Methods are refused by the gateway before any handler, as on every other route.',
}

/** Read after {@link generalDifferences}; see `summarize` for the notation. */
export const caseDifferences: Readonly<Record<string, CaseDifference>> = {
  'legacy: initialize under the modern header': {
    official: '400 application/json: -32020 of 7',
    gateway: '200 application/json: result of 7',
    why: 'A client that probed the modern revision and falls back may carry its header along; the body is clear.',
  },
  'legacy: initialize without a revision': callersMistake,
  'legacy: tools/list with an unknown revision header': {
    official: '400 application/json: -32600',
    gateway:
      '400 application/json: -32600 of 7 with {"supported":["2026-07-28","2025-11-25","2025-06-18","2025-03-26","2024-11-05"]}',
    why: 'The id of the request could be read, and the client is told what would be served.',
  },
  'legacy: tools/list with an unknown cursor': unknownCursor,
  'modern: tools/list with an unknown cursor': unknownCursor,
  'legacy: logging/setLevel of no level': callersMistake,
  'legacy: no prompt': callersMistake,
  'legacy: a resource without an address': callersMistake,
  'legacy: an unknown resource': {
    official: '200 application/json: -32602 of 7 with {"uri":"shop://nothing"}',
    gateway: '200 application/json: -32002 of 7 with {"uri":"shop://nothing"}',
    why: 'The revisions before 2026-07-28 name -32002 for it.',
  },
  'legacy: a call with null for arguments': {
    official: '200 application/json: -32602 of 7',
    gateway: '200 application/json: tool error of 7',
    why: 'Some clients send null for a tool without arguments; the call is made (the tool of this case fails).',
  },
  'legacy: a batch': {
    official: '200 application/json: result of 7',
    gateway: '400 application/json: -32600',
    why: 'Batches left the protocol with 2025-06-18; only a client that names 2025-03-26 may send one.',
  },
  'legacy: a batch under 2025-03-26': {
    official: '200 application/json: result of 7',
    gateway: '200 application/json: list, result of 7',
    why: 'The answer to a batch is a list of responses (JSON-RPC 2.0, section 6).',
  },
  'modern: a call that asks a client that cannot answer': {
    official: '400 application/json: -32021 of 7 with {"requiredCapabilities":{"elicitation":{"form":{}}}}',
    gateway: '400 application/json: -32021 of 7 with {"requiredCapabilities":{"elicitation":{}}}',
    why: 'An empty object declares forms, and clients of every revision know it.',
  },
  'modern: answers that are none': {
    official: '200 application/json: input_required of 7',
    gateway: '200 application/json: -32602 of 7',
    why: 'Answers of the wrong shape are a mistake of the client, which SHOULD hear of it.',
  },
  'modern: GET': notPost,
  'http: GET': notPost,
  'http: DELETE': notPost,
  'http: PUT': notPost,
  'http: a list of params': {
    official: '400 application/json: -32600 of 7',
    gateway: '400 application/json: -32602 of 7',
    why: 'What is wrong are the params.',
  },
  'http: a number as method': {
    official: '400 application/json: -32600',
    gateway: '400 application/json: -32600 of 7',
    why: 'The id could be read, so the error carries it.',
  },
  'http: members nobody knows': {
    official: '400 application/json: -32600 of 7',
    gateway: '200 application/json: result of 7',
    why: 'JSON-RPC does not forbid further members, and a reader should be generous.',
  },
  'http: text/plain': { official: '415 application/json: -32600', ...curlReadable },
  'http: a form, as curl sends by default': { official: '415 application/json: -32600', ...curlReadable },
  'http: accepting JSON alone': { official: '406 application/json: -32600', ...curlReadable },
  'http: accepting anything': { official: '406 application/json: -32600', ...curlReadable },
}

/** An answer in a line: status, media type, and of each message what it is and which request it answers. */
export function summarize({ status, type, isList, messages }: Wire): string {
  const parts = messages.map((message) => {
    const { id, error, result } = message as { id?: unknown; error?: Message; result?: Message }
    const kind = error === undefined ? kindOf(result) : error['code']
    const data = error?.['data'] === undefined ? '' : ` with ${JSON.stringify(error['data'])}`
    return `${String(kind)}${id === undefined ? '' : ` of ${String(id)}`}${data}`
  })
  const body = [...(isList ? ['list'] : []), ...parts].join(', ')
  return body === '' ? `${status} ${type}` : `${status} ${type}: ${body}`
}

function kindOf(result: Message | undefined): string {
  if (result?.['isError'] === true) return 'tool error'
  return result?.['resultType'] === 'input_required' ? 'input_required' : 'result'
}

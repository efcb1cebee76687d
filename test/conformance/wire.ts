import { expect } from 'vitest'

/** An answer as it went over the wire, without what servers may word as they like. */
export interface Wire {
  readonly status: number
  /** Media type of the body; empty when there is none. */
  readonly type: string
  /** Methods that would be served, where another one was refused. */
  readonly allow: string | null
  /** True when the body is a list of messages. */
  readonly isList: boolean
  /** The JSON-RPC messages of the body. */
  readonly messages: readonly unknown[]
}

type Message = Record<string, unknown>

/** Reads an answer; sentences for people are checked to be there and then left out. */
export async function readWire(response: Response): Promise<Wire> {
  const text = await response.text()
  const type = text === '' ? '' : ((response.headers.get('content-type') ?? '').split(';', 1)[0] ?? '')
  const documents = type === 'text/event-stream' ? readEvents(text) : readDocument(text)
  const messages = documents.filter(({ jsonrpc }) => jsonrpc !== undefined)
  return {
    status: response.status,
    type,
    allow: response.headers.get('allow'),
    isList: text.startsWith('['),
    messages: messages.map(withoutSentences),
  }
}

function readDocument(text: string): Message[] {
  if (text === '') return []
  const value = JSON.parse(text) as Message | Message[]
  return Array.isArray(value) ? value : [value]
}

function readEvents(text: string): Message[] {
  const events = text.split('\n\n').map((event) =>
    event
      .split('\n')
      .filter((line) => line.startsWith('data:'))
      .map((line) => line.slice(5).trim())
      .join('\n'),
  )
  return events.filter((data) => data !== '').map((data) => JSON.parse(data) as Message)
}

function withoutSentences(message: Message): Message {
  const { error, result } = message as { error?: Message; result?: Message }
  if (error !== undefined) {
    expect(error['message']).toEqual(expect.stringMatching(/\w/))
    return { ...message, error: { ...error, message: 'a sentence' } }
  }
  if (typeof result?.['requestState'] === 'string') {
    return { ...message, result: { ...result, requestState: 'a state' } }
  }
  if (result?.['isError'] !== true) return message
  const content = (result['content'] as Message[]).map((part) => {
    expect(part).toMatchObject({ type: 'text', text: expect.stringMatching(/\w/) as string })
    return { ...part, text: 'a sentence' }
  })
  return { ...message, result: { ...result, content } }
}

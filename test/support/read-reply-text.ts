import type { Reply } from '../../src/gateway/exchange.ts'

/** The whole body of an answer as text. */
export async function readReplyText(reply: Reply): Promise<string> {
  const { body } = reply
  if (body === undefined) return ''
  if (typeof body === 'string') return body
  if (body instanceof Uint8Array) return new TextDecoder().decode(body)
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body) text += decoder.decode(chunk, { stream: true })
  return text + decoder.decode()
}

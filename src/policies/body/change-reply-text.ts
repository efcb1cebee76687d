import { GatewayError } from '../../foundation/errors.ts'
import type { Exchange, Reply } from '../../gateway/exchange.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import { essenceOf } from '../../openapi/media-type.ts'
import { decodeBytes, isDecodable, readBytes } from './read-bytes.ts'
import { forgetBody, replaceReplyBody } from './replace-body.ts'

/** What a policy changes of answers, and how. */
export interface TextChange {
  /** Name of the policy, for the log. */
  readonly policy: string
  /** Most bytes of a body it works on, encoded or not. */
  readonly limit: number
  /** Judges the media type of an answer; the body of others is not even read. */
  readonly applies: (mediaType: string) => boolean
  /** Answers the new text, or undefined to leave the body as it is. */
  readonly change: (text: string) => string | undefined
  /** Media type of what comes of it; default: that of the answer, in UTF-8. */
  readonly mediaType?: string
}

/**
 * Changes the text of an answer. A body that cannot be read as text without doubt (an unknown coding, bytes that are no
 * text of their charset, an event stream, a part of a representation) is passed on byte for byte, and the log says why.
 */
export async function changeReplyText(
  reply: Reply,
  exchange: Exchange,
  context: GatewayContext,
  terms: TextChange,
): Promise<Reply> {
  const mediaType = headerText(reply, 'content-type')
  if (reply.body === undefined || hasNoBody(reply.status) || !terms.applies(mediaType)) return reply
  const coding = headerText(reply, 'content-encoding').trim().toLowerCase()
  const obstacle = obstacleOf(reply, mediaType, coding)
  if (obstacle !== undefined) return leave(reply, context, terms, obstacle)
  if (exchange.method === 'HEAD') {
    // The length and the tag are those of a body that a GET would not get.
    forgetBody(reply.headers)
    return reply
  }
  const text = await readText(reply, mediaType, coding, terms.limit)
  if (text === undefined)
    return leave(reply, context, terms, 'its bytes are no text of the charset it declares')
  const changed = terms.change(text)
  if (changed !== undefined && changed !== text)
    replaceReplyBody(reply, changed, terms.mediaType ?? inUtf8(mediaType))
  return reply
}

function hasNoBody(status: number): boolean {
  return status === 204 || status === 304
}

function obstacleOf(reply: Reply, mediaType: string, coding: string): string | undefined {
  if (reply.status === 206) return 'it is only a part (206)'
  if (essenceOf(mediaType) === 'text/event-stream') return 'it is a stream of events'
  return isDecodable(coding) ? undefined : `its coding "${coding}" is not known here`
}

function leave(reply: Reply, context: GatewayContext, { policy }: TextChange, why: string): Reply {
  context.log.warn('answer left unchanged', { policy, why })
  return reply
}

/** Reads the body as text; where it cannot be, the reply keeps the bytes that came. */
async function readText(
  reply: Reply,
  mediaType: string,
  coding: string,
  limit: number,
): Promise<string | undefined> {
  const { body } = reply
  if (body === undefined) return undefined
  if (typeof body === 'string') {
    if (body.length > limit) throw new GatewayError('SALLYPORT_UPSTREAM_BODY_TOO_LARGE')
    return body
  }
  const bytes = await readBytes(body, limit)
  reply.body = bytes
  try {
    const decoded = await decodeBytes(bytes, coding, limit)
    return new TextDecoder(charsetOf(mediaType), { fatal: true }).decode(decoded)
  } catch (error) {
    if (error instanceof GatewayError) throw error
    return undefined
  }
}

function headerText({ headers }: Reply, name: string): string {
  const value = headers[name]
  return typeof value === 'string' ? value : ''
}

const charsetParameter = /;\s*charset\s*=\s*"?([^";\s]+)"?/i

function charsetOf(mediaType: string): string {
  return charsetParameter.exec(mediaType)?.[1] ?? 'utf-8'
}

/** What is written anew is UTF-8, whatever the charset was that it was read in. */
function inUtf8(mediaType: string): string | undefined {
  if (mediaType === '') return undefined
  return charsetParameter.test(mediaType) ? mediaType.replace(charsetParameter, '; charset=utf-8') : mediaType
}

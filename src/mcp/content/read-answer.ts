import { ok, refuse, type Result } from '../../foundation/result.ts'
import { isTextType } from '../../openapi/media-type.ts'
import type { Reply } from '../../gateway/exchange.ts'
import { decodeText, largestAnswer, readBody, replyField, type BodyContent } from './reply-body.ts'
import { readRetryAfter, retrySentence } from './retry-after.ts'

/** A successful answer of an operation, read whole. */
export interface Answer {
  /** Value of Content-Type in lower case; empty when there is none. */
  readonly type: string
  readonly body: BodyContent
}

/** Why an answer is of no use, with the status it came under. */
export interface AnswerRefusal {
  readonly status: number
  readonly message: string
}

/** Most characters of a failed answer that an error quotes. */
const mostQuoted = 2_000

/** Reads the answer of an operation that is no tool: what failed, is too large or is compressed is refused. */
export async function readAnswer(reply: Reply): Promise<Result<Answer, AnswerRefusal>> {
  const { status } = reply
  const type = replyField(reply, 'content-type')
  const encoding = replyField(reply, 'content-encoding')
  const body = await readBody(reply.body)
  if (body === undefined)
    return refuse({ status, message: `The answer is larger than ${largestAnswer} bytes.` })
  const isEncoded = encoding !== '' && encoding !== 'identity' && body.length > 0
  if (isEncoded) {
    return refuse({ status, message: `The operation answered ${status} in the encoding "${encoding}".` })
  }
  if (status >= 200 && status <= 299) return ok({ type, body })
  const text = isTextType(type) ? decodeText(body, type).slice(0, mostQuoted) : ''
  const wait = readRetryAfter(replyField(reply, 'retry-after'))
  const said = `The operation answered ${status}${text === '' ? '.' : `: ${text}`}`
  return refuse({ status, message: wait === undefined ? said : `${said} ${retrySentence(wait)}` })
}

import { Agent, request } from 'undici'

/** Asks what anybody may ask: metadata, keys, tokens with credentials in the form. */
export interface PublicEndpoints {
  getJson(url: string): Promise<PublicAnswer>
  postForm(url: string, form: Readonly<Record<string, string>>): Promise<PublicAnswer>
  postJson(url: string, body: unknown): Promise<PublicAnswer>
  close(): Promise<void>
}

/** An answer; its body is undefined when it is no JSON object. */
export interface PublicAnswer {
  /** 0: nobody answered. */
  readonly status: number
  readonly body: Readonly<Record<string, unknown>> | undefined
}

const timeoutMs = 15_000
const longestAnswer = 1024 * 1024

/** Endpoints of whatever host a URL names; redirects are not followed. */
export function createPublicEndpoints(): PublicEndpoints {
  const agent = new Agent({ connect: { timeout: timeoutMs } })
  const ask = async (url: string, method: 'GET' | 'POST', type?: string, body?: string) => {
    try {
      const response = await request(url, {
        dispatcher: agent,
        method,
        body: body ?? null,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        headers: { accept: 'application/json', ...(type === undefined ? {} : { 'content-type': type }) },
      })
      return { status: response.statusCode, body: parseObject(await readText(response.body)) }
    } catch {
      return { status: 0, body: undefined }
    }
  }
  return {
    getJson: (url) => ask(url, 'GET'),
    postForm: (url, form) =>
      ask(url, 'POST', 'application/x-www-form-urlencoded', new URLSearchParams(form).toString()),
    postJson: (url, body) => ask(url, 'POST', 'application/json', JSON.stringify(body)),
    close: () => agent.close(),
  }
}

async function readText(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > longestAnswer) throw new Error('too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseObject(text: string): PublicAnswer['body'] {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

/** What a tool answered. */
export interface ToolResult {
  /** The texts of its content, joined by line ends. */
  readonly text: string
  readonly content: readonly Readonly<Record<string, unknown>>[]
  readonly structuredContent: unknown
  readonly isError: boolean
}

/** Calls a tool of an MCP server; rejects when the server refuses the request instead of answering for the tool. */
export async function callTool(
  url: string,
  name: string,
  args: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>>,
): Promise<ToolResult> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name, arguments: args },
    }),
  })
  const text = await response.text()
  const answer = readAnswer(text, response.headers.get('content-type') ?? '')
  if (answer?.error !== undefined)
    throw new Error(`The tool "${name}" was not called: ${answer.error.message} (${answer.error.code}).`)
  if (answer?.result === undefined)
    throw new Error(`${url} answered ${response.status} to the call of "${name}": ${text.slice(0, 1000)}`)
  const { content = [], structuredContent, isError = false } = answer.result
  const texts = content.flatMap(({ text }) => (typeof text === 'string' ? [text] : []))
  return { text: texts.join('\n'), content, structuredContent, isError }
}

interface Answer {
  readonly error?: { readonly code: number; readonly message: string }
  readonly result?: Partial<Pick<ToolResult, 'content' | 'structuredContent' | 'isError'>>
}

/** The answer itself is the last message of a stream; progress comes before it. */
function readAnswer(text: string, type: string): Answer | undefined {
  const messages = type.startsWith('text/event-stream')
    ? [...text.matchAll(/^data: ?(.+)$/gm)].map(([, data = '']) => data)
    : [text]
  try {
    return JSON.parse(messages.at(-1) ?? '') as Answer
  } catch {
    return undefined
  }
}

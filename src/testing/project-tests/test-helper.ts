import { callTool, type ToolCallOptions, type ToolResult } from './call-tool.ts'
import { requestAccessToken, type TokenRequest } from './request-access-token.ts'
import { currentSession } from './session.ts'

/** What a test knows of the gateway it runs against. */
export const TestHelper = {
  /** Origin of the gateway under test, without a slash at its end. */
  get TEST_URL(): string {
    return currentSession().url
  },

  /** An access token for a client, from the authorization server that serves beside the gateway. */
  async token(request: TokenRequest): Promise<string> {
    return requestAccessToken(currentSession(), request)
  },

  /** Calls a tool of the MCP server at a path. */
  async callTool(
    path: string,
    name: string,
    args: Readonly<Record<string, unknown>> = {},
    options: ToolCallOptions = {},
  ): Promise<ToolResult> {
    return callTool(new URL(path, currentSession().url).href, name, args, options)
  },
}

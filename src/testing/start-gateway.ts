import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startTestGateway } from '../runtimes/node/start-test-gateway.ts'
import { callTool, type ToolCallOptions, type ToolResult } from './project-tests/call-tool.ts'
import { requestAccessToken, type TokenRequest } from './project-tests/request-access-token.ts'

/** What gateway a test needs. */
export interface StartGatewayOptions {
  /** Project folder. */
  readonly folder: string
  /** Variables beside those of the process and of the project's `.env`; they win over both. */
  readonly environment?: Readonly<Record<string, string>>
}

/** A gateway that serves a project for tests. */
export interface StartedGateway {
  /** Its origin, without a slash at its end. */
  readonly url: string
  /** An access token for a client of the identity file. */
  token(request: TokenRequest): Promise<string>
  /** Calls a tool of the MCP server at a path. */
  callTool(
    path: string,
    name: string,
    args?: Readonly<Record<string, unknown>>,
    options?: ToolCallOptions,
  ): Promise<ToolResult>
  close(): Promise<void>
}

/** Serves a project on a free loopback port, with its authorization server and a state of its own, for tests of any runner. */
export async function startGateway(options: StartGatewayOptions): Promise<StartedGateway> {
  const state = await mkdtemp(join(tmpdir(), 'sallyport-test-'))
  const removeState = (): Promise<void> => rm(state, { recursive: true, force: true })
  try {
    const environment = { ...process.env, ...options.environment }
    const target = await startTestGateway(resolve(options.folder), state, environment)
    return {
      url: target.url,
      token: (request) => requestAccessToken(target, request),
      callTool: (path, name, args = {}, call = {}) =>
        callTool(new URL(path, target.url).href, name, args, call),
      close: async () => {
        await target.close()
        await removeState()
      },
    }
  } catch (error) {
    await removeState()
    throw error
  }
}

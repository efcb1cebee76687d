import * as z from 'zod'
import { exchangeBehind } from '../../gateway/facade/gateway-request.ts'
import type { Exchange, Reply } from '../../gateway/exchange.ts'
import type { GatewayContext } from '../../gateway/request-context.ts'
import type { RuntimeExtensions } from '../../gateway/runtime-extensions.ts'
import { redact, redactText } from '../../telemetry/redact.ts'
import { readPluginOptions } from '../read-plugin-options.ts'

/** What a provider gets of each request. */
export type AuditLogEntry = Readonly<Record<string, unknown>>

/** Keeps the records of a project where it likes. */
export interface AuditLogProvider {
  /** A promise that rejects is a record that is lost, which is logged; the request has been answered already. */
  write(entry: AuditLogEntry): void | Promise<void>
}

const auditLogOptions = z.object({
  include: z
    .object({
      request: z
        .object({ body: z.boolean().default(false).describe('The body, secrets masked. Default: false.') })
        .prefault({})
        .describe('What to add of the request.'),
      response: z
        .object({
          headers: z.boolean().default(false).describe('The headers, secrets masked. Default: false.'),
        })
        .prefault({})
        .describe('What to add of the answer.'),
    })
    .prefault({})
    .describe('What to add to a record.'),
})

/** Options of the plugin before defaults. */
export type AuditLogPluginOptions = z.input<typeof auditLogOptions>

/** Longest body in a record, characters. */
const longestBody = 16_384

/** Gives a record of every request of every route to a provider of the project, after the answer is known. */
export class AuditLogPlugin {
  private readonly provider: AuditLogProvider
  private readonly settings: z.output<typeof auditLogOptions>

  /** Throws one sentence that says what is wrong with the options. */
  constructor(provider: AuditLogProvider, options: AuditLogPluginOptions = {}) {
    if (typeof provider?.write !== 'function')
      throw new TypeError('AuditLogPlugin: the provider must be an object with write(entry).')
    this.provider = provider
    this.settings = readPluginOptions('AuditLogPlugin', auditLogOptions, options)
  }

  initialize(runtime: RuntimeExtensions): void {
    // Read before the handler, which may pass it on unread; the limit of bodies counts.
    if (this.settings.include.request.body)
      runtime.addRequestHook(async (request) => {
        await exchangeBehind(request)?.body.text()
        return request
      })
    runtime.finalHooks.push(async (reply, exchange, context) => {
      context.waitUntil(this.write(await this.buildEntry(reply, exchange, context)))
      return undefined
    })
  }

  private async write(entry: AuditLogEntry): Promise<void> {
    await this.provider.write(entry)
  }

  private async buildEntry(
    reply: Reply,
    exchange: Exchange,
    context: GatewayContext,
  ): Promise<AuditLogEntry> {
    const { request, response } = this.settings.include
    const { user } = exchange
    return {
      time: new Date(context.services.now()).toISOString(),
      requestId: exchange.requestId,
      method: exchange.method,
      path: exchange.path,
      route: context.route.path,
      status: reply.status,
      ipAddress: exchange.clientAddress,
      ...(user === undefined ? {} : { user: user.sub }),
      ...(context.refusal === undefined ? {} : { reason: context.refusal }),
      ...context.recordFields,
      ...(request.body ? { requestBody: await readBody(exchange) } : {}),
      ...(response.headers ? { responseHeaders: redact(reply.headers) } : {}),
    }
  }
}

/** A body that cannot be read, such as one over the limit, costs its part of the record, not the record. */
async function readBody({ body, headers }: Exchange): Promise<unknown> {
  let text: string
  try {
    text = await body.text()
  } catch {
    return '[unreadable]'
  }
  return hideSecrets(text, headers['content-type'] ?? '')
}

/** Members with secret names too, where the body is JSON or a form. */
function hideSecrets(body: string, type: string): unknown {
  if (body.length > longestBody) return `[${body.length} characters]`
  if (/^application\/x-www-form-urlencoded\b/i.test(type))
    return redact(Object.fromEntries(new URLSearchParams(body)))
  try {
    return redact({ body: JSON.parse(body) as unknown })['body']
  } catch {
    return redactText(body)
  }
}

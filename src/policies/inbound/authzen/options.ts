import * as z from 'zod'
import { trustworthyUrl } from '../../bearer/options.ts'
import { findUnknownPlace } from './fill-places.ts'

const text = z
  .string()
  .min(1)
  .superRefine((given, context) => {
    const unknown = findUnknownPlace(given)
    if (unknown !== undefined)
      context.addIssue({
        code: 'custom',
        message: `names "${unknown}", which is no place; write one such as request.user.sub, request.params.id or tool.name`,
      })
  })
const places =
  '`$authzen-prop(place)` stands for a value: `request.method`, `request.path`, `request.user.sub`, `request.user.data.…`, `request.params.…`, `request.query.…`, `request.headers.…`, `context.route.path`, and on an MCP route `tool.name` and `tool.arguments.…`, with which each tool call is judged instead of the POST, while prompts and resources are judged by the policies of their routes alone'

const entity = z.object({
  type: z.string().min(1).describe('Type, as the policies of the server know it. Required.'),
  id: text.describe(`Id; ${places}. Required.`),
})

const hostOrUrl = z.union([
  z.string().regex(/^[a-z0-9.-]+(?::\d{1,5})?$/i, 'must be a host name, or an https URL'),
  trustworthyUrl,
])

/** Options of the policy. */
export const authzenOptions = z.object({
  authorizerHostname: hostOrUrl.describe(
    'Host name of the decision point, asked at `/access/v1/evaluation` over https; or a URL, whose path comes before that. Required.',
  ),
  authorizerAuthorizationHeader: z
    .string()
    .min(1)
    .optional()
    .describe('Authorization header for it, such as "Bearer $env(PDP_TOKEN)". Default: none.'),
  subject: entity.describe('Who asks: `type` and `id`. Required.'),
  resource: entity.describe('What for: `type` and `id`. Required.'),
  action: z
    .object({ name: text.describe('Name; as of an id. Required.') })
    .describe('What is done with it: `name`. Required.'),
  throwOnError: z
    .boolean()
    .default(true)
    .describe(
      'Refuses requests with 503 while the decision point does not decide; false lets them pass, with a line in the log. Default: true.',
    ),
  allowUnauthorizedRequests: z
    .boolean()
    .default(false)
    .describe(
      'Lets requests pass that are not allowed, with a line in the log: to watch before enforcing. Default: false.',
    ),
  cacheTtlSeconds: z
    .number()
    .min(0)
    .max(300)
    .default(0)
    .describe('How long a decision is remembered, seconds, 0 to 300. Default: 0.'),
  timeoutSeconds: z
    .number()
    .positive()
    .max(30)
    .default(5)
    .describe('Longest time for the decision point to answer, seconds, up to 30. Default: 5.'),
})

/** Checked options of the policy. */
export type AuthzenOptions = z.infer<typeof authzenOptions>

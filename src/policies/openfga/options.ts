import * as z from 'zod'

/** Options that policies for OpenFGA have in common. */
export const openFgaOptions = {
  storeId: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'must be the id of a store')
    .describe('Id of the store. Required.'),
  authorizationModelId: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'must be the id of a model')
    .describe('Id of the authorization model. Required.'),
  allowUnauthorizedRequests: z
    .boolean()
    .default(false)
    .describe(
      'Lets requests pass that the store does not allow, with a line in the log: to watch before enforcing. Default: false.',
    ),
  user: z
    .string()
    .min(1)
    .default('user:{sub}')
    .describe('User to check; {sub} is the subject of the caller. Default: user:{sub}.'),
  relation: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Relation to check, such as viewer. Default: the module policy before this one sets context.custom.openFgaCheck.',
    ),
  object: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Object to check, such as book:{id}: a path parameter by its name, or {tool} on an MCP route, which then judges each tool call instead of the POST. Prompts and resources are not: the policies of their routes judge them. Default: as of relation.',
    ),
  cacheTtlSeconds: z
    .number()
    .min(0)
    .max(300)
    .default(0)
    .describe('How long an answer of the store is remembered, seconds, 0 to 300. Default: 0.'),
  timeoutSeconds: z
    .number()
    .positive()
    .max(30)
    .default(5)
    .describe('Longest time for the store to answer, seconds, up to 30. Default: 5.'),
}

/** Checked {@link openFgaOptions}. */
export type OpenFgaOptions = z.infer<z.ZodObject<typeof openFgaOptions>>

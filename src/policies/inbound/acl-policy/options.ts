import * as z from 'zod'

const users = z.array(z.string().min(1)).max(10_000)

/** Options of the access list policy. */
export const aclPolicyOptions = z.object({
  users: users.describe('Subjects (`request.user.sub`) that may pass. Required.'),
  tools: z
    .record(z.string().min(1), users)
    .optional()
    .describe(
      'On an MCP route: judges each tool call instead of the POST, by these subjects for the tools named here and by users for the others. Prompts and resources are judged by the policies of their routes. Default: the POST is judged.',
    ),
})

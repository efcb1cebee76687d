import * as z from 'zod'

const roles = z.array(z.string().min(1)).max(1_000)

/** Options of the role policy. */
export const rbacPolicyOptions = z.object({
  allowedRoles: roles
    .default([])
    .describe(
      'Roles of which a caller needs one, in `request.user.data.roles`. Default: none; nobody passes.',
    ),
  tools: z
    .record(z.string().min(1), roles)
    .optional()
    .describe(
      'On an MCP route: judges each tool call instead of the POST, by these roles for the tools named here and by allowedRoles for the others. Prompts and resources are judged by the policies of their routes. Default: the POST is judged.',
    ),
})

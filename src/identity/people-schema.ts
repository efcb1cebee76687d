import * as z from 'zod'

/** The shape of a choice of people. */
export const peopleSchema = z.object({
  groups: z.array(z.string()).default([]).describe('Names of groups; `Everyone` is built in.'),
  users: z.array(z.string()).default([]).describe('Logins of users.'),
})

/** The shape of a group in the identity file. */
export const groupSchema = z
  .object({
    name: z.string().min(1).max(255).describe('The name of the group.'),
    description: z.string().max(900).optional().describe('Who is in it.'),
  })
  .describe('A group of people.')

/** The shape of a user in the identity file. */
export const userSchema = z
  .object({
    login: z
      .string()
      .regex(/^[^\s\p{C}]{1,100}$/u, 'must be 1 to 100 characters without spaces')
      .describe('What the person types to sign in; upper and lower case are the same.'),
    name: z.string().max(100).optional().describe('The full name, the `name` claim.'),
    email: z.string().max(254).optional().describe('The e-mail address, the `email` claim.'),
    password: z
      .string()
      .min(1)
      .max(1024)
      .optional()
      .describe('The password, best as `$env(NAME)`; generated at the first start when absent.'),
    groups: z.array(z.string()).default([]).describe('Names of the groups the person is in.'),
  })
  .describe('A person who can sign in at the embedded servers. `sallyport okta apply` makes no users.')

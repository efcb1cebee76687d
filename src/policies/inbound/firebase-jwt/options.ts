import * as z from 'zod'
import { jwtOptions, oneOrMore } from '../../bearer/options.ts'

/** Options of the Firebase policy. */
export const firebaseJwtOptions = z.object({
  projectId: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'must be the id of a project, such as my-project-1')
    .describe('Id of the Firebase project. Required.'),
  ...jwtOptions,
  audience: oneOrMore
    .optional()
    .describe('Audience that tokens must name, one or an array. Default: the project id.'),
})

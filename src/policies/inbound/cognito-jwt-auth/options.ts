import * as z from 'zod'
import { jwtOptions, oneOrMore } from '../../bearer/options.ts'

/** Options of the Amazon Cognito policy. */
export const cognitoJwtAuthOptions = z.object({
  region: z
    .string()
    .regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'must be the name of a region, such as eu-central-1')
    .describe('Region of the user pool, such as eu-central-1. Required.'),
  userPoolId: z
    .string()
    .regex(/^[\w-]+_[0-9A-Za-z]+$/, 'must be the id of a user pool, such as eu-central-1_AbCdEf123')
    .describe('Id of the user pool, such as eu-central-1_AbCdEf123. Required.'),
  clientId: oneOrMore
    .optional()
    .describe('Ids of the app clients whose tokens are accepted, one or an array. Default: all of the pool.'),
  tokenUse: z
    .enum(['access', 'id'])
    .default('access')
    .describe('Kind of token that callers present: access or id. Default: access.'),
  ...jwtOptions,
})

import * as z from 'zod'
import { trustworthyUrl } from '../../bearer/options.ts'
import { cloudTokenOptions } from '../../upstream-token/cloud-options.ts'

/** Options of the policy. */
export const upstreamAzureAdServiceAuthOptions = z.object({
  activeDirectoryTenantId: z
    .string()
    .regex(/^[\w.-]+$/, 'must be the id or a domain of a tenant')
    .describe('Id of the Microsoft Entra tenant, or one of its domains. Required.'),
  activeDirectoryClientId: z.string().min(1).describe('Id of the application that asks. Required.'),
  activeDirectoryClientSecret: z
    .string()
    .min(1)
    .describe('Secret of the application, best as $env(NAME). Required.'),
  scope: z
    .string()
    .min(1)
    .optional()
    .describe(
      'What the token is for, such as api://books/.default. Default: `/.default` of the application itself.',
    ),
  authority: trustworthyUrl
    .default('https://login.microsoftonline.com')
    .describe(
      'Where tokens come from; another one for a sovereign cloud. Default: https://login.microsoftonline.com.',
    ),
  ...cloudTokenOptions,
})

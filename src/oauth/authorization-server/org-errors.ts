import type { ServerResponse } from 'node:http'
import { sendJson } from './send-answer.ts'

/** An error of Okta's organization-level endpoints, which have codes where the OAuth endpoints have names. */
export interface OrgError {
  readonly status: number
  readonly errorCode: string
  readonly errorSummary: string
}

/** Errors at the organization's level by what happened. */
export const orgErrors = {
  forbidden: {
    status: 403,
    errorCode: 'E0000006',
    errorSummary: 'You do not have permission to perform the requested action',
  },
  methodNotAllowed: {
    status: 405,
    errorCode: 'E0000022',
    errorSummary: 'The endpoint does not support the provided HTTP method',
  },
  rateLimit: {
    status: 429,
    errorCode: 'E0000047',
    errorSummary: 'API call exceeded rate limit due to too many requests.',
  },
} as const satisfies Record<string, OrgError>

/** Sends an error in Okta's organization-level layout. */
export function sendOrgError(
  res: ServerResponse,
  { status, errorCode, errorSummary }: OrgError,
  headers: Readonly<Record<string, string>> = {},
): void {
  sendJson(res, status, { errorCode, errorSummary, errorLink: errorCode, errorCauses: [] }, headers)
}

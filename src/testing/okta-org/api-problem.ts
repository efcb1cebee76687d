/** An error of the Management API, with its status and code. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  readonly code: string
  readonly causes: readonly string[]

  constructor(status: number, code: string, summary: string, causes: readonly string[] = []) {
    super(summary)
    this.status = status
    this.code = code
    this.causes = causes
  }
}

/** The problems that the Management API answers with (its published list of error codes). */
export const apiProblems = {
  /** `field` is the one named in the summary; each cause says what is wrong with one field. */
  invalid: (field: string, causes: readonly string[]) =>
    new ApiProblem(400, 'E0000001', `Api validation failed: ${field}`, causes),
  malformed: () => new ApiProblem(400, 'E0000003', 'The request body was not well-formed.'),
  forbidden: () =>
    new ApiProblem(403, 'E0000006', 'You do not have permission to perform the requested action'),
  notFound: (id: string, kind: string) =>
    new ApiProblem(404, 'E0000007', `Not found: Resource not found: ${id.slice(0, 100)} (${kind})`),
  noEndpoint: () => new ApiProblem(404, 'E0000008', 'The requested path was not found'),
  invalidToken: () => new ApiProblem(401, 'E0000011', 'Invalid token provided'),
  featureMissing: () =>
    new ApiProblem(401, 'E0000015', 'You do not have permission to access the feature you are requesting'),
  method: () => new ApiProblem(405, 'E0000022', 'The endpoint does not support the provided HTTP method'),
  rateLimit: () => new ApiProblem(429, 'E0000047', 'API call exceeded rate limit due to too many requests.'),
  deleteForbidden: () => new ApiProblem(403, 'E0000056', 'Delete application forbidden.'),
  internal: () => new ApiProblem(500, 'E0000009', 'Internal Server Error'),
  unavailable: () => new ApiProblem(503, 'E0000010', 'Service is in read only mode'),
  reconciling: () =>
    new ApiProblem(423, 'E0000239', 'Policy priorities are being reconciled. Please try again later.'),
} as const

/** The body of an error answer. */
export function apiProblemBody(problem: ApiProblem, errorId: string): object {
  return {
    errorCode: problem.code,
    errorSummary: problem.message,
    errorLink: problem.code,
    errorId,
    errorCauses: problem.causes.map((errorSummary) => ({ errorSummary })),
  }
}

import { errorTable, type ErrorCode } from '../errors.ts'

/** Media type of {@link Problem} (RFC 9457 section 3). */
export const problemContentType = 'application/problem+json'

/** A problem document; `trace` says where to look it up in the log. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail?: string
  /** Path of the request that failed. */
  readonly instance: string
  /** Stable name of the error. */
  readonly code?: string
  /** What the caller can do. */
  readonly hint?: string
  readonly trace: { readonly timestamp: string; readonly requestId: string }
}

/** What a problem document is built from; nothing in it may be secret. */
export interface ProblemInput {
  readonly status: number
  /** Default: the reason phrase of the status. */
  readonly title?: string
  readonly detail?: string
  readonly code?: string
  readonly hint?: string
  readonly instance: string
  readonly requestId: string
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** Builds a problem document (RFC 9457). */
export function buildProblem(input: ProblemInput): Problem {
  return {
    type: `https://httpproblems.com/http-status/${input.status}`,
    title: input.title ?? statusTitle(input.status),
    status: input.status,
    ...(input.detail === undefined ? {} : { detail: input.detail }),
    instance: input.instance,
    ...(input.code === undefined ? {} : { code: input.code }),
    ...(input.hint === undefined ? {} : { hint: input.hint }),
    trace: { timestamp: new Date(input.now).toISOString(), requestId: input.requestId },
  }
}

/** The request a problem is about. */
export type ProblemOccurrence = Pick<ProblemInput, 'instance' | 'requestId' | 'now' | 'detail'>

/** Builds the problem document of a row of the error table; a detail is said after the row's own sentence. */
export function buildErrorProblem(code: ErrorCode, occurrence: ProblemOccurrence): Problem {
  const row = errorTable[code]
  const detail = occurrence.detail === undefined ? row.message : `${row.message} ${occurrence.detail}`
  return buildProblem({ ...occurrence, status: row.status, detail, code, hint: row.hint })
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  407: 'Proxy Authentication Required',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  416: 'Range Not Satisfiable',
  417: 'Expectation Failed',
  418: "I'm a Teapot",
  421: 'Misdirected Request',
  422: 'Unprocessable Content',
  423: 'Locked',
  424: 'Failed Dependency',
  425: 'Too Early',
  426: 'Upgrade Required',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  451: 'Unavailable For Legal Reasons',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  505: 'HTTP Version Not Supported',
  506: 'Variant Also Negotiates',
  507: 'Insufficient Storage',
  508: 'Loop Detected',
  510: 'Not Extended',
  511: 'Network Authentication Required',
}

/** The reason phrase of a 4xx or 5xx status (RFC 9110 section 15). */
export function statusTitle(status: number): string {
  return titles[status] ?? (status >= 500 ? 'Server Error' : 'Request Failed')
}

import type { ZodType } from 'zod'
import type { Revocation } from './policy.ts'
import type { Services } from './services.ts'

/** One call of the admin API, read and validated. */
export interface AdminCall<Input = unknown> {
  /** Parameters of the path, decoded. */
  readonly params: Readonly<Record<string, string>>
  /** What `input` of the route made of the JSON body, or of the query of a GET or DELETE. */
  readonly input: Input
}

/** One thing operators can ask of a gateway: a row of the admin API. */
export interface AdminRoute<Input = unknown> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path below `/__sallyport/admin`, such as `/servers/{server}/rotate-keys`. */
  readonly path: string
  /** What it does, a sentence. */
  readonly summary: string
  /** Shape of the input; absent = the call takes none. Values of a query are text, so numbers there are coerced. */
  readonly input?: ZodType<Input>
  /**
   * Does it and answers the JSON value of a 200, or undefined for 204; throws a GatewayError for everything else. It
   * runs beside a serving gateway, or in a command while none runs, so it works on the store and keeps nothing.
   */
  serve(call: AdminCall<Input>): Promise<unknown>
}

/** What admin routes may use. */
export interface AdminServices extends Pick<Services, 'now' | 'randomId' | 'sha256' | 'storage' | 'log'> {
  /** Makes every policy refuse tokens that were issued before. */
  revokeTokens(revocation: Revocation): Promise<void>
}

/** Makes the admin routes of one feature; the catalog lists these. */
export type AdminRoutes = (services: AdminServices) => readonly AdminRoute[]

/** Types the input of an admin route from its schema. */
export function defineAdminRoute<Input>(route: AdminRoute<Input>): AdminRoute {
  return route
}

import type { DesiredResource } from '../resource.ts'

/** Ids that Okta gave to what a file calls by name. */
export interface Lookup {
  clientId(id: string): Promise<string>
  groupId(name: string): Promise<string>
  userId(login: string): Promise<string>
}

/** A desired resource with the body that Okta takes for it. */
export interface OktaResource extends DesiredResource {
  /** What is declared, and nothing else; a member of undefined is taken away from what is there. */
  toBody(lookup: Lookup): Promise<OktaBody>
}

/** A body of the Management API. */
export type OktaBody = Readonly<Record<string, unknown>>

/** Okta's names for what files call otherwise, when something is read. */
export interface Names {
  clientName(clientId: string): string
  groupName(id: string): Promise<string>
  userName(id: string): Promise<string>
}

/** A text that is nothing in all of Okta's ways: absent, null or empty. */
export function textOrNull(text: string | null | undefined): string | null {
  return text === undefined || text === null || text === '' ? null : text
}

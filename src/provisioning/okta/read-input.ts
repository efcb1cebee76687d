import type { DesiredResource } from '../resource.ts'
import type { Directory } from './directory.ts'
import type { ManagementClient } from './management-client.ts'

/** What reading an organization needs. */
export interface ReadInput {
  readonly client: ManagementClient
  readonly directory: Directory
  readonly owner: string
  readonly desired: readonly DesiredResource[]
  /** Addresses of earlier applies by key. */
  readonly known: ReadonlyMap<string, string>
}

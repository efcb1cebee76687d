import type { CurrentResource, DesiredResource } from './resource.ts'

/** A system that holds resources and lets itself be asked and changed; what differs between providers is behind this. */
export interface Provider {
  /** Every kind, in the order in which resources are made; they are removed the other way round. */
  readonly kinds: readonly string[]
  /**
   * Reads what is there of the desired resources, what is ours beyond them, and what strangers put inside of ours.
   * `known` has the addresses of earlier applies by key.
   */
  readCurrent(desired: readonly DesiredResource[], known: ReadonlyMap<string, string>): Promise<CurrentState>
  create(resource: DesiredResource, places: Places): Promise<Created>
  update(resource: DesiredResource, current: CurrentResource, places: Places): Promise<void>
  /** Removing what is gone already is no failure. */
  remove(current: CurrentResource): Promise<void>
  /** The secret of a resource, to be handed on at once and kept nowhere. */
  readSecret(address: string): Promise<string>
}

/** What a provider has. */
export interface CurrentState {
  readonly resources: readonly CurrentResource[]
  /** What the file asks for and the provider cannot give, in sentences; nothing is applied while there are any. */
  readonly problems: readonly string[]
}

/** A resource that was just made. */
export interface Created {
  readonly address: string
  readonly reference: string
}

/** Where the resources are that others refer to; asking for one that is not there yet is a fault of the order. */
export interface Places {
  addressOf(key: string): string
  referenceOf(key: string): string
}

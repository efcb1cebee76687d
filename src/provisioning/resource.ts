/** A value that can be compared and shown: JSON without anything secret in it. */
export type FieldValue = string | number | boolean | null | readonly FieldValue[]

/** What is declared of a resource, by the words of the declaring file. */
export type Fields = Readonly<Record<string, FieldValue>>

/** Something that shall exist at a provider. */
export interface DesiredResource {
  /** Names it within the file, such as `server:mcp/scope:mcp:access`. */
  readonly key: string
  readonly kind: string
  /** What people call it. */
  readonly name: string
  /** Key of the resource it lives in. */
  readonly parent: string | undefined
  readonly fields: Fields
  /** What to do when something like it exists that is not ours: refuse, or use it as it is. */
  readonly whenForeign: 'refuse' | 'use'
  /** True when the provider makes a secret for it that must be handed on. */
  readonly hasSecret: boolean
}

/** Something that exists at a provider. */
export interface CurrentResource {
  /** The key it has, or would have, in the file; undefined when the file could not mean it. */
  readonly key: string | undefined
  readonly kind: string
  readonly name: string
  /** Where the provider keeps it. */
  readonly address: string
  /** What other resources refer to it by. */
  readonly reference: string
  /** Address of the resource it lives in. */
  readonly parent: string | undefined
  readonly fields: Fields
  /** Only what is ours is ever changed or removed. */
  readonly ownership: 'ours' | 'foreign'
}

import * as z from 'zod'

/** Fields that belong to one connection or frame one message (RFC 9110 section 7.6.1, RFC 9112 section 6): the server's own business. */
const framing = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

const fieldName = z
  .string()
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'must be the name of a header')
  .refine(
    (name) => !framing.has(name.toLowerCase()),
    'is set by the gateway itself and cannot be changed by a policy',
  )

/** Header fields to set. */
export const headersToSet = z
  .array(
    z.object({
      name: fieldName.describe('Name of the header; case does not matter. Required.'),
      value: z
        .string()
        .regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'must be one line of Latin-1 text')
        .describe('Value of the header. Required.'),
      overwrite: z.boolean().default(true).describe('Replaces a value that is already there. Default: true.'),
    }),
  )
  .describe('Header fields to set, in order. Required.')

/** Header fields to remove. */
export const headersToRemove = z
  .array(fieldName)
  .describe('Names of the headers to remove; case does not matter. Required.')

/** One header field to set, its name in lower case. */
export interface FieldToSet {
  readonly name: string
  readonly value: string
  readonly overwrite: boolean
}

/** The fields with their names in lower case, as exchanges and replies hold them. */
export function lowerCaseFields(fields: readonly FieldToSet[]): readonly FieldToSet[] {
  return fields.map((field) => ({ ...field, name: field.name.toLowerCase() }))
}

/** Sets the fields on the headers of an exchange or a reply. */
export function setFields(headers: Record<string, unknown>, fields: readonly FieldToSet[]): void {
  for (const { name, value, overwrite } of fields) {
    if (overwrite || headers[name] === undefined) headers[name] = value
  }
}

/** Removes the fields (names in lower case) from the headers of an exchange or a reply. */
export function removeFields(headers: Record<string, unknown>, names: readonly string[]): void {
  for (const name of names) delete headers[name]
}

/** Header fields that stay where all others are cleared. */
export const headersToKeep = z
  .array(fieldName)
  .default([])
  .describe('Names of the headers that stay; case does not matter. Default: none.')

/** Without these a message cannot be read, whatever it holds. */
const unclearable = new Set([...framing, 'content-encoding', 'host'])

/** Removes every field from the headers of an exchange or a reply, save those to keep (names in lower case). */
export function clearFields(headers: Record<string, unknown>, kept: ReadonlySet<string>): void {
  for (const name of Object.keys(headers)) if (!kept.has(name) && !unclearable.has(name)) delete headers[name]
}

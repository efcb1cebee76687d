import { essenceOf } from '../../../openapi/media-type.ts'

/** Most fields that are read: far more than a person fills in. */
const mostFields = 1000

/** What forms say: a field given more than once is a list. */
export type FormFields = Record<string, string | string[]>

/** True for the two ways in which HTML sends forms. */
export function isForm(mediaType: string): boolean {
  const type = essenceOf(mediaType)
  return type === 'application/x-www-form-urlencoded' || type === 'multipart/form-data'
}

/** The text fields of a form; undefined when it cannot be read as one, has files in it, or too many fields. */
export async function readForm(bytes: Uint8Array, mediaType: string): Promise<FormFields | undefined> {
  const fields = new Map<string, string[]>()
  let count = 0
  for (const [name, value] of await pairsOf(bytes, mediaType)) {
    count += 1
    if (typeof value !== 'string' || count > mostFields) return undefined
    const values = fields.get(name)
    if (values === undefined) fields.set(name, [value])
    else values.push(value)
  }
  if (count === 0 && bytes.byteLength > 0) return undefined
  return Object.fromEntries(
    [...fields].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  )
}

async function pairsOf(bytes: Uint8Array, mediaType: string): Promise<[string, unknown][]> {
  if (essenceOf(mediaType) === 'application/x-www-form-urlencoded')
    return [...new URLSearchParams(new TextDecoder().decode(bytes))]
  try {
    // The platform's own reader of multipart bodies.
    const body = new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { 'content-type': mediaType } })
    return [...(await body.formData())]
  } catch {
    return []
  }
}

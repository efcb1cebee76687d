/** Whose something is: the owner of a file and the key within it. */
export interface Ownership {
  readonly owner: string
  readonly key: string
}

const pattern = /\s*\[managed-by=sallyport owner=([\w.-]+) key=([^\]\s]+)\]\s*$/

/**
 * Adds the mark to a text that only administrators read. Okta has no field for tags, so the mark stands at the end of
 * descriptions and notes, where a person sees it too.
 */
export function writeMarker(text: string | undefined, { owner, key }: Ownership): string {
  const mark = `[managed-by=sallyport owner=${owner} key=${encodeURIComponent(key)}]`
  return text === undefined || text === '' ? mark : `${text} ${mark}`
}

/** Takes the mark off a text. */
export function readMarker(text: string | null | undefined): {
  readonly text: string
  readonly ownership: Ownership | undefined
} {
  const match = pattern.exec(text ?? '')
  if (match === null) return { text: text ?? '', ownership: undefined }
  const [whole, owner = '', key = ''] = match
  return {
    text: (text ?? '').slice(0, -whole.length),
    ownership: { owner, key: decodeKey(key) },
  }
}

function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch {
    return key
  }
}

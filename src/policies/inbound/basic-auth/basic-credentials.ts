/** A name and a password as a request presents them. */
export interface BasicCredentials {
  readonly username: string
  readonly password: string
}

/** Parses the value of an `Authorization` header (RFC 7617 section 2); undefined when it holds none or cannot be read. */
export function parseBasicCredentials(value: string | undefined): BasicCredentials | undefined {
  const encoded = /^basic +([A-Za-z0-9+/]+=*)\s*$/i.exec(value ?? '')?.[1]
  const text = encoded === undefined ? undefined : decode(encoded)
  const colon = text?.indexOf(':') ?? -1
  if (text === undefined || colon < 0) return undefined
  return { username: text.slice(0, colon), password: text.slice(colon + 1) }
}

function decode(base64: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

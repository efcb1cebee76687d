/** Bytes as base64 with padding (RFC 4648 section 4), however many they are. */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  // An argument list has an end, so large values go in parts.
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}

/** The bytes of a base64 text; throws when it is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}

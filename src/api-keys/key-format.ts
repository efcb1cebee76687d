/** Random bytes from a cryptographically strong source. */
export type RandomBytes = (count: number) => Uint8Array

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** The largest multiple of the alphabet's size a byte holds; bytes from here on would favour its first letters. */
const fairBytes = 256 - (256 % alphabet.length)
/** 32 letters of 62 are 190 bits. */
const randomLength = 32

const ownForm = /^(spk_[0-9A-Za-z]{32})_([0-9a-f]{8})$/
/** Keys brought along from the hosted gateway; how their checksum is made is not published, so only the form is judged. */
const importedForm = /^zpka_[0-9A-Za-z]{16,128}_[0-9A-Za-z]{4,16}$/

/** Makes a key: a prefix that scanners for leaked secrets find, 190 random bits, and a checksum that finds typing errors. */
export function createApiKey(randomBytes: RandomBytes): string {
  let random = ''
  while (random.length < randomLength) {
    for (const byte of randomBytes(2 * randomLength)) {
      if (byte < fairBytes && random.length < randomLength) random += alphabet[byte % alphabet.length]
    }
  }
  const body = `spk_${random}`
  return `${body}_${checksum(body)}`
}

/** True for a text that can be a key: what is mistyped or something else need not be looked up. */
export function isApiKey(text: string): boolean {
  const own = ownForm.exec(text)
  if (own !== null) return checksum(own[1] ?? '') === own[2]
  return importedForm.test(text)
}

/** The beginning of a key, for people to recognise it by; says 4 of its letters. */
export function hintOf(key: string): string {
  return `${key.slice(0, key.indexOf('_') + 5)}…`
}

/** CRC-32 (ISO 3309) of a text of ASCII, 8 hexadecimal digits. */
function checksum(text: string): string {
  let crc = 0xffffffff
  for (let at = 0; at < text.length; at++) {
    crc ^= text.charCodeAt(at)
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0')
}

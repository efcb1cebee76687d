/** A PNG of one red pixel. */
export const redPixelBase64 =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC'

/** A WAV of one silent sample: 8 bits, mono, 8 kHz. */
export const silenceBase64 = 'UklGRiUAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQEAAACA'

/** {@link redPixelBase64} as bytes. */
export function redPixel(): Uint8Array<ArrayBuffer> {
  return bytesOf(redPixelBase64)
}

/** {@link silenceBase64} as bytes. */
export function silence(): Uint8Array<ArrayBuffer> {
  return bytesOf(silenceBase64)
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

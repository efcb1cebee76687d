/** Versions that never repeat, not even across restarts and processes: a random part for each opening, then a count. */
export function createVersions(): () => string {
  const opening = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
  let writes = 0
  return () => {
    writes += 1
    return `${opening}.${writes}`
  }
}

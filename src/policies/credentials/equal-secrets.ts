/** True when two texts are the same; what it takes tells nothing of where they differ, since hashes are compared to the end. */
export function areEqualSecrets(one: string, other: string, sha256: (text: string) => string): boolean {
  const [left, right] = [sha256(one), sha256(other)]
  let difference = left.length ^ right.length
  for (let at = 0; at < left.length; at++) difference |= left.charCodeAt(at) ^ right.charCodeAt(at)
  return difference === 0
}

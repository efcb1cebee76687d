/**
 * @param {readonly number[]} values
 * @returns {number} NaN when there are none.
 */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/**
 * @typedef {object} Round
 * @property {number} requestsPerSecond
 * @property {number} cpuMicroseconds Of the server, per request.
 * @property {number} rssBytes
 * @property {number} p50
 * @property {number} p99
 * @property {number} failures A round with any is void.
 */

/**
 * The median over the rounds of what one contestant reached relative to another in the same round: what disturbed the
 * machine disturbed both.
 *
 * @param {readonly Round[]} own
 * @param {readonly Round[] | undefined} other
 * @param {(own: Round, other: Round) => number} [share] What is compared; requests per second unless told.
 * @returns {number} NaN when they share no valid round.
 */
export function pairedRatio(own, other, share = sharePerSecond) {
  const ratios = own.flatMap((round, index) => {
    const against = other?.[index]
    if (against === undefined || round.failures > 0 || against.failures > 0) return []
    return [share(round, against)]
  })
  return median(ratios)
}

/**
 * @param {Round} own
 * @param {Round} other
 * @returns {number}
 */
function sharePerSecond(own, other) {
  return own.requestsPerSecond / other.requestsPerSecond
}

/**
 * What a contestant would reach of the other's rate if the processor were all that counts; steadier on a busy machine.
 *
 * @param {Round} own
 * @param {Round} other
 * @returns {number}
 */
export function shareOfProcessor(own, other) {
  return other.cpuMicroseconds / own.cpuMicroseconds
}

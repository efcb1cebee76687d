import { LRUCache } from 'lru-cache'

/** Longest that anybody waits for the answer to another request, milliseconds. */
const longestWaitMs = 10_000
const mostFlights = 10_000
const mostPasses = 10_000

/** One request on its way to the upstream, for which others wait. */
interface Flight {
  readonly landed: Promise<string | undefined>
  readonly land: (text: string | undefined) => void
}

/** Lets one request of a key go to the upstream while others wait for what it brings. */
export class Flights {
  private readonly inAir = new Map<string, Flight>()
  /** Keys whose last answer could not be kept, and until when: nobody waits for what will not be shared. */
  private readonly passes = new LRUCache<string, number>({ max: mostPasses })
  private readonly now: () => number
  private readonly passMs: number

  constructor(now: () => number, passMs: number) {
    this.now = now
    this.passMs = passMs
  }

  /** True while a request of the key is on its way. */
  has(key: string): boolean {
    return this.inAir.has(key)
  }

  /** What the request on its way brings; undefined when there is none, or it brings nothing in time. */
  async wait(key: string, signal: AbortSignal): Promise<string | undefined> {
    const flight = this.inAir.get(key)
    if (flight === undefined || signal.aborted) return undefined
    let stop = (): void => undefined
    const patience = new Promise<undefined>((resolve) => {
      const timer = setTimeout(resolve, longestWaitMs, undefined)
      const abort = (): void => resolve(undefined)
      signal.addEventListener('abort', abort, { once: true })
      stop = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', abort)
      }
    })
    try {
      return await Promise.race([flight.landed, patience])
    } finally {
      stop()
    }
  }

  /** Takes off; false when one of the key is in the air already, or nobody should wait for it. */
  takeOff(key: string): boolean {
    const passUntil = this.passes.get(key)
    if (this.inAir.has(key) || this.inAir.size >= mostFlights) return false
    if (passUntil !== undefined && passUntil > this.now()) return false
    let land: Flight['land'] = () => undefined
    const landed = new Promise<string | undefined>((resolve) => (land = resolve))
    const flight = { landed, land }
    this.inAir.set(key, flight)
    // Whoever waits gives up after a while, and so must the flight, should nothing ever end it.
    void this.wait(key, new AbortController().signal).then(() => {
      if (this.inAir.get(key) === flight) this.land(key, undefined)
    })
    return true
  }

  /** Ends the flight of a key, with a text that was kept or none. */
  land(key: string, text: string | undefined): void {
    if (text === undefined) this.passes.set(key, this.now() + this.passMs)
    else this.passes.delete(key)
    const flight = this.inAir.get(key)
    this.inAir.delete(key)
    flight?.land(text)
  }
}

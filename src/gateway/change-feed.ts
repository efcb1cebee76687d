/** What one part of a gateway serves now, by kind, as texts that are compared: two that differ mean a change. */
export type ServedState = Readonly<Record<string, string>>

/** Somebody who wants to know of changes while a connection is open. */
export interface ChangeListener {
  /** What is listened to: a name that stays the same from one gateway to the next. */
  readonly topic: string
  /** Who listens, for the limit of each. */
  readonly owner: string
  /** Called with what is served from now on; undefined when the topic is gone. */
  changed(state: ServedState | undefined): void
  /** Called when the process ends. */
  ended(): void
}

/** Most listeners of a process, and of one owner; each holds a connection. */
const mostListeners = 1000
const mostOfOwner = 50

/**
 * Tells open connections what a new gateway of the same process serves differently. It outlives each gateway: a reload
 * makes the next beside the old one, whose connections stay.
 */
export class ChangeFeed {
  /** True when the host replaces gateways while it runs, so that something can change. */
  readonly isLive: boolean
  private readonly listeners = new Set<ChangeListener>()
  private readonly owners = new Map<string, number>()
  private latest: ReadonlyMap<string, ServedState> | undefined = undefined
  private hasEnded = false

  constructor(isLive: boolean) {
    this.isLive = isLive
  }

  /** Adds a listener and answers how to remove it; answers nothing when there are too many, or the process ends. */
  subscribe(listener: ChangeListener): (() => void) | undefined {
    const { owner, topic } = listener
    const count = this.owners.get(owner) ?? 0
    if (this.hasEnded || this.listeners.size >= mostListeners || count >= mostOfOwner) return undefined
    this.listeners.add(listener)
    this.owners.set(owner, count + 1)
    // A request of the old gateway may come to listen when the new one is published already.
    if (this.latest !== undefined) listener.changed(this.latest.get(topic))
    return () => this.remove(listener)
  }

  /** Says what is served from now on, by topic. */
  publish(states: ReadonlyMap<string, ServedState>): void {
    this.latest = states
    for (const listener of [...this.listeners]) listener.changed(states.get(listener.topic))
  }

  /** Lets every listener go. */
  end(): void {
    this.hasEnded = true
    for (const listener of [...this.listeners]) listener.ended()
  }

  private remove(listener: ChangeListener): void {
    if (!this.listeners.delete(listener)) return
    const left = (this.owners.get(listener.owner) ?? 1) - 1
    if (left === 0) this.owners.delete(listener.owner)
    else this.owners.set(listener.owner, left)
  }
}

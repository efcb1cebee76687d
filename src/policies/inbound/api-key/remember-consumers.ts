import { LRUCache } from 'lru-cache'
import type { FoundConsumer } from '../../../api-keys/find-consumer.ts'

/** What a memory of consumers is made of. */
export interface ConsumerMemoryInput {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** How long a consumer is remembered, milliseconds. */
  readonly rememberMs: number
  /** Asks the store whose key this is. */
  readonly find: (hash: string) => Promise<FoundConsumer | undefined>
  /** Changes whenever keys are changed by this process. */
  readonly changes: { readonly count: number }
}

interface Remembered {
  /** Undefined: nobody's. */
  readonly consumer: FoundConsumer | undefined
  /** Milliseconds since the epoch. */
  readonly until: number
}

const mostConsumers = 10_000
/** Apart from the others, so that a flood of invented keys drives out no real one. */
const mostStrangers = 1_000
const rememberStrangersMs = 5_000

/** Consumers by the hash of a key: remembered for a while, asked for once however many wait. */
export class ConsumerMemory {
  private readonly input: ConsumerMemoryInput
  private readonly consumers = new LRUCache<string, Remembered>({ max: mostConsumers })
  private readonly strangers = new LRUCache<string, Remembered>({ max: mostStrangers })
  private readonly asked = new Map<string, Promise<FoundConsumer | undefined>>()
  private countThen: number

  constructor(input: ConsumerMemoryInput) {
    this.input = input
    this.countThen = input.changes.count
  }

  /** What is known without the store; undefined = it must be asked. */
  peek(hash: string): Pick<Remembered, 'consumer'> | undefined {
    if (this.input.changes.count !== this.countThen) this.forget()
    const known = this.consumers.get(hash) ?? this.strangers.get(hash)
    return known === undefined || known.until <= this.input.now() ? undefined : known
  }

  /** The consumer whose key has this hash. */
  get(hash: string): Promise<FoundConsumer | undefined> {
    const running = this.asked.get(hash)
    if (running !== undefined) return running
    const asking = this.ask(hash).finally(() => {
      if (this.asked.get(hash) === asking) this.asked.delete(hash)
    })
    this.asked.set(hash, asking)
    return asking
  }

  /** Forgets everything; what is being asked for is not remembered either. */
  forget(): void {
    this.countThen = this.input.changes.count
    this.consumers.clear()
    this.strangers.clear()
    this.asked.clear()
  }

  private async ask(hash: string): Promise<FoundConsumer | undefined> {
    const { changes, find, now, rememberMs } = this.input
    const { count } = changes
    const consumer = await find(hash)
    // Changed while the store was asked: the answer may be of before.
    if (changes.count !== count) return find(hash)
    const longest = consumer === undefined ? Math.min(rememberMs, rememberStrangersMs) : rememberMs
    const until = Math.min(now() + longest, consumer?.expiresAt ?? Infinity)
    const memory = consumer === undefined ? this.strangers : this.consumers
    memory.set(hash, { consumer, until })
    return consumer
  }
}

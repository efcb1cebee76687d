import { describe, expect, it } from 'vitest'
import { BackgroundWork } from '../../../src/gateway/background-work.ts'

describe('BackgroundWork', () => {
  it('is waited for, with the work that it starts itself', async () => {
    const background = new BackgroundWork()
    const done: string[] = []
    let release = (): void => undefined
    const gate = new Promise<void>((resolve) => (release = resolve))
    background.add(
      gate.then(() => {
        done.push('first')
        background.add(Promise.resolve().then(() => void done.push('second')))
      }),
    )
    const settled = background.settle(5_000)
    release()
    expect(await settled).toBe(0)
    expect(done).toEqual(['first', 'second'])
  })

  it('tells how much is left when the time is up', async () => {
    const background = new BackgroundWork()
    background.add(new Promise(() => undefined))
    background.add(Promise.resolve())
    expect(await background.settle(1)).toBe(1)
  })
})

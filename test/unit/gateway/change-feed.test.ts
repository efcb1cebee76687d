import { expect, test } from 'vitest'
import { ChangeFeed, type ServedState } from '../../../src/gateway/change-feed.ts'

function listen(feed: ChangeFeed, topic = 'a', owner = 'ada') {
  const told: (ServedState | undefined | 'ended')[] = []
  const remove = feed.subscribe({
    topic,
    owner,
    changed: (state) => told.push(state),
    ended: () => told.push('ended'),
  })
  return { told, remove }
}

test('listeners are told what their topic is now, or that it is gone', () => {
  const feed = new ChangeFeed(true)
  const [a, b] = [listen(feed, 'a'), listen(feed, 'b')]
  feed.publish(new Map([['a', { tools: '1' }]]))
  expect([a.told, b.told]).toEqual([[{ tools: '1' }], [undefined]])
  a.remove?.()
  feed.publish(new Map([['a', { tools: '2' }]]))
  expect(a.told).toHaveLength(1)
})

test('who comes after a change is told of it', () => {
  const feed = new ChangeFeed(true)
  expect(listen(feed).told).toEqual([])
  feed.publish(new Map([['a', { tools: '1' }]]))
  expect(listen(feed).told).toEqual([{ tools: '1' }])
})

test('each owner has so many listeners, and the process has', () => {
  const feed = new ChangeFeed(false)
  const removes = Array.from({ length: 50 }, () => listen(feed).remove)
  expect(listen(feed).remove).toBeUndefined()
  expect(listen(feed, 'a', 'grace').remove).toBeTypeOf('function')
  removes[0]?.()
  removes[0]?.()
  expect(listen(feed).remove).toBeTypeOf('function')
  expect(listen(feed).remove).toBeUndefined()
  for (let owner = 0; owner < 949; owner++) listen(feed, 'a', `owner ${owner}`)
  expect(listen(feed, 'a', 'one too many').remove).toBeUndefined()
})

test('at the end everybody is let go, and nobody comes any more', () => {
  const feed = new ChangeFeed(true)
  const { told } = listen(feed)
  feed.end()
  expect(told).toEqual(['ended'])
  expect(listen(feed).remove).toBeUndefined()
})

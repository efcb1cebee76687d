import { describe, expect, it } from 'vitest'
import { applyOverlay, OverlayError, parseOverlay } from '../../../../src/cli/openapi/apply-overlay.ts'

const document = {
  info: { title: 'A' },
  paths: {
    '/pets': { get: { tags: ['a', 'old', 'old'], parameters: [{ name: 'x' }, { name: 'y' }] }, post: {} },
    '/shops': { get: { tags: ['b'] } },
  },
}
const apply = (...actions: object[]) =>
  applyOverlay(document, parseOverlay({ overlay: '1.1.0', info: {}, actions }, 'o.yaml'))

describe('an overlay', () => {
  it('merges objects, appends to lists and replaces values, in order', () => {
    const { document: overlaid, actions } = apply(
      { target: '$.info', update: { title: 'B', contact: { name: 'Ada' } } },
      { target: '$.info.contact', update: { url: 'https://a.example' } },
      { target: '$.paths.*.get.tags', update: 'more' },
      { target: "$.paths['/shops'].get.tags", update: ['c', 'd'] },
      { target: '$.info.title', update: 'C' },
      { target: "$.paths['/pets']", update: { get: { tags: ['z'] } } },
    )
    expect(overlaid).toMatchObject({
      info: { title: 'C', contact: { name: 'Ada', url: 'https://a.example' } },
      paths: {
        '/pets': { get: { tags: ['a', 'old', 'old', 'more', 'z'] } },
        '/shops': { get: { tags: ['b', 'more', 'c', 'd'] } },
      },
    })
    expect(actions.map(({ nodes }) => nodes)).toEqual([1, 1, 2, 1, 1, 1])
    expect(document.info).toEqual({ title: 'A' })
  })

  it('removes nodes from objects and lists', () => {
    const { document: overlaid } = apply(
      { target: "$.paths.*.get.tags[?@ == 'old']", remove: true },
      { target: '$.paths.*.get.parameters[*]', remove: true },
      { target: "$.paths['/pets'].post", remove: true, update: { ignored: true } },
    )
    expect(overlaid).toMatchObject({ paths: { '/pets': { get: { tags: ['a'], parameters: [] } } } })
    expect(JSON.stringify(overlaid)).not.toContain('post')
  })

  it('copies one node to others', () => {
    const { document: overlaid } = apply({ target: "$.paths['/shops']", copy: "$.paths['/pets']" })
    expect(overlaid).toMatchObject({
      paths: { '/shops': { get: { tags: ['b', 'a', 'old', 'old'] }, post: {} } },
    })
  })

  it('says which actions found nothing, and which do nothing', () => {
    const { actions, document: overlaid } = apply({ target: '$.servers', update: [] }, { target: '$.info' })
    expect(actions).toEqual([
      { target: '$.servers', action: 'update', nodes: 0 },
      { target: '$.info', action: 'none', nodes: 0 },
    ])
    expect(overlaid).toEqual(document)
  })

  it('keeps a key such as __proto__ a key', () => {
    const update = JSON.parse('{ "__proto__": { "polluted": true } }') as object
    const { document: overlaid } = apply({ target: '$.info', update })
    expect(JSON.stringify(overlaid)).toContain('"__proto__":{"polluted":true}')
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  it.each([
    [{ target: '$.info', update: 'text' }, 'actions[0]: an object cannot be merged with a primitive value'],
    [{ target: '$.info', update: { title: ['a'] } }, '"title" is a primitive value'],
    [{ target: '$..[?@]', update: {} }, 'one action changes one kind'],
    [{ target: '$.paths[', update: {} }, 'no JSONPath'],
    [{ target: '$', remove: true }, 'cannot be removed'],
    [{ target: '$.info', copy: '$.paths.*' }, 'must select one node'],
  ])('refuses %j', (action, why) => {
    expect(() => apply(action)).toThrow(OverlayError)
    expect(() => apply(action)).toThrow(why)
  })

  it('is refused in a version that is not known', () => {
    for (const overlay of ['2.0.0', undefined])
      expect(() => parseOverlay({ overlay, actions: [{ target: '$' }] }, 'o.yaml')).toThrow('is no overlay')
  })
})

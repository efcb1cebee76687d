import { describe, expect, it } from 'vitest'
import { mergeDocuments } from '../../../../src/cli/openapi/merge-documents.ts'

const route = { handler: { export: 'urlForwardHandler' } }
const document = {
  openapi: '3.1.0',
  info: { title: 'Mine', version: '1' },
  'x-zuplo-note': 1,
  paths: {
    '/pets': {
      'x-zuplo-path': { pathMode: 'open-api' },
      get: { operationId: 'listPets', summary: 'Old.', 'x-zuplo-route': route, deprecated: true },
      post: { operationId: 'addPet', 'x-sallyport-route': route },
    },
    '/mcp': { post: { operationId: 'mcp', 'x-zuplo-route': route } },
  },
  components: { schemas: { Pet: { type: 'object' }, Mine: { type: 'string' } } },
  tags: [{ name: 'pets' }],
}
const source = {
  openapi: '3.1.0',
  info: { title: 'Theirs', version: '2' },
  servers: [{ url: 'https://api.example' }],
  paths: {
    '/pets': { summary: 'Pets', get: { operationId: 'listPets', summary: 'New.' } },
    '/animals': { post: { operationId: 'addPet', summary: 'Adds.' } },
    '/shops': { get: { operationId: 'listShops' } },
  },
  components: { schemas: { Pet: { type: 'object', title: 'Pet' }, Shop: {} } },
  tags: [{ name: 'pets', description: 'Pets.' }, { name: 'shops' }],
}

describe('a merge', () => {
  const { document: merged, report } = mergeDocuments(document, source)

  it('takes what the source says of an operation, and keeps what the gateway was told', () => {
    expect(merged['paths']).toEqual({
      '/pets': {
        'x-zuplo-path': { pathMode: 'open-api' },
        summary: 'Pets',
        get: { operationId: 'listPets', summary: 'New.', 'x-zuplo-route': route },
      },
      '/mcp': document.paths['/mcp'],
      '/animals': {
        'x-zuplo-path': { pathMode: 'open-api' },
        post: { operationId: 'addPet', summary: 'Adds.', 'x-sallyport-route': route },
      },
      '/shops': { get: { operationId: 'listShops' } },
    })
  })

  it('keeps what the document says of itself, and joins the parts', () => {
    expect(merged).toMatchObject({
      info: document.info,
      'x-zuplo-note': 1,
      servers: source.servers,
      components: { schemas: { Pet: { title: 'Pet' }, Mine: { type: 'string' }, Shop: {} } },
      tags: [{ name: 'pets', description: 'Pets.' }, { name: 'shops' }],
    })
  })

  it('says what it did', () => {
    expect(report).toEqual({
      added: ['GET /shops'],
      changed: ['GET /pets'],
      moved: [{ from: 'POST /pets', to: 'POST /animals' }],
      kept: ['POST /mcp'],
      parts: {
        added: ['components.schemas.Shop', 'tags.shops'],
        changed: ['components.schemas.Pet', 'tags.pets'],
      },
    })
  })

  it('done twice changes nothing more', () => {
    const again = mergeDocuments(merged, source)
    expect(again.document).toEqual(merged)
    expect(again.report).toMatchObject({
      added: [],
      changed: [],
      moved: [],
      parts: { added: [], changed: [] },
    })
  })
})

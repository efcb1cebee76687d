import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Turns answers in XML into JSON, which models read better and cheaper.',
  text: 'Elements become members; attributes and the prefixes of namespaces are left out unless the options say so. Several elements of one name become an array, one alone does not, unless `arrays` lists its path. Entities that a document declares are not expanded, and a document nested deeper than 100 elements, or one that is not well-formed, passes unchanged with a line in the log.',
  outbound: [
    {
      name: 'xml-to-json',
      handler: {
        export: 'XmlToJsonOutboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { arrays: ['books.book'], ignoreAttributes: false },
      },
    },
  ],
  upstream: {
    headers: { 'content-type': 'application/xml' },
    body: '<books><book id="7"><title>Love &amp; Ulysses</title><pages>732</pages></book></books>',
  },
  exchanges: [
    {
      shows: 'The caller gets JSON, with the book in an array although there is only one.',
      answer: {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: { books: { book: [{ '@_id': 7, title: 'Love & Ulysses', pages: 732 }] } },
      },
    },
  ],
  refusesNothing: true,
}

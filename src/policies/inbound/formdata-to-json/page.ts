import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Turns the form that a web page sends into a JSON body for the upstream.',
  text: 'Every field is a text, a field given several times a list of texts. Files are not taken. At most 1000 fields are read, within `limits.bodyBytes`.',
  method: 'post',
  inbound: [
    {
      name: 'form-to-json',
      handler: {
        export: 'FormDataToJsonInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: { optionalHoneypotName: 'website' },
      },
    },
  ],
  exchanges: [
    {
      shows: 'The upstream gets JSON; the field that nobody sees is gone.',
      request: {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'title=Ulysses&tag=old&tag=long&website=',
      },
      answer: { status: 200, body: { body: { title: 'Ulysses', tag: ['old', 'long'] } } },
      tool: { unlike: 'Tools send JSON, which this policy is there to make.' },
    },
    {
      shows: 'What is no form is refused.',
      request: { headers: { 'content-type': 'application/json' }, body: { title: 'Ulysses' } },
      answer: { status: 400, body: { code: 'SALLYPORT_REQUEST_MALFORMED' } },
      tool: { unlike: 'A tool sends its arguments in the media type that the operation declares.' },
    },
  ],
}

import type { ReferencePage } from '../../../gateway/reference-page.ts'

/** Reference page of the policy. */
export const page: ReferencePage = {
  summary: 'Lets callers pass by the country, region or network they are in.',
  text: `Where a caller is comes from the \`headers\` of a trusted proxy (\`trustedProxies\`), or from \`databases\`: MaxMind files of yours, which the gateway reads at start and never fetches. What a header says comes first. Anybody else's headers are not looked at.

A caller whose place nobody knows passes unless \`ignoreUnknown\` is false. Each of countries, regions and networks that is listed must let the caller pass; \`block\` wins over \`allow\`.

On a route behind a tool it judges the caller of the MCP server, whatever headers the arguments of the tool set.`,
  inbound: [
    {
      name: 'geo-filter',
      handler: {
        export: 'GeoFilterInboundPolicy',
        module: '$import(@zuplo/runtime)',
        options: {
          allow: { countries: 'SE, NO' },
          block: { asns: '64496' },
          ignoreUnknown: false,
          headers: { country: 'CF-IPCountry', asn: 'X-Client-Asn' },
        },
      },
    },
  ],
  exchanges: [
    {
      shows: 'A caller from an allowed country passes.',
      request: { headers: { 'cf-ipcountry': 'SE', 'x-client-asn': '64500' }, isFromTrustedProxy: true },
      answer: { status: 200, body: { method: 'GET' } },
    },
    {
      shows: 'One from another country does not.',
      request: { headers: { 'cf-ipcountry': 'DE', 'x-client-asn': '64500' }, isFromTrustedProxy: true },
      answer: { status: 403, body: { code: 'SALLYPORT_ACCESS_DENIED' } },
    },
    {
      shows: 'A blocked network is refused although its country is allowed.',
      request: { headers: { 'cf-ipcountry': 'SE', 'x-client-asn': '64496' }, isFromTrustedProxy: true },
      answer: { status: 403, body: { code: 'SALLYPORT_ACCESS_DENIED' } },
    },
    {
      shows: 'What a caller writes into the headers is not believed.',
      request: { headers: { 'cf-ipcountry': 'SE', 'x-client-asn': '64500' } },
      answer: { status: 403, body: { code: 'SALLYPORT_ACCESS_DENIED' } },
    },
  ],
  seeAlso: ['[ip-address-restriction-inbound](ip-address-restriction-inbound.md)'],
}

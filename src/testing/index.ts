/** What tests of a project import: servers that stand in for others. */
export { createOktaOrg, type OktaOrg, type OktaOrgOptions } from './okta-org/create-okta-org.ts'
export type { Incident } from './okta-org/incidents.ts'

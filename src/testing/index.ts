/** What tests of a project import: servers that stand in for others. */
export { createOktaOrg, type OktaOrg, type OktaOrgOptions } from './okta-org/create-okta-org.ts'
export type { Incident } from './okta-org/incidents.ts'
export type { ToolCallOptions, ToolResult } from './project-tests/call-tool.ts'
export type { TokenRequest } from './project-tests/request-access-token.ts'
export { startGateway, type StartedGateway, type StartGatewayOptions } from './start-gateway.ts'

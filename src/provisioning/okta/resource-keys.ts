/** The keys of resources: what a thing is called within one identity file. */
export const resourceKeys = {
  group: (name: string) => `group:${name}`,
  client: (id: string) => `client:${id}`,
  assignedGroup: (clientId: string, name: string) => `client:${clientId}/group:${name}`,
  assignedUser: (clientId: string, login: string) => `client:${clientId}/user:${login}`,
  server: (id: string) => `server:${id}`,
  scope: (serverId: string, name: string) => `server:${serverId}/scope:${name}`,
  claim: (serverId: string, tokenType: string, name: string) =>
    `server:${serverId}/claim:${tokenType}:${name}`,
  policy: (serverId: string, name: string) => `server:${serverId}/policy:${name}`,
  rule: (serverId: string, policy: string, name: string) =>
    `server:${serverId}/policy:${policy}/rule:${name}`,
} as const

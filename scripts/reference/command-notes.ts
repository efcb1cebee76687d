/** What a person should know of a command beside its options, by the name of the command. */
export const commandNotes: Readonly<Record<string, string>> = {
  init: `
The project has an MCP endpoint, an authorization server of its own in \`config/identity.jsonc\`, and a policy before the
endpoint and one before its tools that want a token of that server. It passes \`sallyport check\` and can be served at once:

\`\`\`sh
sallyport init shop --from-openapi https://api.example.com/openapi.json --tags orders,items --read-only
cd shop
npm install
npm run dev
\`\`\`

An MCP client gets its token by signing in; the start prints how to connect each. For curl, a device gets one: open the
address it is given, sign in as the user whose password the start shows, and ask for the token then.

\`\`\`sh
ISSUER=http://127.0.0.1:9000/oauth2/mcp
curl $ISSUER/v1/device/authorize -d client_id=mcp-native-client -d scope=mcp:access
curl $ISSUER/v1/token -d client_id=mcp-native-client -d device_code=… \\
  -d grant_type=urn:ietf:params:oauth:grant-type:device_code
\`\`\`

- A document stays as its owner publishes it, in \`config/\`; what is served of it stands in \`config/tools.jsonc\` (see
  [Tools](tools.md)). Operations that were not chosen are neither tools nor routes.
- On a terminal you choose among the operations, and see what each costs a model in tokens. Elsewhere say it with
  \`--all\`, \`--read-only\`, \`--tags\` or \`--operations\`; \`--read-only\` narrows the other three.
- Requests go to the first server that the document names. If the API wants a credential of its own, add a policy that
  sets it to \`policies\` in \`config/tools.jsonc\`.
- Documents come by https, or by http from this machine, within 30 seconds, and are 32 MiB at most.
- Nothing is replaced: a file that is there already stops the command before it writes (\`SALLYPORT_INIT_FILE_EXISTS\`).`,
  build: `
The folder holds the configuration and \`modules.mjs\`, in which the modules and the packages they import are one file. The
same sources give the same bytes, wherever they stand. It is served by \`sallyport start\`, and \`check\`, \`routes\` and
\`tools\` read it too; only Sallyport itself has to be installed there.

Values of \`.env\`, \`.env.sallyport\` and the environment do not go in. The command names the variables the configuration
refers to; set them where the build runs. They must also be set while it is built, since the project is checked first; any
value of the right form will do.

A gateway that is started from the folder keeps its keys and passwords in \`.sallyport\` inside of it; they are not those
of the project. The next build replaces its own files alone, and leaves those and an audit log as they are.
\`SALLYPORT_STATE_DIR\` or \`SALLYPORT_STATE_URL\` names another place.

| code | what to do |
| --- | --- |
| \`SALLYPORT_BUILD_FOLDER_TAKEN\` | the folder of \`--out\` holds something that is no build; name another |
| \`SALLYPORT_BUILD_OUTDATED\` | the build is of another version of Sallyport, or its configuration was changed afterwards; build again |`,
  'openapi merge': `
An operation that both have, by method and path or else by operationId, becomes as the source says and keeps its
\`x-zuplo-*\` and \`x-sallyport-*\` keys; one that moved takes them along. New operations and components are added, and
components of the same name become as the source says. What the route file alone has stays, as do its title, servers and
version. Sources in an older version of OpenAPI are brought to that of the route file. Comments stay.

\`\`\`
~/shop$ sallyport openapi merge --source https://api.example.com/openapi.json
https://api.example.com/openapi.json: 3 changes
  + GET /invoices
  > GET /order/{id} is now GET /orders/{id}
  ~ POST /orders
1 operation of config/routes.oas.json alone stayed.
Written: config/routes.oas.json
\`\`\``,
  'openapi overlay': `
Targets are JSONPath (RFC 9535). \`update\` joins objects, adds to lists and replaces single values; \`remove\` and \`copy\` do
what they say. An action whose target selects nothing is a warning, since the document may have moved on; one that cannot
be applied, such as text into an object, stops the command and nothing is written.`,
  'openapi convert': `
Swagger 2.0 and OpenAPI 3.0 are brought to 3.1 unless \`--to\` says otherwise; a document is never made older. Comments stay
when the format does.`,
}

// The names under which projects of the format import this package. A project takes them with one line:
//   import 'sallyport/zuplo'
declare module '@zuplo/runtime' {
  export * from 'sallyport'
}
declare module '@zuplo/runtime/mcp-gateway' {
  export * from 'sallyport'
}
declare module '@zuplo/graphql' {
  export * from 'sallyport'
}
declare module '@zuplo/otel' {
  export * from 'sallyport'
}
declare module '@zuplo/test' {
  export * from 'sallyport/test'
}

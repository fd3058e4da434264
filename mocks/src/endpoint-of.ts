import { contract, type EndpointName } from '@foyer/contract';

const parametersOf = (path: string): number => path.split(':').length;

const endpoints = Object.entries(contract)
  // `/api/calls/count` is itself before it is a call with the id `count`.
  .toSorted(([, one], [, other]) => parametersOf(one.path) - parametersOf(other.path))
  .map(([name, { method, path }]) => ({
    name: name as EndpointName,
    method: method as string,
    // A parameter is one part of a path.
    pattern: new RegExp(`^${path.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/:\w+/g, '[^/]+')}$`),
  }));

/** The endpoint that a request is for; undefined for an address that no endpoint has. */
export function endpointOf(request: Request): EndpointName | undefined {
  const { pathname } = new URL(request.url);
  return endpoints.find(({ method, pattern }) => method === request.method && pattern.test(pathname))?.name;
}

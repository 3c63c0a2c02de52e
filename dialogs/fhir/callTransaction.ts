import type { CallRecord } from './callBundle.ts';
import type { Transaction } from './resources.ts';

/**
 * A call's record as one transaction for a FHIR R4 server: each resource is put under an id of its own, so that the same
 * record twice is there once, and what an earlier one held and this one does not is taken away. Pure.
 */
export const callTransaction = ({ bundle, withdrawn }: CallRecord): Transaction => ({
  resourceType: 'Bundle',
  type: 'transaction',
  timestamp: bundle.timestamp,
  entry: [
    ...bundle.entry.map(({ fullUrl, resource }) => ({
      fullUrl,
      resource,
      request: { method: 'PUT' as const, url: `${resource.resourceType}/${resource.id}` },
    })),
    ...withdrawn.map((url) => ({ request: { method: 'DELETE' as const, url } })),
  ],
});

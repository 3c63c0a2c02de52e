// Polyfills that no browser of the last years needs.

// A pause of no length between pieces of long work, so that whatever else waits has its turn.

/** Resolves once everybody who waits has had a turn. */
export const breathe = (): Promise<void> => new Promise((done) => setImmediate(done));

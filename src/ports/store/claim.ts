/** A key that is held while work is done. */
export interface Claim {
  /**
   * Whether it is still held. A process that cannot reach the store for long loses its claims, and
   * another one may have begun the same work: ask before each step that others would see twice.
   */
  holds(): boolean
}

/** Work that only one does at a time, of all processes that share a store. */
export interface Claims {
  /**
   * Runs `work` while nobody else has `key`, in the order of asking within this process. Resolves
   * with `false` where it is somebody else's and `ifFree` says not to wait. What a process held
   * that died is free after some seconds.
   *
   * @example
   * await store.claims.run(`send:${person}`, async (claim) => {
   *   for (const one of waiting) if (claim.holds()) await send(one)
   * })
   */
  run(
    key: string,
    work: (claim: Claim) => Promise<void>,
    options?: { readonly ifFree?: boolean },
  ): Promise<boolean>
}

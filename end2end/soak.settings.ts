/** How long the soak runs. */
export const soakSeconds = Number(process.env.SOAK_SECONDS ?? 40);
/** The same seed takes the same walks. */
export const soakSeed = Number(process.env.SOAK_SEED ?? 1);
export const browsers = 8;

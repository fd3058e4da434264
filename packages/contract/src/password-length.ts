/** Characters of a password that somebody chooses. */
export const PASSWORD_LENGTH = { min: 12, max: 256 } as const;

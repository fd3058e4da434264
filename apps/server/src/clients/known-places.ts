/** Whether the platform knows a time zone by this name. */
export function isTimeZone(name: string): boolean {
  try {
    // An offset such as +02:00 is one to the platform, but no place's: it doesn't follow summer time.
    return (
      /^[A-Z]/i.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions() !== null
    );
  } catch {
    return false;
  }
}

/** Whether three capital letters are a currency that is in use. */
export const isCurrency = (code: string): boolean => Intl.supportedValuesOf('currency').includes(code);

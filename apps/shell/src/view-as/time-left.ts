/** `59 min`, and from five minutes on `4:59`. */
export function timeLeft(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  const minutes = Math.floor(seconds / 60);
  return minutes >= 5 ? `${minutes} min` : `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
}

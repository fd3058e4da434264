import { onCLS, onFCP, onINP, onLCP, onTTFB, type Metric } from 'web-vitals';
import type { note } from '../telemetry/telemetry.ts';

/** Measures how the page felt, from its beginning on: the browser has kept the entries. */
export function measureVitals(tell: typeof note): void {
  const told = ({ name, value, rating }: Metric): void => tell({ kind: 'vital', name, value, rating });
  onCLS(told);
  onFCP(told);
  onINP(told);
  onLCP(told);
  onTTFB(told);
}

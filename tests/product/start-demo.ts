import { inject } from 'vitest';
import { startProduct, type Product, type ProductOptions } from './product.ts';

/** A product with the demo that nobody else uses, for what changes it. Its data is copied from that of the whole run. */
export const startDemo = (options: Pick<ProductOptions, 'env' | 'timeout'> = {}): Promise<Product> =>
  startProduct({ ...options, copyOf: inject('demo') });

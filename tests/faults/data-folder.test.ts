import { expect, it, vi } from 'vitest';
import { DEMO_PASSWORD } from '../browser/sign-in.ts';
import { signInOverHttp } from '../product/client.ts';
import { startProduct } from '../product/product.ts';

vi.setConfig({ testTimeout: 180_000 });

it('a second server on one data folder says who has it and ends; the first goes on', async () => {
  const first = await startProduct();
  try {
    const second = startProduct({ data: first.data });
    await expect(second).rejects.toThrow('The server ended with 1.');
    await expect(second).rejects.toThrow(
      /Another Foyer server \(process \d+ on \S+\) is using the data folder/,
    );
    await expect(second).rejects.toThrow(
      'Stop it first, or give this one a folder of its own with FOYER_DATA.',
    );
    await expect(second).rejects.not.toThrow(/\n\s+at /);

    const { api } = await signInOverHttp(first.url, 'renata@brightwater.example', DEMO_PASSWORD);
    expect((await api.listCalls({ query: { limit: 1 } })).items).toHaveLength(1);
  } finally {
    expect(await first.stop()).toBe(0);
  }
});

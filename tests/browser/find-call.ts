import type { Page } from 'playwright-core';

type Call = {
  recording: { media?: string; playback: { level: string; denials: { layer: string }[] } };
};

/** The id of the first of the newest calls that is as wanted, as the person of this page is told of it. */
export async function findCall(page: Page, wanted: (call: Call) => boolean): Promise<string> {
  let cursor = '';
  for (let i = 0; i < 6; i++) {
    const list = (await (await page.request.get(`/api/calls?limit=100${cursor}`)).json()) as {
      items: { id: string }[];
      nextCursor: string | null;
    };
    for (const { id } of list.items) {
      const call = (await (await page.request.get(`/api/calls/${id}`)).json()) as Call;
      if (wanted(call)) return id;
    }
    if (!list.nextCursor) break;
    cursor = `&cursor=${encodeURIComponent(list.nextCursor)}`;
  }
  throw new Error('The demo has no such call.');
}

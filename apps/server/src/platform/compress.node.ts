import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

/** Bytes below which compressing costs more than it saves. */
const WORTH = 1_024;
const TEXT = /^(application\/(problem\+)?json|text\/html)/;

/** Compresses a text answer as the caller accepts it. Files were compressed when they were built; audio is left alone. */
export async function compress(request: Request, response: Response): Promise<Response> {
  const type = response.headers.get('content-type') ?? '';
  if (!TEXT.test(type) || response.headers.has('content-encoding') || request.method === 'HEAD')
    return response;
  const accepts = request.headers.get('accept-encoding') ?? '';
  const encoding = /\bbr\b/.test(accepts) ? 'br' : /\bgzip\b/.test(accepts) ? 'gzip' : null;
  const bytes = new Uint8Array(await response.arrayBuffer());
  const headers = new Headers(response.headers);
  headers.append('vary', 'accept-encoding');
  if (!encoding || bytes.byteLength < WORTH) return new Response(bytes, { status: response.status, headers });
  headers.set('content-encoding', encoding);
  headers.delete('content-length');
  const small =
    encoding === 'br'
      ? await brotliAsync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
      : await gzipAsync(bytes);
  return new Response(new Uint8Array(small), { status: response.status, headers });
}

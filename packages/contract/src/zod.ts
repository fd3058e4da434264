import { z } from 'zod';

// Compiled parsers need `new Function`, which the portal's content security policy forbids: in a page or a worker, interpret.
z.config({ jitless: 'document' in globalThis || 'WorkerGlobalScope' in globalThis });

export { z };

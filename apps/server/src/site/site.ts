import type { ShellManifest } from '@foyer/federation/document';

/** What this origin serves: the shell's document, and the files of the shell and of remotes. */
export interface Site {
  /** The shell, or null while it isn't built. */
  shell(): BuiltShell | null;
  /** The file at a path such as `/assets/a.js` or `/remotes/calls/1/b.js`, or null. */
  file(path: string, accepts: { readonly brotli: boolean }): Promise<SiteFile | null>;
}

export interface BuiltShell {
  readonly manifest: ShellManifest;
  /** Its `index.html`, with the markers that `renderDocument` fills. */
  readonly html: string;
}

export interface SiteFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
  readonly encoding: 'br' | null;
  readonly etag: string;
  /** Its address changes with its content. */
  readonly immutable: boolean;
}

/** Nothing built: the interface alone. */
export const emptySite: Site = { shell: () => null, file: async () => null };

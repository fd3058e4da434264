// For servers and tools: where released versions of remotes lie, and how they get there.
export { folderStore } from './folder-store.ts';
export {
  folderOf,
  keepSourceMaps,
  listVersions,
  publishVersion,
  readVersion,
  type Published,
} from './publish-version.ts';
export { headersOf, OtherBytesError, StoreError, type ReleaseStore } from './release-store.ts';
export { bucketOf, s3Store, type Bucket } from './s3-store.ts';

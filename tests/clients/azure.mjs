// Microsoft's own client against a local Blob Storage. It prints "sas ADDRESS", by which others reach the container, and "ok N": N checks held.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { BlobServiceClient, BlobSASPermissions, ContainerSASPermissions } from '@azure/storage-blob';

const [connection, name] = process.argv.slice(2);
const container = BlobServiceClient.fromConnectionString(connection).getContainerClient(name);
let checks = 0;

function check(actual, expected, what) {
  assert.deepEqual(actual, expected, what);
  checks++;
}

const bytes = randomBytes(3 * 1024 * 1024 + 5);
const large = container.getBlockBlobClient('large dir/ünï.bin');
await large.uploadData(bytes, { blockSize: 1024 * 1024, maxSingleShotSize: 1024 * 1024, concurrency: 3, metadata: { study: 'syn1' }, blobHTTPHeaders: { blobContentType: 'text/vcf' } });
check((await large.downloadToBuffer()).equals(bytes), true, 'blocks come back');
check((await large.downloadToBuffer(10, 10)).equals(bytes.subarray(10, 20)), true, 'a stretch');
const properties = await large.getProperties();
check([properties.metadata.study, properties.contentType], ['syn1', 'text/vcf'], 'metadata and media type');
check((await large.getBlockList('all')).committedBlocks.length, 4, 'blocks');
const small = container.getBlockBlobClient('small');
await small.upload('hello', 5);
const names = [];
for await (const blob of container.listBlobsFlat()) names.push(blob.name);
check(names, ['large dir/ünï.bin', 'small'], 'list');
const folded = [];
for await (const item of container.listBlobsByHierarchy('/')) folded.push(item.name);
check(folded, ['large dir/', 'small'], 'hierarchy');
await assert.rejects(small.upload('x', 1, { conditions: { ifNoneMatch: '*' } }), error => error.code === 'BlobAlreadyExists');
await assert.rejects(small.upload('x', 1, { conditions: { ifMatch: '"0x1"' } }), error => error.statusCode === 412);
checks += 2;
const signed = await small.generateSasUrl({ permissions: BlobSASPermissions.parse('r'), expiresOn: new Date(Date.now() + 60000) });
check(await (await fetch(signed)).text(), 'hello', 'a signed address');
await container.getBlockBlobClient('copy').syncCopyFromURL(signed);
check(await container.getBlockBlobClient('copy').exists(), true, 'copy');
await container.getBlockBlobClient('copy').delete();
check(await container.getBlockBlobClient('copy').exists(), false, 'delete');
console.log(`sas ${await container.generateSasUrl({ permissions: ContainerSASPermissions.parse('racwdl'), expiresOn: new Date(Date.now() + 600000) })}`);
console.log(`ok ${checks}`);

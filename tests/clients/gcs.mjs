// Google's own client against a local Cloud Storage. It ends with "ok N": N checks held.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Storage } from '@google-cloud/storage';
import { OAuth2Client } from 'google-auth-library';

const [address, token, name] = process.argv.slice(2);
const authClient = new OAuth2Client();
authClient.setCredentials({ access_token: token });
const storage = new Storage({ apiEndpoint: address, projectId: 'local-project', authClient, useAuthWithCustomEndpoint: true });
// Of a Headers object, which the library of credentials makes, the client's simple requests lose all entries.
storage.interceptors.push({ request: options => ({ ...options, headers: { ...options.headers, Authorization: `Bearer ${token}` } }) });
const bucket = storage.bucket(name);
let checks = 0;

function check(actual, expected, what) {
  assert.deepEqual(actual, expected, what);
  checks++;
}

const bytes = randomBytes(3 * 1024 * 1024 + 5);
await bucket.file('small dir/ünï.bin').save(bytes.subarray(0, 1000), { resumable: false, metadata: { contentType: 'text/vcf', metadata: { study: 'syn1' } } });
await bucket.file('large.bin').save(bytes, { resumable: true, chunkSize: 1024 * 1024, validation: 'crc32c' });
check((await bucket.file('large.bin').download({ validation: 'crc32c' }))[0].equals(bytes), true, 'a resumable upload comes back');
check((await bucket.file('large.bin').download({ start: 10, end: 19 }))[0].equals(bytes.subarray(10, 20)), true, 'a stretch');
const [metadata] = await bucket.file('small dir/ünï.bin').getMetadata();
check(metadata.metadata.study, 'syn1', 'metadata');
check(metadata.contentType, 'text/vcf', 'media type');
check((await bucket.getFiles({ prefix: 'small dir/' }))[0].map(file => file.name), ['small dir/ünï.bin'], 'list');
await assert.rejects(bucket.file('large.bin').save('x', { resumable: false, preconditionOpts: { ifGenerationMatch: 0 } }), error => error.code === 412);
checks++;
await bucket.combine(['small dir/ünï.bin', 'large.bin'], 'both.bin');
check(Number((await bucket.file('both.bin').getMetadata())[0].size), bytes.length + 1000, 'compose');
await bucket.file('large.bin').copy(bucket.file('copy.bin'));
check((await bucket.file('copy.bin').exists())[0], true, 'copy');
await bucket.file('copy.bin').delete();
check((await bucket.file('copy.bin').exists())[0], false, 'delete');
console.log(`ok ${checks}`);

// Swagger's client, which builds its requests from the API description that GA4GH publishes, against a local DRS: what a reader of objects does,
// registered as the open write proposal has it where that is there too. It ends with "ok N": N checks held.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { load } from 'js-yaml';
import SwaggerClient from 'swagger-client';

const [published, proposed, address, file] = process.argv.slice(2);
const bytes = await readFile(file);
const sum = type => createHash(type).update(bytes).digest('hex');
let checks = 0;

function check(actual, expected, what) {
  assert.deepEqual(actual, expected, what);
  checks++;
}

async function caller(description) {
  const spec = load(await readFile(description, 'utf8'));
  spec.servers = [{ url: address }];
  const client = await SwaggerClient({ spec });
  return async (operationId, parameters = {}, requestBody) => (await client.execute({ operationId, parameters, requestBody })).body;
}

const write = await caller(proposed);
const candidate = {
  name: basename(file),
  size: bytes.length,
  mime_type: 'application/gzip',
  checksums: [{ type: 'sha-256', checksum: sum('sha256') }, { type: 'md5', checksum: sum('md5') }],
  access_methods: [{ type: 'file', access_url: { url: `file://${file}` } }],
};
const made = await write('RegisterObjects', {}, { candidates: [candidate] });
const id = made.objects[0].id;
check((await write('GetObjectsByChecksum', { checksum: sum('md5') })).resolved_drs_object.map(one => one.id).includes(id), true, 'found by checksum');

const read = await caller(published);
const info = await read('GetServiceInfo');
check([info.type.group, info.type.artifact, typeof info.maxBulkRequestLength], ['org.ga4gh', 'drs', 'number'], 'the service');
const object = await read('GetObject', { object_id: id });
check([object.name, object.size, object.checksums], [candidate.name, candidate.size, candidate.checksums], 'the object');
check(new URL(object.self_uri).protocol, 'drs:', 'its URI');
const { access_id } = object.access_methods.find(method => method.access_id);
const { url } = await read('GetAccessURL', { object_id: id, access_id });
const whole = Buffer.from(await (await fetch(url)).arrayBuffer());
check(createHash('sha256').update(whole).digest('hex'), sum('sha256'), 'the bytes');
const part = await fetch(url, { headers: { Range: 'bytes=10-19' } });
check([part.status, Buffer.compare(Buffer.from(await part.arrayBuffer()), bytes.subarray(10, 20))], [206, 0], 'a stretch of them');
check((await read('PostObject', { object_id: id }, { passports: [] })).id, id, 'the object by POST');
check((await read('OptionsObject', { object_id: id })).supported_types, ['None'], 'its authorizations');
const many = await read('GetBulkObjects', {}, { bulk_object_ids: [id, 'nothing'] });
check([many.summary.resolved, many.unresolved_drs_objects], [1, [{ error_code: 404, object_ids: ['nothing'] }]], 'many objects');
const urls = await read('GetBulkAccessURL', {}, { bulk_object_access_ids: [{ bulk_object_id: id, bulk_access_ids: [access_id] }] });
check(urls.resolved_drs_object_access_urls[0].drs_object_id, id, 'many addresses');
await assert.rejects(read('GetObject', { object_id: 'nothing' }), error => error.response.status === 404 && error.response.body.status_code === 404);
await write('DeleteObject', { object_id: id }, {});
await assert.rejects(read('GetObject', { object_id: id }), error => error.response.status === 404);
console.log(`ok ${checks}`);

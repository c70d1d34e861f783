// Sage's own TypeScript client, generated from Synapse's OpenAPI, against a local Synapse: the way of a file, a table, provenance and a
// submission. It ends with "ok N": N checks held.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { SynapseClient } from '@sage-bionetworks/synapse-client/SynapseClient';

const [address, token] = process.argv.slice(2);
const client = new SynapseClient({ basePath: address, accessToken: token });
const entities = client.entityServicesClient;
const files = client.fileServicesClient;
const tables = client.tableServicesClient;
const evaluations = client.evaluationServicesClient;
const model = 'org.sagebionetworks.repo.model.';
let checks = 0;

function check(actual, expected, what) {
  assert.deepEqual(actual, expected, what);
  checks++;
}

// While a job runs the server answers 202 with its status, of which this client keeps nothing.
async function job(start, get) {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await get(start.token);
    if (answer.concreteType) return answer;
    await new Promise(done => setTimeout(done, 100));
  }
  throw new Error('the job did not end');
}

const me = await client.userProfileServicesClient.getRepoV1UserProfile();
assert.ok(me.ownerId);
const project = await entities.postRepoV1Entity({ entity: { concreteType: `${model}Project`, name: `other client ${randomBytes(4).toString('hex')}` } });
const folder = await entities.postRepoV1Entity({ entity: { concreteType: `${model}Folder`, name: 'reads', parentId: project.id } });
check((await entities.postRepoV1EntityChild({ entityLookupRequest: { parentId: project.id, entityName: 'reads' } })).id, folder.id, 'look-up by name');

const bytes = randomBytes(5 * 1024 * 1024 + 17);
const partSize = 5 * 1024 * 1024;
const upload = await files.postFileV1FileMultipart({
  multipartRequest: {
    concreteType: `${model}file.MultipartUploadRequest`,
    fileName: 'sample.fastq.gz',
    contentType: 'application/gzip',
    contentMD5Hex: createHash('md5').update(bytes).digest('hex'),
    fileSizeBytes: bytes.length,
    partSizeBytes: partSize,
  },
});
check(upload.partsState, '00', 'two parts are missing');
const urls = await files.postFileV1FileMultipartUploadIdPresignedUrlBatch({
  uploadId: upload.uploadId,
  batchPresignedUploadUrlRequest: { uploadId: upload.uploadId, partNumbers: [1, 2] },
});
for (const part of urls.partPresignedUrls) {
  const slice = bytes.subarray((part.partNumber - 1) * partSize, part.partNumber * partSize);
  const put = await fetch(part.uploadPresignedUrl, { method: 'PUT', body: slice, headers: part.signedHeaders ?? {} });
  assert.ok(put.ok, `part ${part.partNumber}: ${put.status}`);
  const added = await files.putFileV1FileMultipartUploadIdAddPartNumber({
    uploadId: upload.uploadId,
    partNumber: part.partNumber,
    partMD5Hex: createHash('md5').update(slice).digest('hex'),
  });
  check(added.addPartState, 'ADD_SUCCESS', 'a part is added');
}
const done = await files.putFileV1FileMultipartUploadIdComplete({ uploadId: upload.uploadId });
check(done.state, 'COMPLETED', 'the upload is complete');
const file = await entities.postRepoV1Entity({
  entity: { concreteType: `${model}FileEntity`, name: 'sample.fastq.gz', parentId: folder.id, dataFileHandleId: done.resultFileHandleId },
});
const batch = await files.postFileV1FileHandleBatch({
  batchFileRequest: {
    requestedFiles: [{ fileHandleId: done.resultFileHandleId, associateObjectId: file.id, associateObjectType: 'FileEntity' }],
    includeFileHandles: true,
    includePreSignedURLs: true,
    includePreviewPreSignedURLs: false,
  },
});
const back = Buffer.from(await (await fetch(batch.requestedFiles[0].preSignedURL)).arrayBuffer());
check(Buffer.compare(back, bytes), 0, 'the bytes come back');
check(batch.requestedFiles[0].fileHandle.contentSize, bytes.length, 'the file handle knows the size');

const annotations = await entities.getRepoV1EntityIdAnnotations2({ id: file.id, includeDerived: false });
annotations.annotations = { ...annotations.annotations, strandedness: { type: 'STRING', value: ['reverse'] } };
await entities.putRepoV1EntityIdAnnotations2({ id: file.id, v2Annotations: annotations });
check((await entities.getRepoV1EntityIdAnnotations2({ id: file.id, includeDerived: false })).annotations.strandedness.value, ['reverse'], 'annotations are kept');
await assert.rejects(entities.putRepoV1EntityIdAnnotations2({ id: file.id, v2Annotations: annotations }), error => error.status === 412);
checks++;

const children = await entities.postRepoV1EntityChildren({
  entityChildrenRequest: { parentId: folder.id, includeTypes: ['file', 'folder'], sortBy: 'NAME', sortDirection: 'ASC' },
});
check(children.page.map(child => child.name), ['sample.fastq.gz'], 'children');
const activity = await client.activityServicesClient.postRepoV1Activity({ activity: { name: 'alignment', used: [] } });
await entities.putRepoV1EntityIdGeneratedBy({ id: file.id, generatedBy: activity.id });
const bundle = await client.entityBundleServicesV2Client.postRepoV1EntityIdBundle2({
  id: file.id,
  entityBundleRequest: { includeEntity: true, includeAnnotations: true, includeFileHandles: true },
});
check(bundle.entity.name, 'sample.fastq.gz', 'bundle');

const columns = await tables.postRepoV1ColumnBatch({
  listWrapperOfColumnModel: {
    concreteType: `${model}ListWrapper`,
    list: [{ name: 'sample', columnType: 'STRING', maximumSize: 50 }, { name: 'depth', columnType: 'INTEGER' }],
  },
});
const table = await entities.postRepoV1Entity({
  entity: { concreteType: `${model}table.TableEntity`, name: 'samples', parentId: project.id, columnIds: columns.list.map(column => column.id) },
});
const written = await job(
  await tables.postRepoV1EntityIdTableTransactionAsyncStart({
    id: table.id,
    tableUpdateTransactionRequest: {
      concreteType: `${model}table.TableUpdateTransactionRequest`,
      entityId: table.id,
      changes: [{
        concreteType: `${model}table.AppendableRowSetRequest`,
        entityId: table.id,
        toAppend: {
          concreteType: `${model}table.PartialRowSet`,
          tableId: table.id,
          rows: [{ values: [{ key: columns.list[0].id, value: 'S1' }, { key: columns.list[1].id, value: '30' }] }],
        },
      }],
    },
  }),
  asyncToken => tables.getRepoV1EntityIdTableTransactionAsyncGetAsyncToken({ id: table.id, asyncToken }));
assert.ok(written.results.length === 1);
const found = await job(
  await tables.postRepoV1EntityIdTableQueryAsyncStart({
    id: table.id,
    queryBundleRequest: {
      concreteType: `${model}table.QueryBundleRequest`,
      entityId: table.id,
      partMask: 1,
      query: { sql: `SELECT sample, depth FROM ${table.id} WHERE depth > 10` },
    },
  }),
  asyncToken => tables.getRepoV1EntityIdTableQueryAsyncGetAsyncToken({ id: table.id, asyncToken }));
check(found.queryResult.queryResults.rows.map(row => row.values), [['S1', '30']], 'a query finds the row');

const queue = await evaluations.postRepoV1Evaluation({ evaluation: { name: `queue ${project.id}`, contentSource: project.id } });
const current = await entities.getRepoV1EntityId({ id: file.id });
const submission = await evaluations.postRepoV1EvaluationSubmission({
  modelSubmission: { evaluationId: queue.id, entityId: file.id, versionNumber: current.versionNumber, name: 'answer' },
  etag: current.etag,
  challengeEndpoint: 'https://example.org/challenge:',
  notificationUnsubscribeEndpoint: 'https://example.org/unsubscribe:',
  submissionEligibilityHash: '0',
});
const status = await evaluations.getRepoV1EvaluationSubmissionSubIdStatus({ subId: submission.id });
check(status.status, 'RECEIVED', 'a submission waits');
await evaluations.putRepoV1EvaluationSubmissionSubIdStatus({ subId: submission.id, modelSubmissionStatus: { ...status, status: 'ACCEPTED' } });
check((await evaluations.getRepoV1EvaluationEvalIdSubmissionAll({ evalId: queue.id, status: 'ACCEPTED', limit: 10, offset: 0 })).results.length, 1, 'by status');

await assert.rejects(entities.getRepoV1EntityId({ id: 'syn999999999' }), error => error.status === 404 && error.reason.length > 0);
checks++;
console.log(`ok ${checks}`);

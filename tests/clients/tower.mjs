// Swagger's client, which builds its requests from the API description that Seqera publishes, against a local Tower: the calls that the
// command-line tools make, in their order. It ends with "ok N": N checks held.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import SwaggerClient from 'swagger-client';

const [description, address, token, workspace] = process.argv.slice(2);
const spec = load(await readFile(description, 'utf8'));
spec.servers = [{ url: address }];
const client = await SwaggerClient({ spec, requestInterceptor: request => { request.headers.Authorization = `Bearer ${token}`; return request; } });
const workspaceId = Number(workspace);
let checks = 0;

const call = async (operationId, parameters = {}, requestBody) => (await client.execute({ operationId, parameters: { workspaceId, ...parameters }, requestBody })).body;

function check(actual, expected, what) {
  assert.deepEqual(actual, expected, what);
  checks++;
}

const { user } = await call('UserInfo');
const { orgsAndWorkspaces } = await call('ListWorkspacesUser', { userId: user.id });
check(orgsAndWorkspaces.some(entry => entry.workspaceId === workspaceId), true, 'the workspace is listed');
const { serviceInfo } = await call('Info');
check(typeof serviceInfo.version, 'string', 'the version');
const { computeEnvs } = await call('ListComputeEnvs', { status: 'AVAILABLE' });
const { computeEnv } = await call('DescribeComputeEnv', { computeEnvId: computeEnvs.find(env => env.primary).id });
check(computeEnv.status, 'AVAILABLE', 'the primary compute environment');

const { dataset } = await call('CreateDatasetV2', {}, { name: 'other-client', description: 'a sheet' });
const file = new File(['sample,fastq_1\nA,a_1.fastq.gz\n'], 'sheet.csv', { type: 'text/csv' });
const { version } = await call('UploadDatasetV2', { datasetId: dataset.id, header: true }, { file });
check([version.version, version.fileName, version.hasHeader], [1, 'sheet.csv', true], 'a version of a dataset');
check((await call('ListDatasetsV2', { search: 'other-client' })).datasets.map(entry => entry.id), [dataset.id], 'the dataset is found');

const label = await call('CreateLabel', {}, { name: 'other-client', resource: false });
const launch = {
  computeEnvId: computeEnv.id,
  pipeline: 'https://github.com/nf-core/rnaseq',
  revision: 'main',
  workDir: computeEnv.config.workDir,
  configProfiles: ['docker', 'test'],
  paramsText: JSON.stringify({ input: version.url, outdir: 's3://bucket/results' }),
  runName: 'other_client',
  labelIds: [label.id],
};
const { workflowId } = await call('CreateWorkflowLaunch', {}, { launch });
const { labels } = await call('DescribeWorkflow', { workflowId, attributes: ['labels'] });
check(labels.map(entry => entry.name), ['other-client'], 'the label');
check((await call('ListWorkflows', { search: 'other_client', max: 10, offset: 0 })).workflows.map(entry => entry.workflow.id), [workflowId], 'the run is found');
const stored = await call('DescribeWorkflowLaunch', { workflowId });
check([stored.launch.pipeline, stored.launch.revision, stored.launch.configProfiles], [launch.pipeline, launch.revision, launch.configProfiles], 'the stored launch');

const ended = ['SUCCEEDED', 'FAILED', 'CANCELLED', 'UNKNOWN'];
let workflow;
do {
  await new Promise(wait => setTimeout(wait, 300));
  ({ workflow } = await call('DescribeWorkflow', { workflowId }));
} while (!ended.includes(workflow.status));
check(workflow.status, 'SUCCEEDED', 'the run ends');
check([workflow.runName, workflow.profile, workflow.params.outdir], ['other_client', 'docker,test', 's3://bucket/results'], 'what runs is what was launched');
check((await call('DescribeWorkflowProgress', { workflowId })).progress.workflowProgress.running, 0, 'the progress');
check(Array.isArray((await call('ListWorkflowTasks', { workflowId, max: 10, offset: 0 })).tasks), true, 'the tasks');
check(Array.isArray((await call('GetWorkflowLog', { workflowId })).log.entries), true, 'the log');

const second = await call('CreateWorkflowLaunch', {}, { launch: { ...launch, runName: 'other_client_2', labelIds: null } });
await call('CancelWorkflow', { workflowId: second.workflowId }, {});
await assert.rejects(call('DescribeWorkflow', { workflowId: 'nothingHere' }), error => error.response.status === 403);
await assert.rejects(call('ListWorkflows', { max: 101 }), error => error.response.status === 400);
await call('DeleteWorkflow', { workflowId });
check((await call('ListWorkflows', { search: 'runId:' + workflowId })).workflows ?? [], [], 'a deleted run is gone');
await call('DeleteDatasetV2', { datasetId: dataset.id });
await call('DeleteLabel', { labelId: label.id });
console.log(`ok ${checks}`);

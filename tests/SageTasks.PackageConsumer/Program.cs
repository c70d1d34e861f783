using SageTasks.Http;
using SageTasks.Ledger.PostgreSql;
using SageTasks.Runs;
using SageTasks.Storage;
using SageTasks.Storage.Azure;
using SageTasks.Storage.Gcs;
using SageTasks.Storage.S3;
using SageTasks.Synapse;
using SageTasks.Tables;
using SageTasks.Testing;
using SageTasks.Tower;

PackageContents.Check(args[0]);

Console.WriteLine($"core: {SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz")}");
Console.WriteLine($"storage: {Location.Parse("https://example.org/reads/a.fastq.gz").Name}");

using var s3 = new S3Store(new S3Options { Endpoint = new Uri("https://s3.example.org"), Anonymous = true });
Console.WriteLine($"s3: {new ObjectStores(s3).StoreOf(Location.Parse("s3://bucket/reads/a.fastq.gz")).Capabilities.ConditionalCreate}");

var azure = new AzureBlobStore(new AzureBlobOptions { Endpoint = new Uri("http://127.0.0.1:9/account"), AccountKey = "a2V5", MaxRetries = 0 });
try
{
    await azure.PutAsync(Location.Parse("az://container/reads"), ObjectContent.Of(new byte[1]), new PutOptions());
}
catch (NetworkFailureException e)
{
    Console.WriteLine($"azure: {e.Error.Uri}");
}

await using var ledger = new PostgreSqlLedger(new PostgreSqlLedgerOptions { ConnectionString = "postgres://etl@127.0.0.1:9/lab" });
try
{
    await ledger.ReadAsync(SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz"));
}
catch (LedgerException e)
{
    Console.WriteLine($"ledger.postgresql: {e.CanRetry}");
}

var rows = TableReader.Parse("sample,reads\nA,12\nB,30\n").ToList();
Console.WriteLine($"tables: {rows.Count} rows, {rows.Sum(row => row.GetInt32("reads"))} reads");

await using var server = await LocalSynapse.StartAsync();
Console.WriteLine($"testing: {server.Url.IsLoopback}");

var synapse = new SynapseClient(new SynapseClientOptions { Endpoint = server.Url, Token = server.Token });
var project = await synapse.CreateEntityAsync(new Project { Name = "Consumed" });
Console.WriteLine($"synapse: {(await synapse.GetEntityAsync(project.Id!)).Name}");

await using var buckets = await LocalGcs.StartAsync(new LocalGcsOptions { Buckets = ["consumed"] });
var gcs = new GcsStore(new GcsOptions { Endpoint = buckets.Url, TokenProvider = _ => ValueTask.FromResult(buckets.Token) });
var stored = await gcs.PutAsync(Location.Parse("gs://consumed/a"), ObjectContent.Of("ACGT"u8.ToArray()), new PutOptions());
Console.WriteLine($"storage.gcs: {stored.Digests[0]}");

await using var platform = await LocalTower.StartAsync();
platform.AddPipeline("https://github.com/nf-core/rnaseq", static (_, _) => Task.CompletedTask);
var tower = new TowerClient(new TowerClientOptions { Endpoint = platform.Url, Token = platform.Token, WorkspaceId = platform.WorkspaceId });
var submission = await new SubmissionGuard().SubmitAsync(
    new TowerRuns(tower),
    new TowerLaunch { Pipeline = "https://github.com/nf-core/rnaseq", WorkDir = "/work" },
    SubmissionPolicy.Default with { Confirm = ConfirmMode.Early });
Console.WriteLine($"tower: {submission.Outcome} {submission.RunName}");

using NSubstitute;
using SageTasks.ContractSuites;
using SageTasks.Synapse.Tests.Fixtures;
using SageTasks.Tables;

namespace SageTasks.Synapse.Tests.Client;

/// <summary>
/// Every request that the client can send, and every answer that the local Synapse gives to it, is held against the server's schemas: the
/// fixture does so at its end. A method of the client that no scene here calls fails the test.
/// </summary>
public sealed class SpecificationTests : IAsyncLifetime
{
    private World _world = null!;
    private SynapseClient _client = null!;

    private string Project => _world.Project.ToString();

    public async Task InitializeAsync()
    {
        _world = await World.StartAsync();
        _client = Substitute.ForPartsOf<SynapseClient>(World.OptionsOf(_world.Server, _world.Server.Token), null!, null!);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [SpecFact(SynapseSchemaChecker.Schemas, SynapseSchemaChecker.Endpoints)]
    public async Task Requests_and_answers_hold_to_the_servers_schemas()
    {
        await LookAroundAsync();
        var file = await StoreAsync();
        await FindAsync(file);
        await ReadFilesAsync(file);
        await TellWhereFromAsync(file.Id.WithoutVersion());
        await SendElsewhereAsync();
        await QueueAsync(file);
        await KeepTablesAsync(file);
        await DeleteAsync(file.Id);

        Assert.Equal([], ClientMethods.NotCalled(_client));
    }

    private async Task LookAroundAsync()
    {
        await _client.GetVersionAsync();
        await _client.GetStatusAsync();
        var me = await _client.GetMyProfileAsync();
        await _client.GetProfileAsync(me.OwnerId);
        await _client.GetProfilesAsync([long.Parse(me.OwnerId, System.Globalization.CultureInfo.InvariantCulture)]);
        await _client.GetAccessTokensPageAsync();
    }

    private async Task<StoredFile> StoreAsync()
    {
        var files = new SynapseFiles(_client, _world.Transfer);
        var request = new FileStore
        {
            Path = _world.Write("reads.csv", World.Bytes(6 * 1024 * 1024)),
            ParentId = _world.Project,
            Annotations = new Dictionary<string, AnnotationValue> { ["assay"] = AnnotationValue.Of("rnaSeq"), ["depth"] = AnnotationValue.Of(12.5) },
        };
        await files.StoreAsync(request);
        _world.Write("reads.csv", "sample,reads\na,1\nb,2\n");
        var stored = await files.StoreAsync(request);
        await files.DownloadAsync(new FileDownload { Id = stored.Id, Path = _world.PathOf("back.csv") });
        var annotations = await _client.GetAnnotationsAsync(stored.Id.WithoutVersion());
        await _client.UpdateAnnotationsAsync(annotations);
        var entity = (FileEntity)await _client.GetEntityAsync(stored.Id.WithoutVersion());
        await _client.UpdateEntityAsync(entity with { Description = "Some reads" });
        return stored;
    }

    private async Task FindAsync(StoredFile file)
    {
        var id = file.Id.WithoutVersion();
        Assert.Equal(id, await _client.FindChildAsync(_world.Project, "reads.csv"));
        Assert.Null(await _client.FindChildAsync(_world.Project, "nothing"));
        Assert.Single(await _client.GetChildrenAsync(_world.Project).ToListAsync());
        Assert.Equal(2, (await _client.GetVersionsAsync(id).ToListAsync()).Count);
        await _client.GetHeaderAsync(id);
        await _client.GetHeadersAsync([file.Id]);
        await _client.GetPathAsync(id);
        Assert.Single(await _client.FindByMd5Async(file.Md5!));
        Assert.Null(await _client.FindByAliasAsync("nobody-has-this-alias"));
        await _client.GetPermissionsAsync(id);
        await _client.GetAccessControlListAsync(_world.Project);
        var bundle = await _client.GetBundleAsync(id, new EntityBundleRequest
        {
            IncludeEntity = true,
            IncludeAnnotations = true,
            IncludePermissions = true,
            IncludeEntityPath = true,
            IncludeHasChildren = true,
            IncludeFileHandles = true,
            IncludeFileName = true,
            IncludeBenefactorAcl = true,
            IncludeRestrictionInformation = true,
        });
        Assert.NotNull(bundle.Entity);
    }

    private async Task ReadFilesAsync(StoredFile file)
    {
        var association = new FileAssociation
        {
            FileHandleId = file.FileHandleId,
            AssociateObjectId = file.Id.WithoutVersion().ToString(),
            AssociateObjectType = FileAssociationType.FileEntity,
        };
        var batch = new FileBatchRequest
        {
            RequestedFiles = [association, association with { FileHandleId = "999999" }],
            IncludeFileHandles = true,
            IncludePreSignedUrls = true,
        };
        Assert.NotNull((await _client.GetFilesAsync(batch))[1].FailureCode);
        await _client.GetDownloadUrlAsync(association);
        await _client.GetFileHandleAsync(file.FileHandleId);
        await _client.GetFileHandleUrlAsync(file.FileHandleId);
        var link = await _client.CreateExternalFileHandleAsync(new ExternalFileHandle { ExternalUrl = "https://x/a", FileName = "a" });
        await _client.DeleteFileHandleAsync(link.Id!);
    }

    private async Task TellWhereFromAsync(SynapseId file)
    {
        var activity = await _client.CreateActivityAsync(new Activity
        {
            Name = "count",
            Used = [new UsedUrl { Url = "https://x", Name = "x", WasExecuted = true }, new UsedEntity { Reference = new EntityReference { TargetId = file.ToString(), TargetVersionNumber = 1 } }],
        });
        await _client.SetGeneratedByAsync(file, activity.Id!);
        Assert.NotNull(await _client.GetGeneratedByAsync(file));
        Assert.Single(await _client.GetGeneratedAsync(activity.Id!).ToListAsync());
        await _client.GetActivityAsync(activity.Id!);
        await _client.UpdateActivityAsync(activity with { Description = "d" });
        await _client.DeleteGeneratedByAsync(file);
        Assert.Null(await _client.GetGeneratedByAsync(file));
        await _client.DeleteActivityAsync(activity.Id!);
    }

    private async Task SendElsewhereAsync()
    {
        var folder = await _client.CreateEntityAsync(new Folder { Name = "elsewhere", ParentId = Project });
        var location = (await _client.CreateStorageLocationAsync(
            new ExternalS3StorageLocationSetting { UploadType = UploadType.S3, Bucket = "a-bucket", BaseKey = "here", StsEnabled = true })).StorageLocationId!.Value;
        var google = (await _client.CreateStorageLocationAsync(
            new ExternalGoogleCloudStorageLocationSetting { UploadType = UploadType.GoogleCloud, Bucket = "g-bucket" })).StorageLocationId!.Value;
        await _client.GetStorageLocationAsync(location);
        await _client.GetStorageLocationsAsync();
        var setting = new UploadDestinationListSetting { ProjectId = folder.Id, SettingsType = "upload", Locations = [location] };
        await _client.CreateProjectSettingAsync(setting);
        await _client.UpdateProjectSettingAsync((await _client.GetUploadSettingAsync(folder.Id!))!);
        await _client.GetUploadDestinationAsync(folder.Id!);
        await _client.GetUploadDestinationAsync(folder.Id!, location);
        await _client.GetUploadDestinationLocationsAsync(folder.Id!);
        await _client.GetStsCredentialsAsync(folder.Id!, StsAccess.ReadOnly);
        await _client.CreateExternalS3FileHandleAsync(new S3FileHandle
        {
            BucketName = "a-bucket",
            Key = "here/a",
            FileName = "a",
            ContentMd5 = World.Md5([1]),
            ContentSize = 1,
            ContentType = "text/plain",
            StorageLocationId = location,
        });
        await _client.CreateExternalGoogleCloudFileHandleAsync(new GoogleCloudFileHandle
        {
            BucketName = "g-bucket",
            Key = "a",
            FileName = "a",
            ContentMd5 = World.Md5([1]),
            ContentSize = 1,
            ContentType = "text/plain",
            StorageLocationId = google,
        });
    }

    private async Task QueueAsync(StoredFile file)
    {
        var queue = (await _client.CreateEvaluationAsync(new Evaluation { Name = "queue", ContentSource = Project })).Id!;
        await _client.GetEvaluationAsync(queue);
        Assert.NotNull(await _client.FindEvaluationAsync("queue"));
        Assert.Null(await _client.FindEvaluationAsync("no queue"));
        var etag = (await _client.GetEntityAsync(file.Id.WithoutVersion())).Etag;
        var submission = (await _client.CreateSubmissionAsync(
            new EvaluationSubmission { EvaluationId = queue, EntityId = file.Id.WithoutVersion().ToString(), VersionNumber = 2 }, etag)).Id!;
        await _client.GetSubmissionAsync(submission);
        Assert.Single(await _client.GetSubmissionsAsync(queue, SubmissionState.Received).ToListAsync());
        var status = await _client.UpdateSubmissionStatusAsync(await _client.GetSubmissionStatusAsync(submission) with { CanCancel = true });
        await _client.UpdateSubmissionStatusesAsync(
            queue, new SubmissionStatusBatch { Statuses = [status with { Status = SubmissionState.Scored }], IsFirstBatch = true, IsLastBatch = true });
        await _client.CancelSubmissionAsync(submission);
    }

    private async Task KeepTablesAsync(StoredFile file)
    {
        var tables = new SynapseTables(_client, _world.Transfer);
        var note = await _client.CreateColumnAsync(new ColumnModel { Name = "note", ColumnType = ColumnType.String, MaximumSize = 1000 });
        await _client.GetColumnAsync(note.Id!);
        var table = (await tables.EnsureAsync(new TableDefinition
        {
            ParentId = _world.Project,
            Name = "table",
            Columns = [new ColumnModel { Name = "sample", ColumnType = ColumnType.String, MaximumSize = 20 }, note],
        })).Id;
        await _client.GetTableColumnsAsync(table);
        var header = new TableHeader(["sample", "note"]);
        var rows = Enumerable.Range(0, 1500).Select(i => new TableRow(header, [$"s{i}", new string('n', 900)]));
        await tables.AppendAsync(new RowAppend { TableId = table, KeyColumns = ["sample"], SettleTime = TimeSpan.FromMilliseconds(100) }, rows);
        Assert.Equal(1500, await tables.QueryAsync($"SELECT * FROM {table}").CountAsync());
        await tables.DownloadCsvAsync($"SELECT sample FROM {table}", _world.PathOf("out.csv"));
        await _client.CreateSnapshotAsync(table, new SnapshotRequest { SnapshotLabel = "v1" });
        await DeleteARowAsync(table);

        var preview = await _client.StartCsvPreviewAsync(new CsvPreviewRequest { UploadFileHandleId = file.FileHandleId });
        await _client.WaitAsync(token => _client.GetCsvPreviewAsync(preview.Token, token), null, CancellationToken.None);
        var scope = await _client.StartViewColumnsAsync(new ViewColumnsRequest
        {
            ViewScope = new ViewScope { Scope = [Project], ViewTypeMask = 1, ViewEntityType = "entityview" },
        });
        await _client.WaitAsync(token => _client.GetViewColumnsAsync(scope.Token, token), null, CancellationToken.None);
    }

    private async Task DeleteARowAsync(SynapseId table)
    {
        var query = new QueryBundleRequest { EntityId = table.ToString(), Query = new TableQuery { Sql = $"SELECT * FROM {table} LIMIT 1" }, PartMask = 0x1 };
        var job = await _client.StartQueryAsync(query);
        var found = (await _client.WaitAsync(token => _client.GetQueryAsync(table, job.Token, token), null, CancellationToken.None)).QueryResult!.QueryResults!;
        await _client.DeleteRowsAsync(table, new RowSelection { TableId = table.ToString(), Etag = found.Etag, RowIds = [found.Rows[0].RowId!.Value] });
    }

    private async Task DeleteAsync(SynapseId file)
    {
        await _client.DeleteEntityVersionAsync(file);
        await _client.DeleteEntityAsync(file.WithoutVersion());
        await Assert.ThrowsAsync<Http.NotFoundException>(() => _client.GetEntityAsync(file.WithoutVersion()));
    }
}

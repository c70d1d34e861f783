using SageTasks.ContractSuites;
using SageTasks.Http;
using SageTasks.Synapse.Tests.Fixtures;

namespace SageTasks.Synapse.Tests.Client;

/// <summary>The client's methods that no task uses, against a server that answers. The fixture holds every request against the server's
/// schemas.</summary>
public sealed class EndpointTests : IAsyncLifetime
{
    private World _world = null!;

    private SynapseClient Client => _world.Client;

    public async Task InitializeAsync() => _world = await World.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [SpecFact(SynapseSchemaChecker.Schemas, SynapseSchemaChecker.Endpoints)]
    public async Task The_schemas_that_all_other_tests_are_held_against_are_at_hand()
    {
        await Client.GetMyProfileAsync();

        Assert.NotNull(SynapseSchemaChecker.Instance);
    }

    [Fact]
    public async Task The_server_says_who_it_is_and_who_asks()
    {
        var profile = await Client.GetMyProfileAsync();

        Assert.NotEmpty((await Client.GetVersionAsync()).Version);
        Assert.Equal(SynapseState.ReadWrite, (await Client.GetStatusAsync()).Status);
        Assert.Equal(profile.UserName, (await Client.GetProfileAsync(profile.OwnerId)).UserName);
        Assert.Single(await Client.GetProfilesAsync([long.Parse(profile.OwnerId, System.Globalization.CultureInfo.InvariantCulture)]));
        Assert.NotNull((await Client.GetAccessTokensPageAsync()).Results);
    }

    [Fact]
    public async Task A_token_that_is_not_known_is_refused_with_advice()
    {
        var stranger = World.ClientOf(_world.Server, "not-a-token");

        var refused = await Assert.ThrowsAsync<AccessDeniedException>(() => stranger.GetMyProfileAsync());

        Assert.Contains("accounts.synapse.org", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Versions_are_listed_and_deleted_one_by_one()
    {
        var request = new FileStore { Path = _world.Write("a", "1"), ParentId = _world.Project };
        await _world.Files.StoreAsync(request);
        _world.Write("a", "22");
        var second = await _world.Files.StoreAsync(request);

        var versions = await Client.GetVersionsAsync(second.Id.WithoutVersion()).ToListAsync();
        await Client.DeleteEntityVersionAsync(second.Id.At(1));

        Assert.Equal([2L, 1L], versions.Select(version => version.VersionNumber!.Value));
        Assert.Equal(2, versions[0].ContentSize);
        Assert.Single(await Client.GetVersionsAsync(second.Id.WithoutVersion()).ToListAsync());
    }

    [Fact]
    public async Task An_entity_is_found_by_header_path_md5_and_permissions()
    {
        var stored = await _world.Files.StoreAsync(new FileStore { Path = _world.Write("a", "text"), ParentId = _world.Project });
        var id = stored.Id.WithoutVersion();

        Assert.Equal("a", (await Client.GetHeaderAsync(id)).Name);
        Assert.Equal("a", Assert.Single(await Client.GetHeadersAsync([stored.Id])).Name);
        Assert.Equal(id.ToString(), Assert.Single(await Client.FindByMd5Async(stored.Md5!)).Id);
        Assert.True((await Client.GetPermissionsAsync(id)).CanDownload);
        Assert.NotEmpty((await Client.GetAccessControlListAsync(_world.Project)).ResourceAccess);
        Assert.Null(await Client.FindByAliasAsync("nobody-has-this-alias"));
    }

    [Fact]
    public async Task An_entity_without_a_list_of_its_own_names_the_one_that_applies()
    {
        var stored = await _world.Files.StoreAsync(new FileStore { Path = _world.Write("a", "text"), ParentId = _world.Project });

        var missing = await Assert.ThrowsAsync<NotFoundException>(() => Client.GetAccessControlListAsync(stored.Id.WithoutVersion()));

        Assert.Contains(_world.Project.ToString(), missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_entity_is_not_found_and_the_message_speaks_of_the_trash_can()
    {
        var folder = await Client.CreateEntityAsync(new Folder { Name = "f", ParentId = _world.Project.ToString() });
        await Client.DeleteEntityAsync(folder.Id!);

        var missing = await Assert.ThrowsAsync<NotFoundException>(() => Client.GetEntityAsync(folder.Id!));

        Assert.Contains("trash can", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_activity_is_changed_detached_and_deleted()
    {
        var stored = await _world.Files.StoreAsync(new FileStore { Path = _world.Write("a", "x"), ParentId = _world.Project });
        var activity = await Client.CreateActivityAsync(new Activity { Name = "n", Used = [new UsedUrl { Url = "https://x", Name = "x" }] });
        await Client.SetGeneratedByAsync(stored.Id.WithoutVersion(), activity.Id!);

        var changed = await Client.UpdateActivityAsync(activity with { Description = "d" });
        await Client.DeleteGeneratedByAsync(stored.Id.WithoutVersion());
        await Client.DeleteActivityAsync(activity.Id!);

        Assert.NotEqual(activity.Etag, changed.Etag);
        Assert.Null(await Client.GetGeneratedByAsync(stored.Id.WithoutVersion()));
        await Assert.ThrowsAsync<NotFoundException>(() => Client.GetActivityAsync(activity.Id!));
    }

    [Fact]
    public async Task Storage_locations_are_registered_and_a_project_sends_its_files_there()
    {
        var location = await Client.CreateStorageLocationAsync(
            new ExternalS3StorageLocationSetting { UploadType = UploadType.S3, Bucket = "a-bucket", BaseKey = "here", Description = "ours" });
        var id = location.StorageLocationId!.Value;
        await Client.CreateProjectSettingAsync(new UploadDestinationListSetting { ProjectId = _world.Project.ToString(), SettingsType = "upload", Locations = [id] });
        var setting = (UploadDestinationListSetting)(await Client.GetUploadSettingAsync(_world.Project))!;
        await Client.UpdateProjectSettingAsync(setting with { Locations = [id] });

        Assert.Equal("a-bucket", Assert.IsType<ExternalS3StorageLocationSetting>(await Client.GetStorageLocationAsync(id)).Bucket);
        Assert.Contains(await Client.GetStorageLocationsAsync(), present => present.StorageLocationId == id);
        Assert.Equal("a-bucket", Assert.IsType<ExternalS3UploadDestination>(await Client.GetUploadDestinationAsync(_world.Project)).Bucket);
        Assert.IsType<ExternalS3UploadDestination>(await Client.GetUploadDestinationAsync(_world.Project, id));
        Assert.Contains(await Client.GetUploadDestinationLocationsAsync(_world.Project), present => present.StorageLocationId == id);
    }

    [Fact]
    public async Task Temporary_credentials_are_given_where_the_place_has_them_turned_on()
    {
        var location = await Client.CreateStorageLocationAsync(
            new ExternalS3StorageLocationSetting { UploadType = UploadType.S3, Bucket = "a-bucket", BaseKey = "here", StsEnabled = true });
        var folder = await Client.CreateEntityAsync(new Folder { Name = "sts", ParentId = _world.Project.ToString() });
        await Client.CreateProjectSettingAsync(new UploadDestinationListSetting
        {
            ProjectId = folder.Id,
            SettingsType = "upload",
            Locations = [location.StorageLocationId!.Value],
        });

        var credentials = await Client.GetStsCredentialsAsync(folder.Id!, StsAccess.ReadWrite);

        Assert.Equal(("a-bucket", "here"), (credentials.Bucket, credentials.BaseKey));
        Assert.NotEmpty(credentials.SessionToken);
    }

    [Fact]
    public async Task File_handles_are_given_in_a_batch_and_by_their_owner()
    {
        var stored = await _world.Files.StoreAsync(new FileStore { Path = _world.Write("a", "text"), ParentId = _world.Project });
        FileAssociation Of(string handle) => new()
        {
            FileHandleId = handle,
            AssociateObjectId = stored.Id.WithoutVersion().ToString(),
            AssociateObjectType = FileAssociationType.FileEntity,
        };

        var batch = await Client.GetFilesAsync(new FileBatchRequest
        {
            RequestedFiles = [Of(stored.FileHandleId), Of("999999")],
            IncludeFileHandles = true,
            IncludePreSignedUrls = true,
        });

        Assert.NotNull(batch[0].PreSignedUrl);
        Assert.NotNull(batch[1].FailureCode);
        Assert.Equal("a", (await Client.GetFileHandleAsync(stored.FileHandleId)).FileName);
        Assert.Contains("/s3/", (await Client.GetFileHandleUrlAsync(stored.FileHandleId)).AbsolutePath, StringComparison.Ordinal);
        var own = await Client.CreateExternalFileHandleAsync(new ExternalFileHandle { ExternalUrl = "https://x/a", FileName = "a" });
        await Client.DeleteFileHandleAsync(own.Id!);
        await Assert.ThrowsAsync<NotFoundException>(() => Client.GetFileHandleAsync(own.Id!));
    }

    [Fact]
    public async Task Columns_are_the_same_however_often_they_are_created()
    {
        var first = await Client.CreateColumnAsync(new ColumnModel { Name = "age", ColumnType = ColumnType.Integer });
        var second = await Client.CreateColumnAsync(new ColumnModel { Name = "age", ColumnType = ColumnType.Integer });
        var table = await Client.CreateEntityAsync(new TableEntity { Name = "t", ParentId = _world.Project.ToString(), ColumnIds = [first.Id!] });

        Assert.Equal(first.Id, second.Id);
        Assert.Equal("age", (await Client.GetColumnAsync(first.Id!)).Name);
        Assert.Equal("age", Assert.Single(await Client.GetTableColumnsAsync(table.Id!)).Name);
    }

    [Fact]
    public async Task A_csv_file_and_a_view_are_asked_for_the_columns_they_need()
    {
        var stored = await _world.Files.StoreAsync(new FileStore
        {
            Path = _world.Write("rows.csv", "sample,reads\na,1\nb,2\n"),
            ParentId = _world.Project,
            Annotations = new Dictionary<string, AnnotationValue> { ["assay"] = AnnotationValue.Of("rnaSeq") },
        });

        var preview = await Client.StartCsvPreviewAsync(new CsvPreviewRequest { UploadFileHandleId = stored.FileHandleId });
        var columns = await Client.WaitAsync(token => Client.GetCsvPreviewAsync(preview.Token, token), null, CancellationToken.None);
        var scope = await Client.StartViewColumnsAsync(new ViewColumnsRequest
        {
            ViewScope = new ViewScope { Scope = [_world.Project.ToString()], ViewTypeMask = 1, ViewEntityType = "entityview" },
        });
        var annotations = await Client.WaitAsync(token => Client.GetViewColumnsAsync(scope.Token, token), null, CancellationToken.None);

        Assert.Equal(["sample", "reads"], columns.SuggestedColumns.Select(column => column.Name));
        Assert.Contains(annotations.Results, column => column.Name == "assay");
    }

    [Fact]
    public async Task A_queue_is_found_by_name_and_a_submission_read_and_cancelled()
    {
        var queue = await Client.CreateEvaluationAsync(new Evaluation { Name = "The queue", ContentSource = _world.Project.ToString() });
        var stored = await _world.Files.StoreAsync(new FileStore { Path = _world.Write("a", "x"), ParentId = _world.Project });
        var submission = await Client.CreateSubmissionAsync(
            new EvaluationSubmission { EvaluationId = queue.Id!, EntityId = stored.Id.WithoutVersion().ToString(), VersionNumber = 1 },
            (await Client.GetEntityAsync(stored.Id)).Etag);

        Assert.Equal(queue.Id, (await Client.FindEvaluationAsync("The queue"))!.Id);
        Assert.Null(await Client.FindEvaluationAsync("No queue"));
        Assert.Equal("The queue", (await Client.GetEvaluationAsync(queue.Id!)).Name);
        Assert.Equal(stored.Id.WithoutVersion().ToString(), (await Client.GetSubmissionAsync(submission.Id!)).EntityId);
        var status = await Client.GetSubmissionStatusAsync(submission.Id!);
        await Client.UpdateSubmissionStatusAsync(status with { CanCancel = true });
        await Client.CancelSubmissionAsync(submission.Id!);
        Assert.True((await Client.GetSubmissionStatusAsync(submission.Id!)).CancelRequested);
    }
}

using System.Text.Json.Nodes;
using NSubstitute;
using SageTasks.Cavatica.Tests.Stubs;
using SageTasks.ContractSuites;

namespace SageTasks.Cavatica.Tests.Client;

/// <summary>Each method of the client sends what the platform's documentation says.</summary>
public sealed class EndpointTests
{
    private const string List = "offset=0&limit=100";
    private const string All = "fields=_all&offset=0&limit=100";

    private static readonly JsonObject Cwl = new() { ["class"] = "CommandLineTool" };

    private static readonly IReadOnlyList<(Func<CavaticaClient, object> Call, string Line, string Body)> Calls =
    [
        (c => c.GetUserAsync(), "GET /v2/user", ""),
        (c => c.GetUserAsync("ann"), "GET /v2/users/ann", ""),
        (c => c.GetRateLimitAsync(), "GET /v2/rate_limit", ""),
        (c => c.ListBillingGroupsAsync(), $"GET /v2/billing/groups?{All}", ""),
        (c => c.GetBillingGroupAsync("b1"), "GET /v2/billing/groups/b1", ""),
        (c => c.ListProjectsAsync(new ProjectQuery { Owner = "ann", Name = "p", Tags = ["a", "b"] }), $"GET /v2/projects/ann?name=p&tags=a&tags=b&{All}", ""),
        (c => c.GetProjectAsync("ann/p"), "GET /v2/projects/ann/p", ""),
        (c => c.CreateProjectAsync(new NewProject { Name = "p", BillingGroup = "b1" }), "POST /v2/projects", """{"name":"p","billing_group":"b1","tags":[]}"""),
        (c => c.UpdateProjectAsync("ann/p", new ProjectChange { Settings = new ProjectSettings { UseMemoization = true } }), "PATCH /v2/projects/ann/p", """{"settings":{"use_memoization":true}}"""),
        (c => c.DeleteProjectAsync("ann/p"), "DELETE /v2/projects/ann/p", ""),
        (c => c.ListMembersAsync("ann/p"), $"GET /v2/projects/ann/p/members?{List}", ""),
        (c => c.GetMemberAsync("ann/p", "bob"), "GET /v2/projects/ann/p/members/bob", ""),
        (c => c.AddMemberAsync("ann/p", new NewMember { Username = "bob", Permissions = new Permissions { Read = true } }), "POST /v2/projects/ann/p/members", """{"username":"bob","permissions":{"read":true}}"""),
        (c => c.RemoveMemberAsync("ann/p", "bob"), "DELETE /v2/projects/ann/p/members/bob", ""),
        (c => c.SetPermissionsAsync("ann/p", "bob", new Permissions { Write = false }), "PATCH /v2/projects/ann/p/members/bob/permissions", """{"write":false}"""),
        (c => c.ListFilesAsync(new FileQuery { Project = "ann/p", Names = ["a b"], OriginTask = "t1", Metadata = new Dictionary<string, string> { ["sample_id"] = "S1" } }), $"GET /v2/files?project=ann/p&name=a b&origin.task=t1&fields=_all&metadata.sample_id=S1&{List}", ""),
        (c => c.ListFilesPageAsync(new FileQuery { Parent = "d1" }), $"GET /v2/files?parent=d1&{All}", ""),
        (c => c.ListFolderAsync("d1"), $"GET /v2/files/d1/list?{All}", ""),
        (c => c.ScrollFolderAsync("d1"), "GET /v2/files/d1/scroll?fields=_all&token=init&limit=100", ""),
        (c => c.ScrollProjectAsync("ann/p"), "GET /v2/files/scroll?project=ann/p&fields=_all&token=init&limit=100", ""),
        (c => c.SearchFilesAsync("IN \"ann/p\""), "POST /v2/files/search?limit=100", """{"query":"IN \u0022ann/p\u0022"}"""),
        (c => c.WalkFilesAsync(new FileQuery { Project = "ann/p" }), $"GET /v2/files?project=ann/p&{All}", ""),
        (c => c.GetFileAsync("f1"), "GET /v2/files/f1", ""),
        (c => c.UpdateFileAsync("f1", new FileChange { Name = "b" }), "PATCH /v2/files/f1", """{"name":"b"}"""),
        (c => c.DeleteFileAsync("f1"), "DELETE /v2/files/f1", ""),
        (c => c.CreateFolderAsync(new NewFolder { Name = "d", Project = "ann/p" }), "POST /v2/files", """{"name":"d","type":"folder","project":"ann/p"}"""),
        (c => c.CopyFileAsync("f1", new FileDestination { Project = "ann/p", Name = "c" }), "POST /v2/files/f1/actions/copy", """{"project":"ann/p","name":"c"}"""),
        (c => c.MoveFileAsync("f1", new FileDestination { Parent = "d1" }), "POST /v2/files/f1/actions/move", """{"parent":"d1"}"""),
        (c => c.GetDownloadUrlAsync("f1"), "GET /v2/files/f1/download_info", ""),
        (c => c.GetMetadataAsync("f1"), "GET /v2/files/f1/metadata", ""),
        (c => c.MergeMetadataAsync("f1", new JsonObject { ["a"] = null }), "PATCH /v2/files/f1/metadata", """{"a":null}"""),
        (c => c.ReplaceMetadataAsync("f1", new JsonObject { ["a"] = "b" }), "PUT /v2/files/f1/metadata", """{"a":"b"}"""),
        (c => c.SetTagsAsync("f1", ["a"]), "PUT /v2/files/f1/tags", """["a"]"""),
        (c => c.GetFilesAsync(["f1"]), "POST /v2/bulk/files/get", """{"file_ids":["f1"]}"""),
        (c => c.DeleteFilesAsync(["f1"]), "POST /v2/bulk/files/delete", """{"file_ids":["f1"]}"""),
        (c => c.UpdateFilesAsync([new FileEdit { Id = "f1", Tags = [] }]), "POST /v2/bulk/files/update", """{"items":[{"id":"f1","tags":[]}]}"""),
        (c => c.EditFilesAsync([new FileEdit { Id = "f1", Name = "n" }]), "POST /v2/bulk/files/edit", """{"items":[{"id":"f1","name":"n"}]}"""),
        (c => c.CopyFilesAsync("ann/p", ["f1"]), "POST /v2/action/files/copy", """{"project":"ann/p","file_ids":["f1"]}"""),
        (c => c.StartFileJobsAsync(FileJobType.Move, [new FileJobItem { File = "f1", Parent = "d1" }]), "POST /v2/async/files/move", """{"items":[{"file":"f1","parent":"d1"}]}"""),
        (c => c.GetFileJobAsync(FileJobType.Copy, "j1"), "GET /v2/async/files/copy/j1", ""),
        (c => c.ListFileJobsAsync(), $"GET /v2/async/files?{List}", ""),
        (c => c.StartUploadAsync(new NewUpload { Project = "ann/p", Name = "a", Size = 7 }, overwrite: true), "POST /v2/upload/multipart?overwrite=true", """{"project":"ann/p","name":"a","size":7}"""),
        (c => c.GetUploadAsync("u1", listParts: true), "GET /v2/upload/multipart/u1?list_parts=true", ""),
        (c => c.ListUploadsAsync(), $"GET /v2/upload/multipart?{List}", ""),
        (c => c.GetPartTargetAsync("u1", 2), "GET /v2/upload/multipart/u1/part/2", ""),
        (c => c.ReportPartAsync("u1", new PartReport { PartNumber = 1, Response = new PartAnswer { Headers = new Dictionary<string, string> { ["ETag"] = "e" } } }), "POST /v2/upload/multipart/u1/part", """{"part_number":1,"response":{"headers":{"ETag":"e"}}}"""),
        (c => c.CompleteUploadAsync("u1"), "POST /v2/upload/multipart/u1/complete", "{}"),
        (c => c.AbortUploadAsync("u1"), "DELETE /v2/upload/multipart/u1", ""),
        (c => c.ListVolumesAsync(), $"GET /v2/storage/volumes?{All}", ""),
        (c => c.GetVolumeAsync("ann/v"), "GET /v2/storage/volumes/ann/v", ""),
        (c => c.CreateVolumeAsync(new NewVolume { Name = "v", AccessMode = VolumeAccess.ReadOnly, Service = new JsonObject { ["type"] = "s3" } }), "POST /v2/storage/volumes", """{"name":"v","access_mode":"RO","service":{"type":"s3"}}"""),
        (c => c.UpdateVolumeAsync("ann/v", new VolumeChange { Description = "d" }), "PATCH /v2/storage/volumes/ann/v", """{"description":"d"}"""),
        (c => c.DeleteVolumeAsync("ann/v"), "DELETE /v2/storage/volumes/ann/v", ""),
        (c => c.ListVolumeObjectsAsync("ann/v", "in/"), "GET /v2/storage/volumes/ann/v/list?prefix=in/&limit=100", ""),
        (c => c.WalkVolumeObjectsAsync("ann/v", "in/"), "GET /v2/storage/volumes/ann/v/list?prefix=in/&limit=100", ""),
        (c => c.GetVolumeObjectAsync("ann/v", "in/a"), "GET /v2/storage/volumes/ann/v/object?location=in/a", ""),
        (c => c.ListImportsAsync(new ImportQuery { Volume = "ann/v", State = TransferState.Running }), $"GET /v2/storage/imports?volume=ann/v&state=RUNNING&{All}", ""),
        (c => c.GetImportAsync("i1"), "GET /v2/storage/imports/i1", ""),
        (c => c.StartImportAsync(NewImport), "POST /v2/storage/imports", """{"source":{"volume":"ann/v","location":"in/a"},"destination":{"project":"ann/p","name":"a"}}"""),
        (c => c.StartImportsAsync([NewImport]), "POST /v2/bulk/storage/imports/create", """{"items":[{"source":{"volume":"ann/v","location":"in/a"},"destination":{"project":"ann/p","name":"a"}}]}"""),
        (c => c.GetImportsAsync(["i1"]), "POST /v2/bulk/storage/imports/get", """{"import_ids":["i1"]}"""),
        (c => c.ListExportsAsync(new ExportQuery { Project = "ann/p" }), $"GET /v2/storage/exports?project=ann/p&{All}", ""),
        (c => c.GetExportAsync("e1"), "GET /v2/storage/exports/e1", ""),
        (c => c.StartExportAsync(NewExport, copyOnly: true), "POST /v2/storage/exports?copy_only=true", """{"source":{"file":"f1"},"destination":{"volume":"ann/v","location":"out/a"}}"""),
        (c => c.StartExportsAsync([NewExport], copyOnly: false), "POST /v2/bulk/storage/exports/create", """{"items":[{"source":{"file":"f1"},"destination":{"volume":"ann/v","location":"out/a"}}]}"""),
        (c => c.GetExportsAsync(["e1"]), "POST /v2/bulk/storage/exports/get", """{"export_ids":["e1"]}"""),
        (c => c.ListAppsAsync(new AppQuery { Visibility = AppVisibility.Public, Words = ["rna"] }), $"GET /v2/apps?visibility=public&q=rna&{List}", ""),
        (c => c.GetAppAsync("ann/p/app"), "GET /v2/apps/ann/p/app", ""),
        (c => c.GetAppAsync("ann/p/app", 3), "GET /v2/apps/ann/p/app/3", ""),
        (c => c.InstallAppAsync("ann/p/app", Cwl), "POST /v2/apps/ann/p/app/raw", """{"class":"CommandLineTool"}"""),
        (c => c.InstallRevisionAsync("ann/p/app", 2, Cwl), "POST /v2/apps/ann/p/app/2/raw", """{"class":"CommandLineTool"}"""),
        (c => c.CopyAppAsync("pub/x/app", new AppCopy { Project = "ann/p", Strategy = AppCopyStrategy.Direct }), "POST /v2/apps/pub/x/app/actions/copy", """{"project":"ann/p","strategy":"direct"}"""),
        (c => c.SyncAppAsync("ann/p/app"), "POST /v2/apps/ann/p/app/actions/sync", "{}"),
        (c => c.ListTasksAsync(new TaskQuery { Project = "ann/p", Status = CavaticaTaskStatus.Running }), $"GET /v2/tasks?project=ann/p&status=RUNNING&order_by=created_time&order=asc&{List}", ""),
        (c => c.ListTasksPageAsync(new TaskQuery { Fields = ["id", "name"] }, 200), "GET /v2/tasks?order_by=created_time&order=asc&fields=id,name&offset=200&limit=100", ""),
        (c => c.ListBatchChildrenAsync("t1"), $"GET /v2/tasks?parent=t1&order_by=created_time&order=asc&{List}", ""),
        (c => c.GetTaskAsync("t1"), "GET /v2/tasks/t1", ""),
        (c => c.GetTasksAsync(["t1", "t2"]), "POST /v2/bulk/tasks/get", """{"task_ids":["t1","t2"]}"""),
        (c => c.CreateTaskAsync(new TaskRequest { Project = "ann/p", App = "ann/p/app/1", BatchInput = "reads", BatchBy = new BatchBy { Type = BatchType.Item } }, run: true), "POST /v2/tasks?action=run", """{"project":"ann/p","app":"ann/p/app/1","batch_input":"reads","batch_by":{"type":"item"}}"""),
        (c => c.UpdateTaskAsync("t1", new TaskChange { Inputs = new JsonObject { ["a"] = null } }), "PATCH /v2/tasks/t1", """{"inputs":{"a":null}}"""),
        (c => c.DeleteTaskAsync("t1"), "DELETE /v2/tasks/t1", ""),
        (c => c.RunTaskAsync("t1", batch: false), "POST /v2/tasks/t1/actions/run?batch=false", "{}"),
        (c => c.AbortTaskAsync("t1"), "POST /v2/tasks/t1/actions/abort", "{}"),
        (c => c.CloneTaskAsync("t1", run: true), "POST /v2/tasks/t1/actions/clone?action=run", "{}"),
        (c => c.GetExecutionDetailsAsync("t1"), "GET /v2/tasks/t1/execution_details", ""),
        (c => c.StartDrsImportsAsync(new NewDrsImport { Items = [new DrsImportItem { DrsUri = "drs://h/1", Project = "ann/p" }], ConflictResolution = DrsConflict.Skip }), "POST /v2/bulk/drs/imports/create", """{"items":[{"drs_uri":"drs://h/1","project":"ann/p"}],"tags":[],"conflict_resolution":"SKIP"}"""),
        (c => c.GetDrsImportAsync("j1"), "GET /v2/bulk/drs/imports/j1", ""),
        (c => c.GetDrsObjectAsync("f1"), "GET /ga4gh/drs/v1/objects/f1", ""),
        (c => c.GetDrsAccessAsync("f1", "aws-us-east-1"), "GET /ga4gh/drs/v1/objects/f1/access/aws-us-east-1", ""),
        (c => c.ListWesRunsAsync(), "GET /ga4gh/wes/v1/runs?page_size=100", ""),
        (c => c.GetWesRunAsync("t1"), "GET /ga4gh/wes/v1/runs/t1", ""),
        (c => c.ListMarkersAsync("f1"), $"GET /v2/genome/markers?file=f1&{List}", ""),
        (c => c.GetMarkerAsync("m1"), "GET /v2/genome/markers/m1", ""),
        (c => c.CreateMarkerAsync(new NewMarker { File = "f1", Name = "m", Chromosome = "1", Position = new MarkerPosition { Start = 1, End = 2 } }), "POST /v2/genome/markers", """{"file":"f1","name":"m","position":{"start":1,"end":2},"chromosome":"1"}"""),
        (c => c.UpdateMarkerAsync("m1", new MarkerChange { Name = "n" }), "PATCH /v2/genome/markers/m1", """{"name":"n"}"""),
        (c => c.DeleteMarkerAsync("m1"), "DELETE /v2/genome/markers/m1", ""),
        (c => c.ListAutomationsAsync(), $"GET /v2/automation/automations?{List}", ""),
        (c => c.GetAutomationAsync("a1"), "GET /v2/automation/automations/a1", ""),
        (c => c.ListAutomationRunsAsync("a1"), $"GET /v2/automation/runs?automation=a1&{List}", ""),
        (c => c.GetAutomationRunAsync("r1"), "GET /v2/automation/runs/r1", ""),
    ];

    private static NewImport NewImport => new()
    {
        Source = new VolumePlace { Volume = "ann/v", Location = "in/a" },
        Destination = new ImportDestination { Project = "ann/p", Name = "a" },
    };

    private static NewExport NewExport => new() { Source = new ExportSource { File = "f1" }, Destination = new VolumePlace { Volume = "ann/v", Location = "out/a" } };

    [Fact]
    public async Task Each_method_sends_one_request_of_the_documented_form_and_none_is_left_out()
    {
        var client = Substitute.ForPartsOf<CavaticaClient>(new StubCavatica().Options(), null!, null!);
        foreach (var (call, line, body) in Calls)
        {
            var stub = new StubCavatica();
            await RunAsync(call(stub.Client()));
            await RunAsync(call(client));

            var sent = Assert.Single(stub.Requests);
            Assert.Equal(line, sent.Line);
            Assert.Equal(body, sent.Body);
            Assert.Equal("0123456789abcdef", sent.Token);
        }

        Assert.Empty(ClientMethods.NotCalled(client));
    }

    private static async Task RunAsync(object started)
    {
        if (started is Task task)
        {
            await task;
            return;
        }

        var items = started.GetType().GetInterfaces().Single(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)).GetGenericArguments()[0];
        await (Task)typeof(EndpointTests).GetMethod(nameof(DrainAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(items).Invoke(null, [started])!;
    }

    private static async Task DrainAsync<T>(IAsyncEnumerable<T> items) => await items.ToListAsync();
}

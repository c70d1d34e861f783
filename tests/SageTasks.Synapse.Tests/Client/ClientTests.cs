using SageTasks.Http;
using SageTasks.Synapse.Tests.Fixtures;

namespace SageTasks.Synapse.Tests.Client;

public sealed class ClientTests : IDisposable
{
    private readonly StubSynapse _stub = new();

    public void Dispose() => _stub.Dispose();

    [Fact]
    public async Task The_token_goes_to_the_server_and_the_three_services_have_their_paths()
    {
        var client = _stub.Answer("""{"ownerId":"1"}""").Answer("""{"results":[]}""").Answer("""{"concreteType":"org.sagebionetworks.repo.model.file.S3FileHandle","id":"5"}""").Client();

        await client.GetMyProfileAsync();
        await client.GetAccessTokensPageAsync("t 1");
        await client.GetFileHandleAsync("5");

        Assert.Equal(
            ["GET /repo/v1/userProfile", "GET /auth/v1/personalAccessToken?nextPageToken=t%201", "GET /file/v1/fileHandle/5"],
            _stub.Requests.Select(request => request.Line));
        Assert.All(_stub.Requests, request => Assert.Equal("Bearer secret-token", request.Authorization));
    }

    [Fact]
    public async Task An_id_with_a_version_reads_that_version()
    {
        var client = _stub.Answer("""{"concreteType":"org.sagebionetworks.repo.model.FileEntity","id":"syn1"}""").Answer("""{"entityType":"file"}""").Client();

        await client.GetEntityAsync("syn1.3");
        await client.GetBundleAsync("syn1.3", new EntityBundleRequest { IncludeEntity = true });

        Assert.Equal(["GET /repo/v1/entity/syn1/version/3", "POST /repo/v1/entity/syn1/version/3/bundle2"], _stub.Requests.Select(request => request.Line));
    }

    [Fact]
    public async Task Deleting_never_takes_an_id_with_a_version_for_the_whole_entity()
    {
        var client = _stub.Client();

        await Assert.ThrowsAsync<ArgumentException>(() => client.DeleteEntityAsync("syn1.3"));
        await Assert.ThrowsAsync<ArgumentException>(() => client.DeleteEntityVersionAsync("syn1"));
        Assert.Empty(_stub.Requests);
    }

    [Fact]
    public async Task A_name_that_synapse_refuses_and_a_file_that_is_not_there_are_refused_before_any_request()
    {
        var client = _stub.Client();

        await Assert.ThrowsAsync<ArgumentException>(() => client.CreateEntityAsync(new Folder { Name = "a:b", ParentId = "syn1" }));
        await Assert.ThrowsAsync<ArgumentException>(() => client.FindChildAsync(SynapseId.Parse("syn1"), "a:b"));
        await Assert.ThrowsAsync<ArgumentException>(() => client.CreateEvaluationAsync(new Evaluation { Name = "a:b" }));
        await Assert.ThrowsAsync<FileNotFoundException>(() => new SynapseTables(client).AppendFileAsync(new RowAppend { TableId = "syn1", KeyColumns = ["a"] }, "no-such-file.csv"));
        Assert.Empty(_stub.Requests);
    }

    [Fact]
    public async Task All_children_are_drained_page_by_page()
    {
        var client = _stub
            .Answer("""{"page":[{"id":"syn2","name":"a","type":"org.sagebionetworks.repo.model.FileEntity"},{"id":"syn3","name":"b"}],"nextPageToken":"50a50"}""")
            .Answer("""{"page":[{"id":"syn4","name":"c"}],"nextPageToken":null}""").Client();

        var children = await client.GetChildrenAsync("syn1").ToListAsync();

        Assert.Equal(["syn2", "syn3", "syn4"], children.Select(child => child.Id));
        Assert.True(children[0].IsFile);
        Assert.Contains("\"nextPageToken\":\"50a50\"", _stub.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_repeats_a_page_token_is_not_followed_for_ever()
    {
        var client = _stub
            .Answer("""{"page":[{"id":"syn2","name":"a"}],"nextPageToken":"t"}""")
            .Answer("""{"page":[{"id":"syn3","name":"b"}],"nextPageToken":"t"}""").Client();

        await Assert.ThrowsAsync<PagingException>(async () => await client.GetChildrenAsync("syn1").ToListAsync());
    }

    [Fact]
    public async Task A_child_that_is_not_there_is_null()
    {
        var client = _stub.Answer("""{"reason":"not found"}""", 404).Answer("""{"id":"syn7"}""").Client();

        Assert.Null(await client.FindChildAsync(SynapseId.Parse("syn1"), "x"));
        Assert.Equal("syn7", (await client.FindChildAsync(SynapseId.Parse("syn1"), "x")).ToString());
    }

    [Fact]
    public async Task An_error_says_what_synapse_said_and_what_to_do()
    {
        var client = _stub.Answer("""{"concreteType":"org.sagebionetworks.repo.model.ErrorResponse","reason":"You must be certified.","errorCode":"USER_CERTIFICATION_REQUIRED"}""", 403).Client();

        var error = await Assert.ThrowsAsync<AccessDeniedException>(() => client.CreateEntityAsync(new Folder { Name = "f", ParentId = "syn1" }));

        Assert.Equal(("USER_CERTIFICATION_REQUIRED", "You must be certified."), (error.Error.Code, error.Error.Reason));
        Assert.Contains("certification quiz", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-token", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_token_is_told_in_the_oauth_form_with_where_to_get_another()
    {
        var client = _stub.Answer("""{"error":"invalid_token","error_description":"The token has expired.","reason":"The token has expired."}""", 401).Client();

        var error = await Assert.ThrowsAsync<AccessDeniedException>(() => client.GetMyProfileAsync());

        Assert.Contains("The token has expired.", error.Message, StringComparison.Ordinal);
        Assert.Contains("SYNAPSE_AUTH_TOKEN", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(409, typeof(ConflictException))]
    [InlineData(412, typeof(PreconditionFailedException))]
    [InlineData(404, typeof(NotFoundException))]
    [InlineData(400, typeof(InvalidRequestException))]
    public async Task Refusals_have_types_of_their_own(int status, Type expected)
    {
        var client = _stub.Answer("""{"reason":"no"}""", status).Client();

        var error = await Record.ExceptionAsync(() => client.UpdateEntityAsync(new Folder { Id = "syn1", Name = "f" }));

        Assert.Equal(expected, error?.GetType());
    }

    [Fact]
    public async Task Creating_an_entity_by_name_is_repeated_after_a_dropped_answer_and_then_clashes_with_itself()
    {
        var client = _stub.Drop().Answer("""{"reason":"taken"}""", 409).Client();

        await Assert.ThrowsAsync<ConflictException>(() => client.CreateEntityAsync(new Folder { Name = "f", ParentId = "syn1" }));
        Assert.Equal(2, _stub.Requests.Count);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(0)]
    public async Task A_table_transaction_is_never_sent_twice(int status)
    {
        var client = (status == 0 ? _stub.Drop() : _stub.Answer("""{"reason":"busy"}""", status)).Client();

        await Assert.ThrowsAsync<SubmissionUnknownException>(() => client.StartTransactionAsync(new TableTransactionRequest { EntityId = "syn1" }));
        Assert.Single(_stub.Requests);
    }

    [Fact]
    public async Task A_query_is_started_again_after_a_dropped_answer()
    {
        var client = _stub.Drop().Answer("""{"token":"7"}""", 201).Client();

        var job = await client.StartQueryAsync(new QueryBundleRequest { EntityId = "syn1", Query = new TableQuery { Sql = "SELECT 1 FROM syn1" } });

        Assert.Equal(("7", 2), (job.Token, _stub.Requests.Count));
    }

    [Fact]
    public async Task A_job_is_pending_until_it_has_a_result()
    {
        var client = _stub.Answer("""{"jobState":"PROCESSING","progressMessage":"working","jobId":"7"}""", 202).Answer("""{"queryCount":3}""", 201).Client();

        var pending = await client.GetQueryAsync("syn1", "7");
        var done = await client.GetQueryAsync("syn1", "7");

        Assert.Equal((AsyncJobState.Processing, "working"), (pending.Status!.JobState, pending.Status.ProgressMessage));
        Assert.Null(pending.Result);
        Assert.Equal(3, done.Result!.QueryCount);
    }

    [Fact]
    public async Task A_file_of_a_batch_fails_on_its_own_inside_an_answer_that_succeeded()
    {
        var client = _stub.Answer("""{"requestedFiles":[{"fileHandleId":"1","preSignedURL":"https://s3"},{"fileHandleId":"2","failureCode":"UNAUTHORIZED"}]}""", 201).Client();

        var files = await client.GetFilesAsync(new FileBatchRequest { IncludePreSignedUrls = true });

        Assert.Null(files[0].FailureCode);
        Assert.Equal(FileFailure.Unauthorized, files[1].FailureCode);
        Assert.Contains("\"includePreSignedURLs\":true", _stub.Requests[0].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("1/../2")]
    [InlineData("https://www.synapse.org/Synapse:syn1")]
    public async Task An_id_that_would_leave_its_place_is_named_before_any_request(string id)
    {
        var client = _stub.Client();
        Func<Task>[] calls =
        [
            () => client.GetFileHandleAsync(id), () => client.GetFileHandleUrlAsync(id), () => client.DeleteFileHandleAsync(id), () => client.GetActivityAsync(id), () => client.DeleteActivityAsync(id),
            () => client.GetColumnAsync(id), () => client.GetEvaluationAsync(id), () => client.GetSubmissionAsync(id), () => client.GetSubmissionStatusAsync(id), () => client.CancelSubmissionAsync(id),
            () => client.CompleteMultipartUploadAsync(id), () => client.GetProfileAsync(id), () => client.GetQueryAsync("syn1", id), () => client.FindByAliasAsync(id), () => client.FindByMd5Async(id),
            () => client.UpdateActivityAsync(new Activity { Id = id }), () => client.UpdateEntityAsync(new Folder { Id = id, Name = "f" }),
        ];

        foreach (var call in calls)
        {
            var refused = await Assert.ThrowsAsync<ArgumentException>(call);
            Assert.Contains($" is '{id}'", refused.Message, StringComparison.Ordinal);
        }

        Assert.Empty(_stub.Requests);
    }

    [Fact]
    public async Task What_synapse_would_refuse_of_a_list_is_refused_before_any_request()
    {
        var client = _stub.Client();
        FileAssociation Of(int handle) => new() { FileHandleId = $"{handle}", AssociateObjectId = "syn1", AssociateObjectType = FileAssociationType.FileEntity };

        var none = await Assert.ThrowsAsync<ArgumentException>(() => client.GetChildrenPageAsync(new EntityChildrenRequest { ParentId = "syn1" }));
        var many = await Assert.ThrowsAsync<ArgumentException>(() => client.GetFilesAsync(new FileBatchRequest { RequestedFiles = [.. Enumerable.Range(0, 101).Select(Of)] }));
        var twice = await Assert.ThrowsAsync<ArgumentException>(() => client.GetFilesAsync(new FileBatchRequest { RequestedFiles = [Of(7), Of(7)] }));

        Assert.Contains("IncludeTypes", none.Message, StringComparison.Ordinal);
        Assert.Contains("101 files", many.Message, StringComparison.Ordinal);
        Assert.Contains("file handle 7", twice.Message, StringComparison.Ordinal);
        Assert.Empty(_stub.Requests);
    }

    // Complaint PR 1076: more than a handful of requests at once were answered with 429.
    [Fact]
    public async Task All_three_services_together_get_three_requests_at_a_time()
    {
        using var slow = new Gate();
        var client = _stub.Client(options => options.Http = new ApiOptions { Handler = slow });

        var calls = Enumerable.Range(0, 4).SelectMany(_ => new Task[] { client.GetMyProfileAsync(), client.GetAccessTokensPageAsync(), client.GetFileHandleAsync("5") }).ToList();
        await slow.FullAsync();
        slow.Open();
        await Task.WhenAll(calls);

        Assert.Equal(3, slow.Most);
    }

    private sealed class Gate : HttpMessageHandler
    {
        private readonly TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _now;

        public int Most { get; private set; }

        public Task FullAsync() => _full.Task;

        public void Open() => _open.SetResult();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            lock (_full)
            {
                Most = Math.Max(Most, ++_now);
                if (_now == 3)
                {
                    _full.TrySetResult();
                }
            }

            await _open.Task.WaitAsync(cancellationToken);
            lock (_full)
            {
                _now--;
            }

            return new HttpResponseMessage { Content = new StringContent("""{"ownerId":"1","concreteType":"some.FileHandle","results":[]}""") };
        }
    }

    [Fact]
    public async Task Submissions_of_all_pages_are_read()
    {
        static string Page(int from, int count) => $$"""{"totalNumberOfResults":150,"results":[{{string.Join(",", Enumerable.Range(from, count).Select(Bundle))}}] }""";
        static string Bundle(int id) =>
            $$"""{"submission":{"id":"{{id}}","evaluationId":"9","entityId":"syn1"},"submissionStatus":{"id":"{{id}}","status":"RECEIVED"} }""";
        var client = _stub.Answer(Page(0, 100)).Answer(Page(100, 50)).Client();

        var all = await client.GetSubmissionsAsync("9", SubmissionState.Received).ToListAsync();

        Assert.Equal(150, all.Count);
        Assert.Equal("GET /repo/v1/evaluation/9/submission/bundle/all?status=RECEIVED&offset=100&limit=100", _stub.Requests[1].Line);
    }
}

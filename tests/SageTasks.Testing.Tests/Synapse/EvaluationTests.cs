using System.Text.Json.Nodes;

namespace SageTasks.Testing.Tests;

public sealed class EvaluationTests : SynapseTest
{
    [Fact]
    public async Task submissions_wait_in_their_queue_until_their_status_changes()
    {
        var (queue, file) = await QueueAsync();
        var first = await SubmitAsync(queue, file);
        var second = await SubmitAsync(queue, file);

        var status = await User.DoAsync("GET", $"/repo/v1/evaluation/submission/{first}/status");
        status["status"] = "EVALUATION_IN_PROGRESS";
        await User.DoAsync("PUT", $"/repo/v1/evaluation/submission/{first}/status", status.DeepClone());

        Assert.Equal([second], await WaitingAsync(queue));
        await User.RefusedAsync(412, "PUT", $"/repo/v1/evaluation/submission/{first}/status", status);
        Assert.Equal("submission.status", Synapse.Journal.Entries[^1].Kind);
    }

    [Fact]
    public async Task a_queue_is_read_page_by_page()
    {
        var (queue, file) = await QueueAsync();
        for (var i = 0; i < 12; i++)
        {
            await SubmitAsync(queue, file);
        }

        var first = await User.DoAsync("GET", $"/repo/v1/evaluation/{queue}/submission/bundle/all?status=RECEIVED");
        var rest = await User.DoAsync("GET", $"/repo/v1/evaluation/{queue}/submission/bundle/all?status=RECEIVED&offset=10&limit=10");

        Assert.Equal((12, 10, 2), ((int)first["totalNumberOfResults"]!, first["results"]!.AsArray().Count, rest["results"]!.AsArray().Count));
        Assert.Equal("RECEIVED", (string)rest["results"]![1]!["submissionStatus"]!["status"]!);
    }

    [Fact]
    public async Task a_batch_of_statuses_goes_up_in_turns()
    {
        var (queue, file) = await QueueAsync();
        var (one, two) = (await SubmitAsync(queue, file), await SubmitAsync(queue, file));

        var first = await User.DoAsync("PUT", $"/repo/v1/evaluation/{queue}/statusBatch", await BatchAsync(one, isFirst: true, isLast: false, token: null));
        await User.RefusedAsync(412, "PUT", $"/repo/v1/evaluation/{queue}/statusBatch", await BatchAsync(two, isFirst: false, isLast: true, token: "other"));
        var last = await User.DoAsync("PUT", $"/repo/v1/evaluation/{queue}/statusBatch", await BatchAsync(two, isFirst: false, isLast: true, (string)first["nextUploadToken"]!));

        Assert.Null(last["nextUploadToken"]);
        Assert.Empty(await WaitingAsync(queue));
    }

    [Fact]
    public async Task only_the_queues_owner_sees_all_of_it()
    {
        var (queue, file) = await QueueAsync();
        await SubmitAsync(queue, file);
        using var other = Another("other");

        await other.RefusedAsync(403, "GET", $"/repo/v1/evaluation/{queue}/submission/all");
        Assert.Equal(1, (int)(await User.DoAsync("GET", $"/repo/v1/evaluation/{queue}/submission"))["totalNumberOfResults"]!);
    }

    [Fact]
    public async Task a_submission_needs_the_current_etag_of_its_entity()
    {
        var (queue, file) = await QueueAsync();
        var body = new JsonObject { ["evaluationId"] = queue, ["entityId"] = file, ["versionNumber"] = 1 };
        await User.RefusedAsync(412, "POST", "/repo/v1/evaluation/submission?etag=old", body);
        await User.RefusedAsync(400, "POST", "/repo/v1/evaluation/submission", body);
    }

    [Fact]
    public async Task a_submission_view_shows_statuses_and_their_annotations()
    {
        var (queue, file) = await QueueAsync();
        var id = await SubmitAsync(queue, file);
        var status = await User.DoAsync("GET", $"/repo/v1/evaluation/submission/{id}/status");
        status["submissionAnnotations"] = new JsonObject
        {
            ["annotations"] = new JsonObject { ["score"] = new JsonObject { ["type"] = "DOUBLE", ["value"] = new JsonArray("0.75") } },
        };
        await User.DoAsync("PUT", $"/repo/v1/evaluation/submission/{id}/status", status);
        var columns = new JsonArray(await User.ColumnAsync("id", "SUBMISSIONID"), await User.ColumnAsync("status", "STRING"), await User.ColumnAsync("score", "DOUBLE"));
        var view = await User.CreateAsync(
            "table.SubmissionView", await User.ProjectAsync("views"), "view", new JsonObject { ["columnIds"] = columns, ["scopeIds"] = new JsonArray(queue) });

        Assert.Equal([$"{id}|RECEIVED|0.75"], await User.RowsAsync(view, $"select * from {view} where status = 'RECEIVED'"));
    }

    private async Task<(string Queue, string File)> QueueAsync()
    {
        var project = await User.ProjectAsync();
        var queue = await User.DoAsync("POST", "/repo/v1/evaluation", new JsonObject { ["name"] = "queue", ["contentSource"] = project });
        return ((string)queue["id"]!, await User.FileAsync(project, "a.txt", "one"));
    }

    private async Task<string> SubmitAsync(string queue, string file)
    {
        var etag = (string)(await User.DoAsync("GET", $"/repo/v1/entity/{file}"))["etag"]!;
        var body = new JsonObject { ["evaluationId"] = queue, ["entityId"] = file, ["versionNumber"] = 1 };
        return (string)(await User.DoAsync("POST", $"/repo/v1/evaluation/submission?etag={etag}", body))["id"]!;
    }

    private async Task<IEnumerable<string>> WaitingAsync(string queue) =>
        (await User.DoAsync("GET", $"/repo/v1/evaluation/{queue}/submission/all?status=RECEIVED&limit=100"))["results"]!.AsArray().Select(s => (string)s!["id"]!);

    private async Task<JsonObject> BatchAsync(string id, bool isFirst, bool isLast, string? token)
    {
        var status = await User.DoAsync("GET", $"/repo/v1/evaluation/submission/{id}/status");
        status["status"] = "SCORED";
        return new JsonObject { ["statuses"] = new JsonArray(status.DeepClone()), ["isFirstBatch"] = isFirst, ["isLastBatch"] = isLast, ["batchToken"] = token };
    }
}

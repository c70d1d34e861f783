using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using SageTasks.ContractSuites;
using SageTasks.Http;
using SageTasks.Runs;
using SageTasks.Testing;

namespace SageTasks.Wes.Tests.Local;

/// <summary>
/// Every request that the client can send is one that the published API knows, and every answer that the local WES gives to it is one
/// that the published API declares. A method of the client that no scene here calls fails the test.
/// </summary>
public sealed partial class SpecificationTests
{
    private const string Spec = "ga4gh/wes-1.1.0.openapi.yaml";
    private const string ServiceInfo = "ga4gh/service-info-1.0.0.yaml";
    private const string Base = "/ga4gh/wes/v1";

    private readonly ConcurrentQueue<ObservedExchange> _seen = new();

    [SpecFact(Spec, ServiceInfo)]
    public async Task Requests_and_answers_hold_to_the_published_API()
    {
        await using var wes = await LocalWes.StartAsync(new LocalWesOptions { Observer = _seen.Enqueue });
        var client = wes.ConnectNoting();

        Assert.Equal("wes", (await client.GetServiceInfoAsync()).Type!.Artifact);
        Assert.Equal(WesTagFilter.None, await client.GetTagFilterAsync());
        var run = await RunAsync(client);
        await client.RunWorkflowAsync(new WesRunRequest { WorkflowUrl = "https://127.0.0.1:1/none.sh", WorkflowType = "SHELL", WorkflowTypeVersion = "1.0", WorkflowEngine = "sh", WorkflowEngineVersion = "1.0" });
        Assert.Equal(2, (await client.ListRunsPageAsync(pageSize: 2)).Runs.Count);
        Assert.Equal(2, await client.ListRunsAsync(new WesRunQuery { PageSize = 1 }).CountAsync());
        var log = await client.GetRunAsync(run);
        Assert.Equal("hello\n", await client.ReadLogAsync(run, log.RunLog!.Stdout));
        Assert.Equal(WesState.Complete, (await client.GetRunStatusAsync(run)).State);
        await using (await client.OpenAsync(run, Assert.Single(OutputFiles.Of(log.Outputs)).Address))
        {
            var task = Assert.Single(await client.ListTasksAsync(run).ToListAsync());
            Assert.Equal(task.Name, Assert.Single((await client.ListTasksPageAsync(run)).Tasks).Name);
            Assert.Equal(task.StartTime, (await client.GetTaskAsync(run, task.Id!)).StartTime);
        }

        await client.CancelRunAsync(run);
        await Assert.ThrowsAsync<NotFoundException>(() => client.GetRunAsync("unknown"));
        await Assert.ThrowsAsync<InvalidRequestException>(() => client.RunWorkflowAsync(new WesRunRequest { WorkflowUrl = "https://127.0.0.1:1/none", WorkflowType = "none", WorkflowTypeVersion = "1" }));

        Assert.Equal([], ClientMethods.NotCalled([client]));
        var checker = OpenApiChecker.Load(Specs.PathOf(Spec), Specs.PathOf(ServiceInfo)) with { AnswersMayHaveNulls = false };
        Assert.Equal([], _seen.Select(Exchange).Where(IsDeclared).SelectMany(checker.Check).Distinct());
        Assert.Equal(FieldsOfForm().Order(StringComparer.Ordinal), FieldsSent().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    // The scenes send every field that a run request can have.
    private static IEnumerable<string> FieldsOfForm() =>
        OpenApiDocument.Load(Specs.PathOf(Spec)).Form("POST", "/runs")["properties"]!.AsObject().Select(field => field.Key);

    private IEnumerable<string> FieldsSent() => _seen
        .Where(seen => seen is { Method: "POST", RequestType: not null } && seen.RequestType.StartsWith("multipart/", StringComparison.Ordinal))
        .SelectMany(seen => Names().Matches(Encoding.UTF8.GetString(seen.RequestBody.Span)))
        .Select(match => match.Groups[1].Value);

    // Logs and results are given beside the published API.
    private static bool IsDeclared(ApiExchange exchange) => exchange.Path.Split('/')[1] is not ("logs" or "files");

    private static async Task<string> RunAsync(WesClient client)
    {
        var submission = await new SubmissionGuard().SubmitAsync(new WesRuns(client), new RunPlan<WesRunRequest>
        {
            Request = new WesRunRequest
            {
                WorkflowUrl = "main.sh",
                WorkflowType = "SHELL",
                WorkflowTypeVersion = "1.0",
                Parameters = new() { ["word"] = "hello" },
                EngineParameters = new Dictionary<string, string> { ["--debug"] = "" },
                Tags = new Dictionary<string, string> { ["study"] = "7" },
                Attachments = [WesAttachment.FromText("main.sh", "echo $word; echo 1 > one.txt")],
            },
        }, new SubmissionPolicy { Confirm = ConfirmMode.Early });
        await new RunWatcher().WaitAsync(new WesRuns(client), submission, new WatchOptions { MinInterval = TimeSpan.FromMilliseconds(20) });
        return submission.RunId;
    }

    private static ApiExchange Exchange(ObservedExchange seen) => new()
    {
        Method = seen.Method,
        Path = seen.Path[Base.Length..],
        Query = [.. seen.Query.Select(pair => pair.Key)],
        RequestType = seen.RequestType,
        RequestBody = seen.RequestBody,
        Status = seen.Status,
        AnswerType = seen.AnswerType,
        AnswerBody = seen.AnswerBody,
    };

    [GeneratedRegex("form-data; name=\"(\\w+)\"", RegexOptions.None, 1000)]
    private static partial Regex Names();
}

using NSubstitute;
using SageTasks.Reports;

namespace SageTasks.Cavatica.Tests.Tasks;

/// <summary>What Cavatica's history says for a report: prices as they are told, a batch as one run.</summary>
public sealed class RunHistoryTests
{
    [Fact]
    public async Task Prices_are_told_and_children_of_a_batch_are_not_runs_of_their_own()
    {
        var client = Substitute.For<CavaticaClient>();
        client.Endpoint.Returns(new Uri("https://cavatica-api.sbgenomics.com/v2"));
        client.ListTasksAsync(Arg.Any<TaskQuery>(), Arg.Any<CancellationToken>()).Returns(new[]
        {
            Task("priced") with { Price = new BillingBalance { Amount = 1.25m, Currency = "USD" } },
            Task("silent") with { Price = new BillingBalance() },
            Task("child") with { Parent = "priced" },
        }.ToAsyncEnumerable());

        var runs = await new CavaticaRunHistory(client, "lab/study").ListAsync(new RunHistoryQuery()).ToListAsync();

        Assert.Equal([("priced", new RunCost { Amount = 1.25m, Currency = "USD" }), ("silent", null)], runs.Select(run => (run.Run.Id, run.Cost)));
        Assert.Equal(("cavatica:cavatica-api.sbgenomics.com/lab/study", "lab/study/align/3"), (runs[0].Service, runs[0].Work));
        Assert.Equal("https://cavatica.sbgenomics.com/u/lab/study/tasks/priced", runs[0].Run.Link?.AbsoluteUri);
        _ = client.Received().ListTasksAsync(Arg.Is<TaskQuery>(query => query.Project == "lab/study" && query.Fields.Contains("price")), Arg.Any<CancellationToken>());
    }

    [Theory]
    [InlineData("cavatica:cavatica-api.sbgenomics.com/lab/study", true)]
    [InlineData("", true)]
    [InlineData("tower:api.cloud.seqera.io/workspaces/7", false)]
    public void Runs_of_other_platforms_are_not_its_own(string service, bool can)
    {
        var client = Substitute.For<CavaticaClient>();
        client.Endpoint.Returns(new Uri("https://cavatica-api.sbgenomics.com/v2"));

        Assert.Equal(can, new CavaticaRunHistory(client).CanShow(service));
    }

    private static CavaticaTask Task(string id) => new() { Id = id, Status = CavaticaTaskStatus.Completed, Project = "lab/study", App = "lab/study/align/3" };
}

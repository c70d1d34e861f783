using SageTasks.Tes.Tests.Local;
using SageTasks.Testing;

namespace SageTasks.Tes.Tests.Runs;

/// <summary>Which server a history is of: as keys and watching name it.</summary>
public sealed class RunHistoryTests
{
    [Fact]
    public async Task A_server_has_one_name_in_a_history_and_in_what_is_watched()
    {
        await using var server = await LocalTes.StartAsync();
        var client = server.Connect();
        var id = server.AddPastTask(new PastTesTask());

        var run = await new TesRunHistory(client).GetAsync(id);

        Assert.Equal($"tes:{server.Endpoint.Authority}", run!.Service);
        Assert.Equal(run.Service, new TesRuns(client).Capabilities.Service);
        Assert.Equal("tes:lab", new TesRuns(client, new TesRunsOptions { Service = "lab" }).Capabilities.Service);
    }

    [Theory]
    [InlineData("tes:one.example.org", true)]
    [InlineData("", true)]
    [InlineData("wes:one.example.org", false)]
    public async Task Runs_of_other_platforms_are_not_its_own(string service, bool can)
    {
        await using var server = await LocalTes.StartAsync();

        Assert.Equal(can, new TesRunHistory(server.Connect()).CanShow(service));
    }
}

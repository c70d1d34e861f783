using SageTasks.ContractSuites;
using SageTasks.Http;
using SageTasks.Testing;
using SageTasks.Tes.Tests.Stubs;

namespace SageTasks.Tes.Tests.Local;

/// <summary>The whole client against a server that behaves like each of the real ones.</summary>
public sealed class LocalClientTests
{
    public static TheoryData<LocalTesPersonality> Servers => [.. Enum.GetValues<LocalTesPersonality>()];

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_task_is_made_read_listed_and_stopped_on_every_server(LocalTesPersonality personality)
    {
        await using var tes = await LocalTes.StartAsync(new LocalTesOptions { Personality = personality, Simulation = new LocalTesSimulation { Runs = null } });
        var client = tes.ConnectNoting();

        var id = await client.CreateTaskAsync(Samples.Task);
        var task = await client.GetTaskAsync(id);
        var minimal = await client.GetTaskAsync(id, TesView.Minimal);
        var listed = await client.ListTasksAsync(new TesTaskQuery { NamePrefix = "cou", Tags = [new("study", "a")], View = TesView.Basic }).ToListAsync();
        var others = await client.ListTasksAsync(new TesTaskQuery { Tags = [new("study", "b")] }).ToListAsync();
        var page = await client.GetTasksPageAsync();
        await client.CancelTaskAsync(id);
        await client.CancelTaskAsync(id);

        Assert.Equal(id, task.Id);
        Assert.Equal(Samples.Task.Executors[0].Command, task.Executors[0].Command);
        Assert.Equal(id, minimal.Id);
        Assert.Equal([id], listed.Select(found => found.Id));
        Assert.Empty(others);
        Assert.Equal(id, Assert.Single(page.Tasks).Id);
        Assert.True((await client.GetTaskAsync(id)).State!.Value.IsTerminal);
        Assert.NotNull((await client.GetServiceInfoAsync()).Name);
        Assert.StartsWith(tes.Url.ToString(), (await client.GetBaseAddressAsync()).ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<NotFoundException>(() => client.GetTaskAsync("no-such-task"));
        Assert.Empty(ClientMethods.NotCalled(client));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Three_hundred_tasks_are_listed_completely_and_without_repeats(LocalTesPersonality personality)
    {
        await using var tes = await LocalTes.StartAsync(new LocalTesOptions { Personality = personality, Simulation = new LocalTesSimulation() });
        for (var index = 0; index < 300; index++)
        {
            tes.AddPastTask(new PastTesTask { Name = $"past-{index}" });
        }

        var listed = await tes.Connect().ListTasksAsync().Select(task => task.Id!).ToListAsync();

        Assert.Equal(tes.Tasks.Select(task => task.Id).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task The_reason_of_a_refusal_reaches_the_user(LocalTesPersonality personality)
    {
        await using var tes = await LocalTes.StartAsync(new LocalTesOptions { Personality = personality, Simulation = new LocalTesSimulation() });

        var refused = await Assert.ThrowsAsync<NotFoundException>(() => tes.Connect().CancelTaskAsync(new string('0', 32)));

        Assert.False(string.IsNullOrEmpty(refused.Error.Reason) && refused.Error.Details.Count == 0, refused.Message);
    }

    [Fact]
    public async Task A_server_that_asks_for_a_token_gets_it_and_another_one_is_refused_without_being_shown()
    {
        await using var tes = await LocalTes.StartAsync(new LocalTesOptions { Access = LocalTesAccess.Token, Token = "right-token-1", Simulation = new LocalTesSimulation() });

        Assert.NotEmpty(await tes.Connect(options => options.Token = "right-token-1").CreateTaskAsync(Samples.Task));
        var denied = await Assert.ThrowsAsync<AccessDeniedException>(() => tes.Connect(options => options.Token = "wrong-token-2").CreateTaskAsync(Samples.Task));

        Assert.DoesNotContain("wrong-token-2", denied.ToString(), StringComparison.Ordinal);
        Assert.Single(tes.Tasks);
    }

    [Fact]
    public async Task A_broken_list_is_asked_for_again()
    {
        await using var tes = await LocalTes.StartAsync(new LocalTesOptions { Simulation = new LocalTesSimulation() });
        tes.AddPastTask(new PastTesTask { Name = "past" });
        tes.Faults.Strike(FaultKind.CutBody, "GET /tasks");
        tes.Faults.Strike(FaultKind.FailBefore, "GET /tasks");

        Assert.Single(await tes.Connect().ListTasksAsync().ToListAsync());
    }
}

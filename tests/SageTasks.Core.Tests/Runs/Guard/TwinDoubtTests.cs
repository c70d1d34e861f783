using SageTasks.ContractSuites;
using SageTasks.Runs;

namespace SageTasks.Tests.Runs.Guard;

/// <summary>Twins about which the platform needs some time to tell the truth.</summary>
public sealed class TwinDoubtTests : GuardSteps<MemoryRequest>
{
    [Fact]
    public async Task Each_twin_gets_its_own_time_until_it_is_left_alone()
    {
        var first = await SubmitAsync(Sample);
        var twins = new List<string>();
        for (var twin = 0; twin < 2; twin++)
        {
            twins.Add((await StartTaggedAsync(Server.Request(Sample), new SubmissionTag { Key = first.Key, Nonce = Nonces.New() })).Id);
        }

        var started = Server.Time.GetTimestamp();
        var platform = new InterceptedPlatform<MemoryRequest>(Server.Connect())
        {
            ShowRequest = (id, stored) => Server.Time.GetElapsedTime(started) < (twins.IndexOf(id) + 1) * 0.8 * Server.SettleTime ? null : stored,
        };

        var second = await Guard().SubmitAsync(platform, Plan(Sample), Policy);

        Assert.Empty(second.Evidence.Warnings);
        Assert.Equal(twins.Order(StringComparer.Ordinal), second.Evidence.CanceledTwins.Order(StringComparer.Ordinal));
    }

    protected override Task<IGuardHarness<MemoryRequest>> CreateHarnessAsync() => Task.FromResult<IGuardHarness<MemoryRequest>>(new MemoryServer());
}

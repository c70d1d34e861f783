using SageTasks.ContractSuites;

namespace SageTasks.Tests.Runs.Guard;

/// <summary>Twins about which the platform needs some time to tell the truth.</summary>
public sealed class TwinDoubtTests : GuardSteps<MemoryRequest>
{
    [Fact]
    public async Task Each_twin_gets_its_own_time_until_it_is_left_alone()
    {
        var first = await SubmitAsync(Sample);
        await StartTwinAsync(first);
        await StartTwinAsync(first);
        var (twins, started) = (new List<string>(), 0L);
        var platform = new InterceptedPlatform<MemoryRequest>(Server.Connect())
        {
            // They are looked at one after the other; the first can be read a while after, and the second as long after that.
            BeforeGet = id =>
            {
                started = started == 0 ? Server.Time.GetTimestamp() : started;
                twins.AddRange(id != first.RunId && !twins.Contains(id) ? [id] : []);
                return Task.CompletedTask;
            },
            ShowRequest = (id, stored) => id == first.RunId || (twins.Contains(id) && Server.Time.GetElapsedTime(started) > (twins.IndexOf(id) + 1) * 0.8 * Server.SettleTime)
                ? stored
                : null,
        };

        var second = await Guard().SubmitAsync(platform, Plan(Sample), Policy);

        Assert.Equal(2, twins.Count);
        Assert.Empty(second.Evidence.Warnings);
        Assert.Equal(twins.Order(StringComparer.Ordinal), second.Evidence.CanceledTwins.Order(StringComparer.Ordinal));
    }

    protected override Task<IGuardHarness<MemoryRequest>> CreateHarnessAsync() => Task.FromResult<IGuardHarness<MemoryRequest>>(new MemoryServer());
}

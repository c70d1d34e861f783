using NSubstitute;
using SageTasks.ContractSuites;
using SageTasks.Runs;

namespace SageTasks.Tests.Runs.Guard;

public class TimedLookupTests
{
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(40, 40)]
    [InlineData(60, 50)]
    [InlineData(-1, 0)]
    public async Task a_look_up_is_as_young_as_its_first_request_and_never_younger_than_its_end(int waited, int expected)
    {
        var platform = Substitute.For<IRunPlatform<string>>();
        platform.FindAsync(default!, default).ReturnsForAnyArgs(_ =>
        {
            _time.Advance(TimeSpan.FromSeconds(50));
            return new RunLookup { Runs = [], IsComplete = true, ServerTime = _time.GetUtcNow(), Waited = TimeSpan.FromSeconds(waited) };
        });
        var asked = _time.GetUtcNow();

        var look = await TimedLookup.RunAsync(platform, [], _time);

        Assert.Equal(TimeSpan.FromSeconds(expected), _time.GetElapsedTime(asked.Ticks, look.Started));
        Assert.Equal(asked + TimeSpan.FromSeconds(expected), look.ServerTime);
    }
}

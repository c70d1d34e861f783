using SageTasks.ContractSuites;

namespace SageTasks.Storage.Tests;

public sealed class TransferMeterTests
{
    private readonly ManualTime _time = new();
    private readonly Reports _reports = new();

    [Fact]
    public void Reports_come_at_once_then_five_times_a_second_and_at_the_end()
    {
        var meter = new TransferMeter(_reports, _time) { Total = 1000 };
        for (var i = 0; i < 1000; i++)
        {
            meter.Add(1);
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        meter.Finish();

        Assert.Equal([1, 201, 401, 601, 801, 1000], _reports.All.Select(r => r.Bytes));
        Assert.True(_reports.Last.IsComplete);
        Assert.Equal(TimeSpan.FromSeconds(1), _reports.Last.Elapsed);
    }

    [Fact]
    public void Rate_and_remaining_time_follow_what_moves_and_not_what_was_there()
    {
        var meter = new TransferMeter(_reports, _time) { Total = 10_000 };
        meter.Resume(5_000);
        for (var second = 1; second <= 3; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            meter.Add(1_000);
        }

        Assert.Equal(8_000, _reports.Last.Bytes);
        Assert.Equal(1_000, _reports.Last.BytesPerSecond, 0.001);
        Assert.Equal(2, _reports.Last.Remaining!.Value.TotalSeconds, 0.001);
    }

    [Fact]
    public void Nothing_is_foretold_before_something_moves()
    {
        var meter = new TransferMeter(_reports, _time) { Total = 10 };
        meter.Add(0);

        Assert.Null(_reports.Last.Remaining);
        Assert.False(_reports.Last.IsComplete);
    }
}

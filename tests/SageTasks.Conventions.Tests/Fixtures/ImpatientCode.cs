using System.Diagnostics;
using System.Globalization;

namespace SageTasks.Conventions.Tests.Fixtures;

public static class ImpatientCode
{
    public static async Task<DateTimeOffset> WaitAsync(TimeProvider time, CancellationToken cancellationToken = default)
    {
        var started = Stopwatch.GetTimestamp();
        await Task.Delay(TimeSpan.FromTicks(started), cancellationToken);
        await Task.Delay(TimeSpan.FromTicks(started), time, cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(1));
        return DateTimeOffset.UtcNow + (time.GetUtcNow() - time.GetUtcNow());
    }

    public static string Write(int number, decimal amount) =>
        number.ToString() + number.ToString(CultureInfo.InvariantCulture) + string.Format("{0}", number) + $"about {amount}"
        + string.Create(CultureInfo.InvariantCulture, $"exactly {amount} or {(double)amount}")
        + double.Parse("1") + double.Parse("1", CultureInfo.InvariantCulture);
}

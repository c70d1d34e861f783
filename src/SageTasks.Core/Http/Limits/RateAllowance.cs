using System.Globalization;
using System.Runtime.InteropServices;

namespace SageTasks.Http;

/// <summary>What one answer said about the requests that its token has left.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RateAllowance(long Limit, long Remaining, TimeSpan ResetIn)
{
    // Both clocks count whole seconds, so that the difference can fall short by one.
    private static readonly TimeSpan ClockResolution = TimeSpan.FromSeconds(1);

    /// <summary>Null where the answer says nothing, or speaks of a window that has passed.</summary>
    public static RateAllowance? Read(HttpResponseMessage response, RateLimitHeaders names, DateTimeOffset now)
    {
        if (Number(response, names.Remaining) is not { } remaining || Number(response, names.Reset) is not { } reset)
        {
            return null;
        }

        var server = HttpHeaders.Time(HttpHeaders.Find(response, "Date")) ?? now;
        var left = RateLimitHeaders.UntilReset(reset, server);
        return left is { } wait && wait > TimeSpan.Zero
            ? new RateAllowance(Number(response, names.Limit) ?? remaining, remaining, wait + ClockResolution)
            : null;
    }

    private static long? Number(HttpResponseMessage response, string header) =>
        long.TryParse(HttpHeaders.Find(response, header), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}

using System.Globalization;

namespace SageTasks.Http;

/// <summary>How long to wait before the next attempt.</summary>
internal static class RetryDelays
{
    /// <summary>Doubling with jitter that only adds; what the server asked for lengthens it and never shortens it.</summary>
    public static TimeSpan Next(RetryOptions options, int attempts, TimeSpan? asked)
    {
        var doubled = options.BaseDelay * Math.Pow(2, Math.Min(attempts - 1, 30));
        var least = (doubled < options.MaxDelay ? doubled : options.MaxDelay) * Jitter(0.5);
        var wanted = (asked ?? TimeSpan.Zero) + options.BaseDelay * (Jitter(0.5) - 1);
        return wanted > least ? wanted : least;
    }

    /// <summary>What the answer asks for: the platform's own reset headers or <c>Retry-After</c> in seconds or as a date, whichever is longer.</summary>
    public static TimeSpan? Asked(ApiPlatform platform, ApiAnswer answer, DateTimeOffset now)
    {
        var header = RetryAfter(answer.Header("Retry-After"), answer.ServerTime ?? now);
        var reset = Protected.Call(platform.ReadResetDelay, answer);
        return header is null || reset > header ? reset : header;
    }

    private static TimeSpan? RetryAfter(string? header, DateTimeOffset now)
    {
        if (double.TryParse(header, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromDays(1).TotalSeconds));
        }

        return DateTimeOffset.TryParse(header, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at > now ? at - now : TimeSpan.Zero
            : null;
    }

    // Spreads the processes that failed together.
    private static double Jitter(double part) => 1 + Random.Shared.NextDouble() * part;
}

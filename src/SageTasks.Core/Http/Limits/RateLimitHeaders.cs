namespace SageTasks.Http;

/// <summary>The headers in which a platform tells, with every answer, how many requests a token has left. They feed the limiter, so that
/// all clients of the token stop before the platform refuses them, and go on when the window ends by the server's clock.</summary>
public sealed record RateLimitHeaders
{
    // A window that is said to be longer is a clock gone wrong.
    private static readonly TimeSpan LongestWindow = TimeSpan.FromHours(1);

    /// <summary>The header with the requests of a whole window.</summary>
    public required string Limit { get; init; }

    /// <summary>The header with the requests that are left.</summary>
    public required string Remaining { get; init; }

    /// <summary>The header with the end of the window, in seconds since 1970.</summary>
    public required string Reset { get; init; }

    /// <summary>How long a window lasts yet; null where its end can't be true.</summary>
    /// <param name="reset">Its end, in seconds since 1970.</param>
    /// <param name="serverTime">The server's clock when it said so.</param>
    public static TimeSpan? UntilReset(long reset, DateTimeOffset serverTime)
    {
        var seconds = reset - serverTime.ToUnixTimeSeconds();
        return Math.Abs(seconds) <= LongestWindow.TotalSeconds ? TimeSpan.FromSeconds(Math.Max(0, seconds)) : null;
    }
}

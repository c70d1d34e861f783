using System.Globalization;

namespace SageTasks.Testing.Cavatica;

/// <summary>How many requests a token may still make, told in the headers of every answer.</summary>
internal sealed class RequestBudget(LocalCavaticaOptions options, PlatformClock clock)
{
    /// <summary>The platform's own limit.</summary>
    public const int Usual = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (DateTimeOffset End, int Used)> _windows = new(StringComparer.Ordinal);

    public int Limit => options.RequestLimit ?? Usual;

    /// <summary>Counts a request; false when it is one too many.</summary>
    public bool TryTake(string token)
    {
        lock (_lock)
        {
            var (end, used) = Window(token);
            if (options.RequestLimit is { } limit && used >= limit)
            {
                return false;
            }

            _windows[token] = (end, used + 1);
            return true;
        }
    }

    /// <summary>What is left to a token, and when it has all of it again, in seconds of the clock that clients are shown.</summary>
    public (int Remaining, long Reset) Left(string token)
    {
        lock (_lock)
        {
            var (end, used) = Window(token);
            var shift = clock.Shown - clock.True;
            return (options.RequestLimit is { } limit ? Math.Max(0, limit - used) : Usual, (long)Math.Ceiling((end + shift - DateTimeOffset.UnixEpoch).TotalSeconds));
        }
    }

    /// <summary>Puts the headers on an answer that all answers carry.</summary>
    public LocalAnswer Stamp(LocalRequest request, LocalAnswer answer)
    {
        var (remaining, reset) = Left(CavaticaGate.TokenOf(request) ?? "");
        return Stamp(answer, remaining, reset);
    }

    /// <summary>The refusal of a request that came too fast, whoever else uses the token, in the last second of its window.</summary>
    public LocalAnswer TooFast() => Stamp(CavaticaErrors.TooFast(), 0, clock.Shown.ToUnixTimeSeconds());

    private LocalAnswer Stamp(LocalAnswer answer, int remaining, long reset) => answer with
    {
        Headers =
        [
            .. answer.Headers,
            new("X-RateLimit-Limit", Limit.ToString(CultureInfo.InvariantCulture)),
            new("X-RateLimit-Remaining", remaining.ToString(CultureInfo.InvariantCulture)),
            new("X-RateLimit-Reset", reset.ToString(CultureInfo.InvariantCulture)),
            new("X-Request-Id", Guid.NewGuid().ToString()),
        ],
    };

    private (DateTimeOffset End, int Used) Window(string token) =>
        _windows.TryGetValue(token, out var window) && window.End > clock.True ? window : _windows[token] = (clock.True + options.RequestWindow, 0);
}

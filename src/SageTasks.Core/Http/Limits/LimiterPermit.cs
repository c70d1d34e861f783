namespace SageTasks.Http;

/// <summary>The right to have one request under way; given back once, by disposing it.</summary>
/// <param name="limiter">Who gave it; null where nobody counts.</param>
/// <param name="number">Which of its limiter's permits it is, in the order in which they were given.</param>
/// <param name="givenAt">When it was given, as a timestamp of the limiter's clock.</param>
internal readonly struct LimiterPermit(RequestLimiter? limiter, long number, long givenAt) : IDisposable
{
    public long Number => number;

    public long GivenAt => givenAt;

    public void Dispose() => limiter?.Release();
}

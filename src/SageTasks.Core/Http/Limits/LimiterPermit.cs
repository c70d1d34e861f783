namespace SageTasks.Http;

/// <summary>The right to have one request under way; given back once, by disposing it.</summary>
internal readonly struct LimiterPermit(RequestLimiter? limiter) : IDisposable
{
    public void Dispose() => limiter?.Release();
}

namespace SageTasks.Http;

/// <summary>An answer that arrived: its head, its body where it was read whole, and the limiter's permit where the body still streams.</summary>
internal sealed class Exchange(HttpResponseMessage response, PooledBody? body, LimiterPermit permit) : IDisposable
{
    private int _disposed;

    public HttpResponseMessage Response { get; } = response;

    public PooledBody? Body { get; } = body;

    public int Status => (int)Response.StatusCode;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Body?.Dispose();
            Response.Dispose();
            permit.Dispose();
        }
    }
}

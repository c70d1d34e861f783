namespace SageTasks.Testing.Synapse;

/// <summary>The server's limits on one user: so many requests at a time, and so many in a minute.</summary>
internal sealed class Throttle(SynapseThrottle? limits, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, (int Running, Queue<DateTimeOffset> Recent)> _users = [];

    /// <summary>The answer to a client that is too fast; it has no <c>Retry-After</c>, and no fields but the reason.</summary>
    public static LocalAnswer TooFast(string reason) => LocalAnswer.Json(new ErrorResponse { Reason = reason }, SynapseJson.Default.ErrorResponse, 429);

    public LocalAnswer Enter(Caller caller, Func<LocalAnswer> handle)
    {
        if (limits is null || caller.IsAnonymous)
        {
            return handle();
        }

        if (Admit(caller.Id, limits) is { } refusal)
        {
            return refusal;
        }

        try
        {
            return handle();
        }
        finally
        {
            lock (_lock)
            {
                _users[caller.Id] = _users[caller.Id] with { Running = _users[caller.Id].Running - 1 };
            }
        }
    }

    private LocalAnswer? Admit(long user, SynapseThrottle limit)
    {
        lock (_lock)
        {
            var (running, recent) = _users.TryGetValue(user, out var known) ? known : (0, new Queue<DateTimeOffset>());
            var now = time.GetUtcNow();
            while (recent.TryPeek(out var oldest) && now - oldest >= limit.Window)
            {
                recent.Dequeue();
            }

            if (running >= limit.Concurrent)
            {
                return TooFast($"Too many concurrent requests. Allowed {limit.Concurrent} concurrent connections at any time.");
            }

            if (recent.Count >= limit.PerWindow)
            {
                return TooFast($"Requests are too frequent. Allowed {limit.PerWindow} requests every {(int)limit.Window.TotalSeconds} seconds.");
            }

            recent.Enqueue(now);
            _users[user] = (running + 1, recent);
            return null;
        }
    }
}

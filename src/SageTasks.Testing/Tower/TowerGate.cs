using System.Collections.Concurrent;

namespace SageTasks.Testing;

/// <summary>What every request passes first: the rate limit, as a filter before anything is handled, then the token.</summary>
internal sealed class TowerGate(TowerWorld world)
{
    private readonly ConcurrentDictionary<string, (long Second, int Count)> _rates = new(StringComparer.Ordinal);

    public LocalAnswer? Check(LocalRequest request)
    {
        if (request.Segments is ["service-info"] or ["_storage", ..])
        {
            return null;
        }

        var authorization = request.Header("Authorization");
        if (IsTooFast(authorization ?? ""))
        {
            return TowerAnswers.TooManyRequests();
        }

        if (!world.People.TryFindCaller(authorization, out var caller))
        {
            return LocalAnswer.Empty(401);
        }

        request.Caller = caller;
        return null;
    }

    private bool IsTooFast(string key)
    {
        if (world.Options.RequestsPerSecond is not { } limit)
        {
            return false;
        }

        var second = world.Clock.True.ToUnixTimeSeconds();
        var rate = _rates.AddOrUpdate(key, (second, 1), (_, r) => r.Second == second ? (second, r.Count + 1) : (second, 1));
        return rate.Count > limit;
    }
}

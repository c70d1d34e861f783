using System.Collections.Concurrent;

namespace SageTasks.Testing.Cavatica;

/// <summary>What executes which app. A copy of an app is executed as the app that it is a copy of.</summary>
internal sealed class RunnerRegistry(AppBook apps)
{
    private readonly ConcurrentDictionary<string, AppRunner> _registered = new(StringComparer.Ordinal);

    public void Add(string app, AppRunner runner) => _registered[Name(app)] = runner;

    /// <summary>What was registered for an app or for one that it is a copy of; the caller holds the lock.</summary>
    public AppRunner? Registered(string app)
    {
        for (var next = Name(app); ; next = Name(apps.Table.Find(next)!.CopyOf!))
        {
            if (_registered.TryGetValue(next, out var runner))
            {
                return runner;
            }

            if (apps.Table.Find(next)?.CopyOf is null)
            {
                return null;
            }
        }
    }

    private static string Name(string app) => string.Join('/', app.Split('/').Take(3));
}

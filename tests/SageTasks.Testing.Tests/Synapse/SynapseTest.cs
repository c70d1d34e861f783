using System.Collections.Concurrent;
using SageTasks.ContractSuites;

namespace SageTasks.Testing.Tests;

/// <summary>
/// A running local Synapse with its user, and a clock that only the test moves. Where the server's schemas are at hand, every answer and
/// every request that was accepted is held against them.
/// </summary>
public abstract class SynapseTest : IAsyncLifetime, IDisposable
{
    private readonly ConcurrentBag<string> _violations = [];
    private LocalSynapse? _synapse;
    private SynapseUser? _user;

    internal ManualTime Clock { get; } = new();

    internal LocalSynapse Synapse => _synapse!;

    internal SynapseUser User => _user!;

    protected virtual LocalSynapseOptions Options => new() { TimeProvider = Clock };

    public async Task InitializeAsync()
    {
        _synapse = await LocalSynapse.StartAsync(Options with { Observer = Observe });
        _user = new SynapseUser(_synapse, _synapse.Token);
    }

    public async Task DisposeAsync()
    {
        await Synapse.DisposeAsync();
        Assert.True(_violations.IsEmpty, string.Join('\n', _violations.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));
    }

    public void Dispose()
    {
        _user?.Dispose();
        GC.SuppressFinalize(this);
    }

    internal SynapseUser Another(string name) => new(Synapse, Synapse.AddUser(name));

    internal void Strike(params FaultRule[] rules) => Synapse.Faults.Plan = new FaultPlan { Rules = rules };

    private void Observe(ObservedExchange seen)
    {
        if (SynapseSchemaChecker.Instance is not { } checker || seen.Path.StartsWith("/s3/", StringComparison.Ordinal))
        {
            return;
        }

        var wrong = checker.CheckAnswer(seen.Method, seen.Path, seen.Status, seen.AnswerType, seen.AnswerBody);
        if (seen.Status < 300)
        {
            wrong = [.. wrong, .. checker.CheckRequest(seen.Method, seen.Path, seen.RequestBody)];
        }

        foreach (var violation in wrong)
        {
            _violations.Add(violation);
        }
    }
}

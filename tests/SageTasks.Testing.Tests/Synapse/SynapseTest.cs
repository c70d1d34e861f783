namespace SageTasks.Testing.Tests;

/// <summary>A running local Synapse with its user, and a clock that only the test moves.</summary>
public abstract class SynapseTest : IAsyncLifetime, IDisposable
{
    private LocalSynapse? _synapse;
    private SynapseUser? _user;

    internal TestClock Clock { get; } = new();

    internal LocalSynapse Synapse => _synapse!;

    internal SynapseUser User => _user!;

    protected virtual LocalSynapseOptions Options => new() { TimeProvider = Clock };

    public async Task InitializeAsync()
    {
        _synapse = await LocalSynapse.StartAsync(Options);
        _user = new SynapseUser(_synapse, _synapse.Token);
    }

    public async Task DisposeAsync() => await Synapse.DisposeAsync();

    public void Dispose()
    {
        _user?.Dispose();
        GC.SuppressFinalize(this);
    }

    internal SynapseUser Another(string name) => new(Synapse, Synapse.AddUser(name));

    internal void Strike(params FaultRule[] rules) => Synapse.Faults.Plan = new FaultPlan { Rules = rules };
}

using SageTasks.Runs;

namespace SageTasks.ContractSuites;

/// <summary>A platform's client that lets a test act at the moments between a guard's requests.</summary>
internal sealed class InterceptedPlatform<TRequest>(IRunPlatform<TRequest> inner) : IRunPlatform<TRequest>
{
    private readonly List<string> _calls = [];

    /// <summary>The requests that the guard has made, by the method's name.</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_calls)
            {
                return [.. _calls];
            }
        }
    }

    public RunCapabilities Capabilities => inner.Capabilities;

    /// <summary>Called after a look-up was answered, with the number of look-ups so far.</summary>
    public Func<int, Task> AfterFind { get; set; } = _ => Task.CompletedTask;

    /// <summary>What a look-up answers, such as an older list than the server has.</summary>
    public Func<RunLookup, RunLookup> Show { get; set; } = found => found;

    public Func<string, Task> BeforeGet { get; set; } = _ => Task.CompletedTask;

    public Func<string, CanonicalRequest?, CanonicalRequest?> ShowRequest { get; set; } = (_, stored) => stored;

    public Func<Task> BeforeCreate { get; set; } = () => Task.CompletedTask;

    public Func<RunSnapshot, Task> AfterCreate { get; set; } = _ => Task.CompletedTask;

    public Func<string, Task> BeforeStart { get; set; } = _ => Task.CompletedTask;

    public Func<string, Task> AfterStart { get; set; } = _ => Task.CompletedTask;

    public Func<string, Task> BeforeDiscard { get; set; } = _ => Task.CompletedTask;

    public Task<PreparedRun<TRequest>> PrepareAsync(TRequest request, CancellationToken cancellationToken = default) =>
        inner.PrepareAsync(request, cancellationToken);

    public CanonicalRequest Canonicalize(PreparedRun<TRequest> prepared) => inner.Canonicalize(prepared);

    public async Task<RunLookup> FindAsync(IReadOnlyCollection<SubmissionKey> keys, CancellationToken cancellationToken = default)
    {
        Note("Find");
        var found = await inner.FindAsync(keys, cancellationToken);
        await AfterFind(Calls.Count(call => call == "Find"));
        return Show(found);
    }

    public async Task<RunSnapshot> CreateAsync(PreparedRun<TRequest> prepared, SubmissionTag tag, CancellationToken cancellationToken = default)
    {
        Note("Create");
        await BeforeCreate();
        var run = await inner.CreateAsync(prepared, tag, cancellationToken);
        await AfterCreate(run);
        return run;
    }

    public async Task<RunSnapshot> StartAsync(string runId, CancellationToken cancellationToken = default)
    {
        Note("Start");
        await BeforeStart(runId);
        var run = await inner.StartAsync(runId, cancellationToken);
        await AfterStart(runId);
        return run;
    }

    public Task<RunSnapshot?> ResumeAsync(
        RunSnapshot failed, PreparedRun<TRequest> prepared, SubmissionTag tag, CancellationToken cancellationToken = default) =>
        inner.ResumeAsync(failed, prepared, tag, cancellationToken);

    public async Task<CanonicalRequest?> ReadRequestAsync(string runId, CancellationToken cancellationToken = default) =>
        ShowRequest(runId, await inner.ReadRequestAsync(runId, cancellationToken));

    public async Task<RunSnapshot?> GetAsync(string runId, CancellationToken cancellationToken = default)
    {
        await BeforeGet(runId);
        return await inner.GetAsync(runId, cancellationToken);
    }

    public Task<IReadOnlyList<RunSnapshot>> GetManyAsync(IReadOnlyCollection<string> runIds, CancellationToken cancellationToken = default) =>
        inner.GetManyAsync(runIds, cancellationToken);

    public Task CancelAsync(string runId, CancellationToken cancellationToken = default) => inner.CancelAsync(runId, cancellationToken);

    public async Task DiscardAsync(string runId, CancellationToken cancellationToken = default)
    {
        Note("Discard");
        await BeforeDiscard(runId);
        await inner.DiscardAsync(runId, cancellationToken);
    }

    public Task<IReadOnlyList<string>> GetLogTailAsync(string runId, int lines, CancellationToken cancellationToken = default) =>
        inner.GetLogTailAsync(runId, lines, cancellationToken);

    private void Note(string call)
    {
        lock (_calls)
        {
            _calls.Add(call);
        }
    }
}

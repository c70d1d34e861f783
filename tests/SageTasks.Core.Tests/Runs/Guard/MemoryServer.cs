using System.Text.Json.Nodes;
using SageTasks.ContractSuites;
using SageTasks.Http;
using SageTasks.Runs;

namespace SageTasks.Tests.Runs.Guard;

/// <summary>The smallest server that can do everything the guard suite asks for.</summary>
internal sealed partial class MemoryServer : IDraftGuardHarness<MemoryRequest>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (RunSnapshot Run, MemoryRequest Request, DateTimeOffset VisibleAt)> _runs = new(StringComparer.Ordinal);
    private TimeSpan _lag;
    private bool _loseReply;
    private bool _loseRequest;
    private bool _twice;
    private TimeSpan? _late;
    private bool _reserialize;
    private int _nextId;

    public TimeSpan SettleTime => TimeSpan.FromSeconds(1);

    public TimeProvider Time { get; } = new SkippingTime();

    public int Started { get; private set; }

    public bool IsBroken { get; private set; }

    public bool Resumable { get; init; } = true;

    public bool DraftFirst { get; init; }

    public IRunPlatform<MemoryRequest> Connect() => new MemoryPlatform(this);

    public MemoryRequest Request(JsonObject parameters, string revision = "1.0", params string[] profiles) =>
        new() { Parameters = parameters, Revision = revision, Profiles = profiles };

    public Task<IReadOnlyList<RunSnapshot>> TruthAsync() => Task.FromResult(Read(all: true));

    public Task SetStateAsync(string runId, RunState state)
    {
        Change(runId, run => run with { State = state, RawState = state.ToString(), CompletedAt = state.IsTerminal ? Time.GetUtcNow() : null });
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string runId)
    {
        lock (_lock)
        {
            _runs.Remove(runId);
        }

        return Task.CompletedTask;
    }

    public Task CloneAsync(string runId, JsonObject parameters)
    {
        lock (_lock)
        {
            var (run, request, _) = _runs[runId];
            Store(run.Tag, request with { Parameters = parameters });
        }

        return Task.CompletedTask;
    }

    public Task<string> StartByHandAsync(MemoryRequest request)
    {
        Started++;
        return Task.FromResult(Store(tag: null, request).Id);
    }

    public Task AddHistoryAsync(int count)
    {
        for (var index = 0; index < count; index++)
        {
            Change(Store(tag: null, Request([])).Id, run => run with { State = RunState.Succeeded });
        }

        return Task.CompletedTask;
    }

    public void LoseNextReply() => _loseReply = true;

    public void CommitNextLate(TimeSpan delay) => _late = delay;

    public void DeliverNextTwice() => _twice = true;

    public void LoseNextRequest() => _loseRequest = true;

    public void HideNewRuns(TimeSpan lag) => _lag = lag;

    /// <summary>This server has no filters.</summary>
    public void IgnoreFilters()
    {
    }

    public void BreakLookups(bool broken) => IsBroken = broken;

    public void ReserializeRequests() => _reserialize = true;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public async Task<RunSnapshot> CreateAsync(SubmissionTag tag, MemoryRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_late is { } delay)
        {
            _late = null;
            // At its moment exactly, before anything that waits for a later one goes on.
            _ = Time.CreateTimer(_ => Commit(tag, request), null, delay, Timeout.InfiniteTimeSpan);
            await Task.Delay(delay / 8, Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw Unknown();
        }

        if (_loseRequest)
        {
            _loseRequest = false;
            throw Unknown();
        }

        var run = Commit(tag, request);
        if (_twice)
        {
            _twice = false;
            Commit(tag, request);
        }

        if (_loseReply)
        {
            _loseReply = false;
            throw Unknown();
        }

        return run;
    }

    public IReadOnlyList<RunSnapshot> Read(bool all)
    {
        lock (_lock)
        {
            return [.. _runs.Values.Where(entry => all || entry.VisibleAt <= Time.GetUtcNow()).Select(entry => entry.Run)];
        }
    }

    public RunSnapshot? Get(string runId)
    {
        lock (_lock)
        {
            return _runs.TryGetValue(runId, out var entry) ? entry.Run : null;
        }
    }

    public CanonicalRequest? StoredRequest(string runId)
    {
        lock (_lock)
        {
            return _runs.TryGetValue(runId, out var entry) ? MemoryPlatform.Canonical(_reserialize ? Rewritten(entry.Request) : entry.Request) : null;
        }
    }

    public void Change(string runId, Func<RunSnapshot, RunSnapshot> change)
    {
        lock (_lock)
        {
            var entry = _runs[runId];
            _runs[runId] = entry with { Run = change(entry.Run) };
        }
    }

    private static MemoryRequest Rewritten(MemoryRequest request)
    {
        var reversed = new JsonObject(request.Parameters.Reverse().Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
        reversed["added_by_server"] = null;
        reversed["save_reference"] = false;
        return request with { Parameters = reversed };
    }

    private static SubmissionUnknownException Unknown() =>
        new(new ApiError { Platform = "Memory", Method = "POST", Uri = "memory://runs", Reason = "the reply was lost" });

    private RunSnapshot Commit(SubmissionTag tag, MemoryRequest request)
    {
        lock (_lock)
        {
            Started += DraftFirst ? 0 : 1;
            return Store(tag, request, DraftFirst ? RunState.Draft : RunState.Running);
        }
    }

    private RunSnapshot Store(SubmissionTag? tag, MemoryRequest request, RunState state = RunState.Running)
    {
        lock (_lock)
        {
            // Ids in no order, as real servers give them.
            var id = $"{(_nextId * 7919) % 10_007:D5}-{_nextId++}";
            var now = Time.GetUtcNow();
            var run = new RunSnapshot
            {
                Id = id,
                Name = tag is null ? "by-hand" : $"run-{tag.Key}-a{tag.Attempt}",
                State = state,
                RawState = state.ToString(),
                CreatedAt = new DateTimeOffset(now.Ticks - now.Ticks % TimeSpan.TicksPerSecond, TimeSpan.Zero),
                Tag = tag,
            };
            _runs[id] = (run, request, now + _lag * Random.Shared.NextDouble());
            return run;
        }
    }
}

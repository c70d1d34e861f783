using System.Text.Json.Nodes;
using SageTasks.Runs;

namespace SageTasks.Tests.Runs.Guard;

/// <summary>A client of <see cref="MemoryServer"/>.</summary>
internal sealed class MemoryPlatform(MemoryServer server) : IRunPlatform<MemoryRequest>
{
    public RunCapabilities Capabilities => new()
    {
        Platform = "Memory",
        RequestReadable = true,
        Resumable = server.Resumable,
        DraftFirst = server.DraftFirst,
        SettleTime = server.SettleTime,
        CommitHorizon = server.SettleTime,
    };

    public static CanonicalRequest Canonical(MemoryRequest request) => new()
    {
        Fields = new JsonObject
        {
            ["pipeline"] = "https://example.org/pipeline",
            ["revision"] = request.Revision,
            [CanonicalRequest.Parameters] = request.Parameters.DeepClone(),
            ["profiles"] = new JsonArray([.. request.Profiles.Select(profile => JsonValue.Create(profile))]),
        },
    };

    public Task<PreparedRun<MemoryRequest>> PrepareAsync(MemoryRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(new PreparedRun<MemoryRequest>
        {
            Request = request,
            Service = "memory:test",
            DeclaredDefaults = new CanonicalRequest { Fields = new JsonObject { [CanonicalRequest.Parameters] = new JsonObject { ["save_reference"] = false } } },
        });

    public CanonicalRequest Canonicalize(PreparedRun<MemoryRequest> prepared) => Canonical(prepared.Request);

    public Task<RunLookup> FindAsync(IReadOnlyCollection<SubmissionKey> keys, CancellationToken cancellationToken = default) =>
        Task.FromResult(new RunLookup
        {
            Runs = server.IsBroken ? [] : [.. server.Read(all: false).Where(run => run.Tag is not null && keys.Contains(run.Tag.Key))],
            IsComplete = !server.IsBroken,
            IncompleteBecause = server.IsBroken ? "the server's list cannot be trusted" : null,
            ServerTime = server.Time.GetUtcNow(),
        });

    public Task<RunSnapshot> CreateAsync(PreparedRun<MemoryRequest> prepared, SubmissionTag tag, CancellationToken cancellationToken = default) =>
        server.CreateAsync(tag, prepared.Request, cancellationToken);

    public async Task<RunSnapshot> StartAsync(string runId, CancellationToken cancellationToken = default)
    {
        if (server.StoredParameters(runId) is { } parameters && RunPlaceholder.IsIn(parameters))
        {
            await server.EditAsync(runId, (JsonObject)RunPlaceholder.Substitute(parameters, runId));
        }

        return server.Start(runId);
    }

    public async Task<RunSnapshot?> ResumeAsync(
        RunSnapshot failed, PreparedRun<MemoryRequest> prepared, SubmissionTag tag, CancellationToken cancellationToken = default) =>
        await server.CreateAsync(tag, prepared.Request, cancellationToken);

    public Task<CanonicalRequest?> ReadRequestAsync(string runId, CancellationToken cancellationToken = default) =>
        Task.FromResult(server.StoredRequest(runId));

    public Task<RunSnapshot?> GetAsync(string runId, CancellationToken cancellationToken = default) => Task.FromResult(server.Get(runId));

    public Task<IReadOnlyList<RunSnapshot>> GetManyAsync(IReadOnlyCollection<string> runIds, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<RunSnapshot>>([.. runIds.Select(server.Get).OfType<RunSnapshot>()]);

    public Task CancelAsync(string runId, CancellationToken cancellationToken = default)
    {
        server.Change(runId, run => run.State.IsTerminal ? run : run with { State = RunState.Canceled, RawState = "CANCELLED" });
        return Task.CompletedTask;
    }

    public Task DiscardAsync(string runId, CancellationToken cancellationToken = default)
    {
        server.Discard(runId);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> GetLogTailAsync(string runId, int lines, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<string>>(["the last line of the log"]);
}

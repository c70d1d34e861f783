using System.Text.Json.Nodes;
using SageTasks.Runs;
using Xunit;

namespace SageTasks.ContractSuites;

/// <summary>What the tests of the guard are made of.</summary>
public abstract class GuardSteps<TRequest> : IAsyncLifetime
{
    private IGuardHarness<TRequest>? _harness;

    protected IGuardHarness<TRequest> Server => _harness ?? throw new InvalidOperationException("The harness is made before each test.");

    /// <summary>Longer than any disk keeps a test waiting, also by a clock that skips waiting.</summary>
    private protected static TimeSpan Lease => TimeSpan.FromMinutes(10);

    protected SubmissionPolicy Policy => new()
    {
        CommitHorizon = 2 * Server.SettleTime,
        CancelTimeout = TimeSpan.FromSeconds(20),
        ClaimTimeout = 6 * Lease,
    };

    protected static JsonObject Sample => new() { ["input"] = "s3://bucket/sheet.csv", ["outdir"] = "s3://bucket/out", ["depth"] = 30 };

    public async Task InitializeAsync() => _harness = await CreateHarnessAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    protected abstract Task<IGuardHarness<TRequest>> CreateHarnessAsync();

    protected RunPlan<TRequest> Plan(JsonObject parameters) => new() { Request = Server.Request(parameters) };

    private protected Dictionary<string, ContentIdentity> Digest(string parameter, char digit) =>
        new(StringComparer.Ordinal) { [Server.PointerTo(parameter)] = ContentIdentity.Sha256(new string(digit, 64)) };

    /// <summary>A guard as another process would have it: nothing is shared with others in this process.</summary>
    private protected SubmissionGuard Guard(
        ISubmissionLedger? ledger = null, Action<GuardStep>? checkpoint = null, params IReadOnlyList<IFormWriter> olderForms) =>
        new(
            new SubmissionGuardOptions
            {
                Claims = new InProcessClaims(),
                LedgerLease = Lease,
                Checkpoint = checkpoint ?? (_ => { }),
                OlderForms = olderForms,
            },
            ledger,
            time: Server.Time);

    /// <summary>Opens a ledger as another process would.</summary>
    private protected FileLedger Ledger(TemporaryFolder folder, TimeSpan shift = default) =>
        new(folder.Path, shift == default ? Server.Time : new ShiftedTime(shift, Server.Time));

    protected Task<Submission> SubmitAsync(JsonObject parameters, SubmissionPolicy? policy = null) => SubmitAsync(Plan(parameters), policy ?? Policy);

    private protected Task<Submission> SubmitAsync(TRequest request) => SubmitAsync(new RunPlan<TRequest> { Request = request }, Policy);

    protected Task<Submission> SubmitAsync(RunPlan<TRequest> plan, SubmissionPolicy? policy = null, ISubmissionLedger? ledger = null) =>
        Guard(ledger).SubmitAsync(Server.Connect(), plan, policy ?? Policy);

    /// <summary>Submits the sample, and brings its run into a state.</summary>
    protected async Task<Submission> SubmitAndSetAsync(RunState state)
    {
        var submission = await SubmitAsync(Sample);
        await Server.SetStateAsync(submission.RunId, state);
        return submission;
    }

    /// <summary>Starts a second run with the key of a first, as a process that died before it could look again has left it.</summary>
    private protected async Task StartTwinAsync(Submission first)
    {
        await StartTaggedAsync(Server.Request(Sample), new SubmissionTag { Key = first.Key, Nonce = Nonces.New() });
    }

    /// <summary>Starts a run with any tag, without looking at anything.</summary>
    private protected async Task<RunSnapshot> StartTaggedAsync(TRequest request, SubmissionTag tag)
    {
        var platform = Server.Connect();
        var run = await platform.CreateAsync(await platform.PrepareAsync(request), tag);
        return run.State == RunState.Draft ? await platform.StartAsync(run.Id) : run;
    }
}

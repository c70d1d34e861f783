using System.Text.Json.Nodes;
using SageTasks.Runs;

namespace SageTasks.ContractSuites;

/// <summary>A platform that the guard suite can play on: the server's truth, its faults, and what people do to runs by hand.</summary>
public interface IGuardHarness<TRequest> : IAsyncDisposable
{
    /// <summary>How long the server may hide a new run; the suite's policies use it.</summary>
    TimeSpan SettleTime { get; }

    /// <summary>The server's clock, by which guards and ledgers wait too.</summary>
    TimeProvider Time { get; }

    /// <summary>A client of the server, as another process would make one.</summary>
    IRunPlatform<TRequest> Connect();

    /// <summary>A request of the suite's one pipeline.</summary>
    TRequest Request(JsonObject parameters, string revision = "1.0", params string[] profiles);

    /// <summary>Where a parameter of the request stands, as a JSON pointer into the parameters of its canonical form.</summary>
    string PointerTo(string parameter) => $"/{parameter}";

    /// <summary>Every run and draft that the server has, deleted ones left out: the truth.</summary>
    Task<IReadOnlyList<RunSnapshot>> TruthAsync();

    /// <summary>How many runs have begun since the harness was made, whatever became of them. A draft has not begun.</summary>
    int Started { get; }

    /// <summary>Lets a run end, or sets it to any state that the platform knows.</summary>
    Task SetStateAsync(string runId, RunState state);

    /// <summary>Takes a run away, as a person or the platform's history limit does.</summary>
    Task DeleteAsync(string runId);

    /// <summary>Copies a run with its name and other parameters, as a person does in the platform's page.</summary>
    Task CloneAsync(string runId, JsonObject parameters);

    /// <summary>Starts a run of the same request without any key, as a person does.</summary>
    Task<string> StartByHandAsync(TRequest request);

    /// <summary>Adds finished runs of other work, quickly.</summary>
    Task AddHistoryAsync(int count);

    /// <summary>The next request that creates a run takes effect, and its reply is lost.</summary>
    void LoseNextReply();

    /// <summary>The next request that creates a run takes effect only after the caller gave up.</summary>
    void CommitNextLate(TimeSpan delay);

    /// <summary>The next request that creates a run arrives twice.</summary>
    void DeliverNextTwice();

    /// <summary>The next request that creates a run is lost before it takes effect, and the caller cannot tell.</summary>
    void LoseNextRequest();

    /// <summary>Look-ups hide runs younger than this; reading a run by its id still works.</summary>
    void HideNewRuns(TimeSpan lag);

    /// <summary>The server ignores every filter of a look-up.</summary>
    void IgnoreFilters();

    /// <summary>The server answers look-ups in a way that cannot be trusted to be complete.</summary>
    void BreakLookups(bool broken);

    /// <summary>The server stores requests with properties reordered, numbers reformatted and defaults filled in.</summary>
    void ReserializeRequests();
}

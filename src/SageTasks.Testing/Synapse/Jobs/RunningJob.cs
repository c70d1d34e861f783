using System.Text.Json;

namespace SageTasks.Testing.Synapse;

/// <summary>A job that can be asked for its answer.</summary>
internal sealed class RunningJob(string id, long userId, JsonElement body, DateTimeOffset startedOn, int polls)
{
    private int _pollsLeft = polls;

    public string Id => id;

    public long UserId => userId;

    /// <summary>The work that is done aside, if any.</summary>
    public Task Work { get; init; } = Task.CompletedTask;

    /// <summary>The answer; called only after <see cref="Work"/> ended. A <see cref="SynapseError"/> is why the job failed.</summary>
    public required Func<ReadOnlyMemory<byte>> Answer { get; init; }

    /// <summary>Whether this question comes too early: some always do, as on the server.</summary>
    public bool IsTooEarly() => Interlocked.Decrement(ref _pollsLeft) >= 0 || !Work.IsCompleted;

    public AsyncJobStatus Status(DateTimeOffset now) => new()
    {
        JobState = "PROCESSING",
        JobCanceling = false,
        RequestBody = body,
        Etag = SynapseStore.NewEtag(),
        JobId = id,
        StartedByUserId = userId,
        StartedOn = startedOn,
        ChangedOn = now,
        ProgressCurrent = 0,
        ProgressTotal = 100,
        ProgressMessage = "Processing...",
        RuntimeMS = (long)(now - startedOn).TotalMilliseconds,
    };
}

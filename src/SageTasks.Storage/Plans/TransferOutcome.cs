using System.Text.Json.Serialization;

namespace SageTasks.Storage;

/// <summary>What became of one object of a plan.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TransferOutcome>))]
public enum TransferOutcome
{
    /// <summary>It was copied and verified.</summary>
    Copied,

    /// <summary>An equal object was there: same size, same digest.</summary>
    Skipped,

    /// <summary>It would have been copied; nothing was (<see cref="TransferPlanOptions.DryRun"/>).</summary>
    Planned,

    /// <summary>It was not copied; <see cref="TransferItemResult.Error"/> says why.</summary>
    Failed,

    /// <summary>It was not copied, because the plan was ended before it was; what has arrived is gone on with.</summary>
    Stopped,
}

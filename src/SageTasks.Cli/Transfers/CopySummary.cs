using System.Text.Json.Serialization;

namespace SageTasks.Cli;

/// <summary>What a copy of several files came to.</summary>
internal sealed record CopySummary
{
    public long Copied { get; set; }

    public long Skipped { get; set; }

    public long Planned { get; set; }

    public long Failed { get; set; }

    /// <summary>What was not reached when the copy was stopped.</summary>
    public long Stopped { get; set; }

    /// <summary>Bytes of what was copied.</summary>
    public long Bytes { get; set; }

    /// <summary>Whether nothing is known of any file.</summary>
    [JsonIgnore]
    public bool IsNothing => Copied + Skipped + Planned + Failed + Stopped == 0;
}
